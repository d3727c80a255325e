// Tells states by the visitor's date in Beijing, between two builds and at the moment itself where a page stays open.
// Without it the state of the build stands.
(function () {
  "use strict";
  var WORDS = { "公示": ["公示中", "公示已结束"], "征集": ["征集中", "征集已结束"], "施行": ["现行有效", "已失效"] };
  var DAY = 86400000;
  var BEIJING = 8 * 3600000;
  var today;

  function daysBetween(from, to) {
    return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
  }

  function daysLeft(end) {
    var left = daysBetween(today, end);
    return left === 0 ? "今天截止" : "还剩 " + left + " 天";
  }

  function labelOf(box) {
    return box.matches("[data-state-label]") ? box : box.querySelector("[data-state-label]");
  }

  function show(box, code, label, note) {
    var word = labelOf(box);
    var line = box.querySelector("[data-state-note]");
    var before = word.textContent;
    if (box.classList.contains("banner")) {
      document.querySelectorAll(".facts dd").forEach(function (fact) {
        if (fact.textContent === before) fact.textContent = label;
      });
      document.querySelectorAll("main [data-phase]").forEach(function (part) {
        part.hidden = part.dataset.phase.split(" ").indexOf(code === "ended" ? "after" : "during") < 0;
      });
    }
    box.classList.replace("state-" + box.dataset.stateCode, "state-" + code);
    box.classList.toggle("lapsed", code === "ended" || code === "superseded");
    box.dataset.stateCode = code;
    word.textContent = label;
    if (line) line.textContent = note;
  }

  // In force, amended, upcoming (a rule), or upcoming, open (a period). The last day of a rule is the first of the next.
  function tellState(box) {
    var word = labelOf(box);
    if (!word) return;
    var text = word.textContent;
    var rule = /施行|有效/.test(text);
    var kind = rule ? "施行" : (text.match(/公示|征集/) || [])[0];
    var start = box.dataset.stateStart;
    var end = box.dataset.stateEnd;
    if (!kind || (start && today < start)) return;
    if (rule) {
      if (end && today >= end) show(box, "superseded", WORDS[kind][1], "自 " + end + " 起");
      else if (box.dataset.stateCode === "upcoming") show(box, "in-force", WORDS[kind][0], start + " 起施行");
    } else if (end && today > end) {
      show(box, "ended", WORDS[kind][1], end + " 结束");
    } else {
      show(box, "open", WORDS[kind][0], end ? start + " 至 " + end + "，" + daysLeft(end) : start + " 起");
    }
  }

  function tellPeriod(period) {
    var start = period.dataset.periodStart;
    var end = period.dataset.periodEnd;
    var bar = period.querySelector("progress");
    var before = today < start;
    bar.value = before ? 0 : Math.min(daysBetween(start, today) + 1, bar.max);
    var words = period.querySelector("[data-period-left]");
    if (words) words.textContent = before ? daysBetween(today, start) + " 天后开始" : today > end ? "已结束" : daysLeft(end);
  }

  // Who is on duty: one turn of several beside one another, or the one of a list that is marked.
  function tellTurn(turn) {
    var isNow = turn.dataset.turnStart <= today && today <= turn.dataset.turnEnd;
    if (turn.localName !== "li") turn.hidden = !isNow;
    else if (isNow) turn.setAttribute("aria-current", "date");
    else turn.removeAttribute("aria-current");
  }

  function tell() {
    today = new Date(Date.now() + BEIJING).toISOString().slice(0, 10);
    document.querySelectorAll("[data-state-code=upcoming], [data-state-code=open], [data-state-code=in-force][data-state-end], [data-state-code=amended][data-state-end]").forEach(tellState);
    document.querySelectorAll("[data-period-end]").forEach(tellPeriod);
    document.querySelectorAll("[data-turn-end]").forEach(tellTurn);
    // What the law lets stand for a time only goes at its time, and for good at the next build.
    document.querySelectorAll("[data-leaves-after]").forEach(function (part) {
      if (part.dataset.leavesAfter && today > part.dataset.leavesAfter) part.remove();
    });
  }

  // Again at the next midnight; a computer that slept tells it when the page is looked at again.
  function wait() {
    setTimeout(function () { tell(); wait(); }, DAY - ((Date.now() + BEIJING) % DAY) + 50);
  }

  tell();
  wait();
  document.addEventListener("visibilitychange", function () {
    if (!document.hidden) tell();
  });
})();
