// Fetched when somebody asks for it: traditional characters for the whole page, and sounds above its titles. Both read
// a table of single characters and of the words that decide where one character has several forms or sounds. What is
// typed into forms is left alone.
var LEFT_ALONE = "script, style, textarea, .pinyin, [contenteditable], [translate=no], [lang]:not(html, [lang^=zh])";
var ATTRIBUTES = ["title", "aria-label", "placeholder", "alt", "data-label"];
var TITLES = "main h1, main h2";
var HAN = /[\u3400-\u9fff]/;
var tables = {};
var script = null;
var watcher = null;
var texts = new WeakMap();
var attributes = new WeakMap();

// "干乾 净 饼~" lists what is around one character, "干系 幹 係" says what each character of a word becomes.
export function tableOf(made) {
  var plain = new Map();
  var words = new Map();
  var longest = new Map();
  if (made.from) Array.from(made.from).forEach(function (char, at) { plain.set(char, Array.from(made.to)[at]); });
  (made.sounds || []).forEach(function (line) {
    var sound = line.match(/^[^\u3400-\u9fff]+/)[0];
    Array.from(line.slice(sound.length)).forEach(function (char) { plain.set(char, sound); });
  });
  function keep(word, becomes) {
    words.set(word, becomes);
    longest.set(word[0], Math.max(longest.get(word[0]) || 1, word.length));
  }
  made.words.forEach(function (line) {
    var parts = line.split(" ");
    if (parts[0].length > 1) return keep(parts[0], parts.slice(1));
    parts.slice(2).forEach(function (around) {
      var place = Math.max(around.indexOf("~"), 0);
      var word = around.includes("~") ? around.replace("~", parts[0]) : parts[0] + around;
      keep(word, Array.from(word, function (char, at) { return at === place ? parts[1] : plain.get(char) || char; }));
    });
  });
  return { plain: plain, words: words, longest: longest };
}

// What each character of a text becomes: at each place the longest word that is known, else the character alone.
export function convert(table, text) {
  var made = [];
  while (made.length < text.length) {
    var at = made.length;
    var found = null;
    for (var length = table.longest.get(text[at]) || 1; length > 1 && !found; length--) {
      found = table.words.get(text.slice(at, at + length));
    }
    if (found) made.push.apply(made, found);
    else made.push(table.plain.get(text[at]) || text[at]);
  }
  return made;
}

function traditional(text) {
  return HAN.test(text) ? convert(script, text).join("") : text;
}

function textNodes(root) {
  var walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  var found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

// An option without a value sends its words, which are the form's.
function isOurs(element) {
  return element && !element.closest(LEFT_ALONE) && !element.closest("option:not([value])");
}

function changeText(node) {
  var known = texts.get(node);
  if (!isOurs(node.parentElement) || (known && known.becomes === node.data)) return;
  var becomes = traditional(node.data);
  if (becomes === node.data) return;
  texts.set(node, { was: node.data, becomes: becomes });
  node.data = becomes;
}

function changeAttributes(element) {
  if (!isOurs(element)) return;
  ATTRIBUTES.forEach(function (name) {
    var value = element.getAttribute(name);
    var becomes = value && traditional(value);
    if (!value || becomes === value) return;
    if (!attributes.has(element)) attributes.set(element, {});
    attributes.get(element)[name] = { was: value, becomes: becomes };
    element.setAttribute(name, becomes);
  });
}

function change(root) {
  if (root.nodeType === Node.TEXT_NODE) return changeText(root);
  if (root.nodeType !== Node.ELEMENT_NODE) return;
  textNodes(root).forEach(changeText);
  changeAttributes(root);
  root.querySelectorAll("[" + ATTRIBUTES.join("], [") + "]").forEach(changeAttributes);
}

function restore(root) {
  textNodes(root).forEach(function (node) {
    var known = texts.get(node);
    if (known && known.becomes === node.data) node.data = known.was;
  });
  root.querySelectorAll("[" + ATTRIBUTES.join("], [") + "]").forEach(function (element) {
    var known = attributes.get(element) || {};
    Object.keys(known).forEach(function (name) {
      if (element.getAttribute(name) === known[name].becomes) element.setAttribute(name, known[name].was);
    });
  });
}

// Later changes: results of a search, states that flip at their moment.
function watch() {
  watcher = new MutationObserver(function (seen) {
    seen.forEach(function (each) {
      if (each.type === "characterData") changeText(each.target);
      else if (each.type === "attributes") changeAttributes(each.target);
      else each.addedNodes.forEach(change);
    });
    watcher.takeRecords();
  });
  watcher.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES
  });
}

function setScript(on) {
  if (on === Boolean(watcher)) return;
  var html = document.documentElement;
  if (/^zh/.test(html.lang)) html.lang = on ? "zh-Hant" : "zh-CN";
  if (on) {
    change(document.querySelector("title"));
    change(document.body);
    watch();
  } else {
    watcher.disconnect();
    watcher = null;
    restore(document.body);
    restore(document.head);
  }
}

// Sounds are looked up by the simplified text, which has a character for each traditional one. Readers by ear get the
// title as it was.
function showSounds(table) {
  document.querySelectorAll(TITLES).forEach(function (title) {
    title.setAttribute("aria-label", title.textContent.trim());
    textNodes(title).forEach(function (node) {
      if (!HAN.test(node.data) || node.parentElement.closest(".hidden, [lang]:not(html, [lang^=zh])")) return;
      var known = texts.get(node);
      var sounds = convert(table, known && known.becomes === node.data ? known.was : node.data);
      var box = document.createElement("span");
      box.className = "pinyin";
      Array.from(sounds, function (sound, at) {
        var char = node.data[at];
        if (!HAN.test(char) || sound === char) return box.append(char);
        var ruby = document.createElement("ruby");
        var above = document.createElement("rt");
        above.textContent = sound;
        above.setAttribute("aria-hidden", "true");
        ruby.append(char, above);
        box.append(ruby);
      });
      texts.set(box, node);
      node.replaceWith(box);
    });
  });
}

function hideSounds() {
  document.querySelectorAll(".pinyin").forEach(function (box) {
    box.closest(TITLES).removeAttribute("aria-label");
    box.replaceWith(texts.get(box));
  });
}

async function load(address) {
  if (!tables[address]) {
    var answer = await fetch(address);
    if (!answer.ok) throw new Error(address);
    tables[address] = tableOf(await answer.json());
  }
  return tables[address];
}

// Brings the page to what is asked for: the address of the table for each of the two, or nothing.
export async function show(hant, pinyin) {
  var sounds = pinyin && await load(pinyin);
  if (hant) script = await load(hant);
  hideSounds();
  setScript(Boolean(hant));
  if (sounds) showSounds(sounds);
}
