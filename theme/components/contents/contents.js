// Marks in the contents where the reader is, and copies the address of an article when its number is pressed.
(function () {
  "use strict";
  var links = {};
  document.querySelectorAll(".contents a[href^='#']").forEach(function (link) {
    links[decodeURIComponent(link.hash.slice(1))] = link;
  });
  var targets = Object.keys(links).map(function (id) { return document.getElementById(id); }).filter(Boolean);
  var waiting = false;

  function mark(link, is) {
    if (is) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }

  // The last target that has come to the upper edge is where the reader is; a chapter stays marked in its articles.
  function look() {
    waiting = false;
    var here = targets.filter(function (target) { return target.getBoundingClientRect().top <= 64; }).pop();
    Object.keys(links).forEach(function (id) { mark(links[id], false); });
    if (!here) return;
    var link = links[here.id];
    mark(link, true);
    var chapter = link.closest(".contents-articles");
    if (chapter && chapter.previousElementSibling) mark(chapter.previousElementSibling, true);
  }

  if (targets.length) {
    targets.sort(function (one, two) { return one.compareDocumentPosition(two) & 4 ? -1 : 1; });
    addEventListener("scroll", function () {
      if (!waiting) requestAnimationFrame(look);
      waiting = true;
    }, { passive: true });
    look();
  }

  document.addEventListener("click", function (event) {
    var number = event.target.closest(".article-number");
    if (!number || !navigator.clipboard) return;
    navigator.clipboard.writeText(number.href).then(function () {
      number.dataset.copied = "";
      var status = document.querySelector("[data-tool-status]");
      if (status) status.textContent = "已复制" + number.textContent + "的链接";
      setTimeout(function () { delete number.dataset.copied; }, 2500);
    }, function () { return null; });
  });
})();
