// Modes of reading: chosen here, kept in this browser's storage under one name and nowhere else, and set again on each
// page by early.js before the first paint. Traditional characters, sounds and reading aloud are fetched when asked for.
(function () {
  "use strict";
  var html = document.documentElement;
  var box = document.querySelector("[data-tools]");
  if (!box) return;
  var buttons = box.querySelectorAll("[data-tool]:not([data-tool=read-aloud])");
  var status = box.querySelector("[data-tool-status]");
  var ON = { care: "on", contrast: "high", script: "hant", pinyin: "on" };
  var FETCHED = { script: true, pinyin: true };
  var WORDS = {
    care: ["已退出关怀版", "已进入关怀版：大字、大按钮"],
    contrast: ["已恢复标准对比度", "已换成高对比度"],
    script: ["已换成简体字", "已換成繁體字"],
    pinyin: ["已去掉标题上的拼音", "已在标题上标注拼音"]
  };

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

  function say(words) {
    status.textContent = words;
  }

  function showCharacters() {
    return import(box.dataset.characters).then(function (characters) {
      return characters.show(html.dataset.script && box.dataset.hant, html.dataset.pinyin && box.dataset.pinyin);
    });
  }

  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      var name = button.dataset.tool;
      var on = name === "size" ? button.dataset.value : html.dataset[name] ? "" : ON[name];
      var words = name === "size" ? "字号：" + button.textContent : WORDS[name][on ? 1 : 0];
      window.portalMode(name, on);
      if (!FETCHED[name]) return say(words);
      showCharacters().then(function () { say(words); }, function () {
        window.portalMode(name, "");
        say("没有取到需要的文件，请检查网络后再试");
      });
    });
  });

  box.querySelectorAll("[data-tool=read-aloud]").forEach(function (button) {
    button.addEventListener("click", function () {
      import(box.dataset.reader).then(function (reader) { reader.toggle(button); }, function () {
        say("没有取到朗读程序，请检查网络后再试");
      });
    });
  });

  show();
  // Where the tables do not come, the page stays as it was written.
  if (html.dataset.script || html.dataset.pinyin) showCharacters().catch(function () {});
})();
