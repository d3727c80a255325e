// Tells states by the visitor's date (Beijing) between two builds. Without it the state of the build stands.
(function () {
  "use strict";
  var WORDS = { "公示": ["公示中", "公示已结束"], "征集": ["征集中", "征集已结束"], "施行": ["现行有效", ""] };
  var DAY = 86400000;
  var today = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);

  function daysBetween(from, to) {
    return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
  }

  function daysLeft(end) {
    var left = daysBetween(today, end);
    return left === 0 ? "今天截止" : "还剩 " + left + " 天";
  }

  function show(box, code, label, note) {
    var word = box.matches("[data-state-label]") ? box : box.querySelector("[data-state-label]");
    var line = box.querySelector("[data-state-note]");
    var before = word ? word.textContent : "";
    if (box.classList.contains("banner")) {
      document.querySelectorAll(".facts dd").forEach(function (fact) {
        if (fact.textContent === before) fact.textContent = label;
      });
    }
    box.classList.replace("state-" + box.dataset.stateCode, "state-" + code);
    box.classList.toggle("lapsed", code === "ended");
    box.dataset.stateCode = code;
    if (word) word.textContent = label;
    if (line) line.textContent = note;
  }

  document.querySelectorAll("[data-state-code=upcoming], [data-state-code=open]").forEach(function (box) {
    var kind = (box.textContent.match(/公示|征集|施行/) || [])[0];
    var start = box.dataset.stateStart;
    var end = box.dataset.stateEnd;
    if (!kind || (start && today < start)) return;
    if (end && today > end) {
      if (WORDS[kind][1]) show(box, "ended", WORDS[kind][1], end + " 结束");
    } else if (kind === "施行") {
      show(box, "in-force", WORDS[kind][0], start + " 起施行");
    } else {
      show(box, "open", WORDS[kind][0], end ? start + " 至 " + end + "，" + daysLeft(end) : start + " 起");
    }
  });

  document.querySelectorAll("[data-period-end]").forEach(function (period) {
    var start = period.dataset.periodStart;
    var end = period.dataset.periodEnd;
    var bar = period.querySelector("progress");
    var words = period.querySelector("[data-period-left]");
    var before = today < start;
    bar.value = before ? 0 : Math.min(daysBetween(start, today) + 1, bar.max);
    words.textContent = before ? daysBetween(today, start) + " 天后开始" : today > end ? "已结束" : daysLeft(end);
  });

  // What the law lets stand for a time only goes at its time, and for good at the next build.
  document.querySelectorAll("[data-leaves-after]").forEach(function (part) {
    if (part.dataset.leavesAfter && today > part.dataset.leavesAfter) part.remove();
  });
})();
