// A table that is wider than its frame says so.
(function () {
  "use strict";
  var frames = document.querySelectorAll(".table-frame");
  if (!frames.length || !window.ResizeObserver) return;
  var watcher = new ResizeObserver(function (seen) {
    seen.forEach(function (each) {
      var frame = each.target;
      var scrolls = frame.scrollWidth > frame.clientWidth + 1;
      var hint = frame.previousElementSibling;
      var hinted = hint && hint.classList.contains("table-hint");
      if (scrolls && !hinted) {
        hint = document.createElement("p");
        hint.className = "table-hint";
        hint.textContent = "表格较宽，可以左右滑动 ↔";
        frame.before(hint);
      } else if (!scrolls && hinted) {
        hint.remove();
      }
      frame.toggleAttribute("data-scrolls", scrolls);
    });
  });
  frames.forEach(function (frame) { watcher.observe(frame); });
})();
