// Before a link leads to a site that is not of the state, a line below it says so and asks. Sites of the state open at once.
(function () {
  "use strict";
  var STATE = /(^|\.)gov\.cn$/;
  var open = null;

  function close(focusLink) {
    if (!open) return;
    open.box.remove();
    if (focusLink) open.link.focus();
    open = null;
  }

  function ask(link) {
    close(false);
    var box = document.createElement("span");
    box.className = "leave no-print no-read";
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "离开本站");
    var words = document.createElement("span");
    words.textContent = "您将离开本站，打开 " + link.hostname + "。那里的内容由对方负责。";
    var go = document.createElement("a");
    go.className = "button";
    go.href = link.href;
    go.rel = "noopener noreferrer";
    go.textContent = "继续前往";
    var stay = document.createElement("button");
    stay.type = "button";
    stay.className = "button";
    stay.textContent = "留在本页";
    stay.addEventListener("click", function () { close(true); });
    box.addEventListener("keydown", function (event) { if (event.key === "Escape") close(true); });
    box.append(words, go, stay);
    link.after(box);
    open = { link: link, box: box };
    go.focus();
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^=http]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.host === location.host || STATE.test(link.hostname) || link.closest(".leave")) return;
    event.preventDefault();
    ask(link);
  });
})();
