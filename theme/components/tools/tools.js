// Modes of reading: chosen here, kept in this browser's storage under one name and nowhere else, and set again on each
// page by early.js before the first paint.
(function () {
  "use strict";
  var html = document.documentElement;
  var buttons = document.querySelectorAll("[data-tool=care], [data-tool=contrast], [data-tool=size]");
  var status = document.querySelector("[data-tool-status]");
  var ON = { care: "on", contrast: "high" };
  var WORDS = { care: ["已退出关怀版", "已进入关怀版：大字、大按钮"], contrast: ["已恢复标准对比度", "已换成高对比度"] };

  function kept() {
    try { return JSON.parse(localStorage.getItem("portal.modes")) || {}; } catch (closed) { return {}; }
  }

  // A mode is set for this page at once, and for the next ones where the browser lets it be kept.
  window.portalMode = function (name, value) {
    var modes = kept();
    modes[name] = value;
    if (value) html.dataset[name] = value; else delete html.dataset[name];
    try { localStorage.setItem("portal.modes", JSON.stringify(modes)); } catch (closed) { /* this page only */ }
    show();
  };

  function show() {
    buttons.forEach(function (button) {
      var name = button.dataset.tool;
      var wanted = name === "size" ? button.dataset.value : ON[name];
      button.setAttribute("aria-pressed", String((html.dataset[name] || "") === wanted));
      if (name === "care") button.querySelector("span").textContent = html.dataset.care ? "退出关怀版" : "关怀版";
    });
  }

  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      var name = button.dataset.tool;
      var on = name === "size" ? button.dataset.value : html.dataset[name] ? "" : ON[name];
      window.portalMode(name, on);
      if (status) status.textContent = name === "size" ? "字号：" + button.textContent : WORDS[name][on ? 1 : 0];
    });
  });
  show();
})();
