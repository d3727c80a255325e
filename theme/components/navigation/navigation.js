// Menus made of <details data-menu>: they close with Escape, with a click outside, and when the focus leaves them.
(function () {
  "use strict";
  document.querySelectorAll("details[data-menu]").forEach(function (menu) {
    var summary = menu.querySelector("summary");
    menu.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      summary.focus();
    });
    menu.addEventListener("focusout", function (event) {
      // Where the focus goes nowhere (a click on plain text inside), the menu stays.
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
    });
    document.addEventListener("click", function (event) {
      if (menu.open && !menu.contains(event.target)) menu.open = false;
    });
  });
})();
