// Ticks of a checklist are the reader's own: kept for this visit in this window, sent nowhere, cleared by a button.
(function () {
  "use strict";
  document.querySelectorAll("[data-checklist]").forEach(function (list) {
    var key = "portal.ticked:" + list.dataset.checklist;
    var boxes = Array.from(list.querySelectorAll("input[type=checkbox]"));
    var bar = list.querySelector("[data-checklist-bar]");
    var count = list.querySelector("[data-checklist-count]");

    function read() {
      try { return JSON.parse(sessionStorage.getItem(key)) || []; } catch (closed) { return []; }
    }

    function keep(ticked) {
      try { sessionStorage.setItem(key, JSON.stringify(ticked)); } catch (closed) { return; }
    }

    function tell() {
      var ticked = boxes.filter(function (box) { return box.checked; });
      bar.hidden = !ticked.length;
      count.textContent = ticked.length === boxes.length ? "都备齐了（" + boxes.length + " 样）" : "已备 " + ticked.length + " 样，还差 " + (boxes.length - ticked.length) + " 样";
      return ticked.map(function (box) { return box.id; });
    }

    var before = read();
    boxes.forEach(function (box) {
      box.checked = Array.isArray(before) && before.indexOf(box.id) >= 0;
      box.addEventListener("change", function () { keep(tell()); });
    });
    tell();
    list.querySelector("[data-checklist-clear]").addEventListener("click", function () {
      boxes.forEach(function (box) { box.checked = false; });
      keep(tell());
      if (boxes[0]) boxes[0].focus();
    });
  });
})();
