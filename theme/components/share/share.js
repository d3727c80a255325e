// Sending a page on, copying its numbers, and saying what is wrong with it.
(function () {
  "use strict";
  var said = document.querySelector("[data-share-said]");
  var address = location.origin + location.pathname;

  function say(words) {
    if (said) said.textContent = words;
  }

  // Old browsers, and pages without https, copy from a field.
  function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    var field = document.createElement("textarea");
    var before = document.activeElement;
    field.value = text;
    field.className = "hidden";
    document.body.append(field);
    field.select();
    var done = document.execCommand("copy");
    field.remove();
    before.focus();
    return done ? Promise.resolve() : Promise.reject(new Error("copy"));
  }

  function on(name, act) {
    var button = document.querySelector("[data-share=" + name + "]");
    if (button) button.addEventListener("click", function () { act(button); });
    return button;
  }

  on("copy", function () {
    copy(location.href).then(function () { say("本页链接已复制"); }, function () { say("没有复制成功，请从地址栏复制"); });
  });

  on("code", function (button) {
    var place = document.getElementById("share-code");
    var opens = place.hidden;
    place.hidden = !opens;
    button.setAttribute("aria-expanded", String(opens));
    if (!opens || place.firstChild) return;
    import(document.querySelector("[data-code-maker]").dataset.codeMaker).then(function (maker) {
      place.append(maker.picture(address, "本页的二维码"));
    }).catch(function () {
      place.textContent = "没有做成二维码，请复制本页链接。";
    });
  });

  var send = on("send", function () {
    navigator.share({ title: document.title, url: location.href }).catch(function () { /* changed their mind */ });
  });
  if (send && navigator.share) send.hidden = false;

  var mistake = document.querySelector("[data-mistake]");
  if (mistake) {
    var title = document.querySelector("h1") || document.querySelector("title");
    var letter = "页面：" + title.textContent.trim() + "\n网址：" + address + "\n\n哪里有误、应当怎样：\n";
    mistake.href += encodeURIComponent("：" + title.textContent.trim()) + "&body=" + encodeURIComponent(letter);
  }

  var useful = document.querySelector("[data-useful]");
  if (useful) {
    useful.elements.page.value = location.pathname;
    useful.addEventListener("submit", function (event) {
      event.preventDefault();
      var answer = new URLSearchParams({ page: location.pathname, useful: event.submitter.value });
      fetch(useful.action, { method: "POST", body: answer }).then(function (reply) {
        if (!reply.ok) throw new Error(reply.status);
        useful.remove();
        say("谢谢，我们收到了");
      }).catch(function () { say("没有送到，请过一会儿再试"); });
    });
  }

  // Numbers of documents are copied into letters and forms.
  document.querySelectorAll(".facts dt").forEach(function (term) {
    var label = term.textContent.trim();
    var value = term.nextElementSibling;
    if (!/^(文号|索引号)$/.test(label) || !value) return;
    var number = value.textContent.trim();
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "复制";
    button.setAttribute("aria-label", "复制" + label);
    button.addEventListener("click", function () {
      copy(number).then(function () { button.textContent = "已复制"; say(label + "已复制：" + number); }, function () {
        say("没有复制成功，请选中" + label + "再复制");
      });
    });
    value.append(" ", button);
  });
})();
