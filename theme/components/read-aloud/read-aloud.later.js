// Fetched when somebody asks for it: reads the page aloud, sentence by sentence, with a voice of this device; a voice
// that would send the text elsewhere is not used. The bar at the foot of the window steers it.
var SKIPPED = "nav, aside, form, button, script, style, svg, rt, rp, [data-search=off], [hidden], .hidden, .byline, .kind, .no-read";
var INLINE = /^(inline|contents|ruby)/;
var RATES = [["慢", 0.75], ["标准", 1], ["快", 1.4]];
var LONG = 120;
var BREATHS = /.{1,119}[，、：,:]|.{1,120}/gs;
var WAIT_MS = 1500;
var synth = window.speechSynthesis;
var reading = null;

// A sentence as {text, start: [node, offset], end: [node, offset], lang}.
export function sentencesOf(root) {
  var found = [];
  blocksOf(root).forEach(function (block) {
    var at = 0;
    cut(block.text).forEach(function (text) {
      var from = at + text.length - text.trimStart().length;
      var to = at + text.trimEnd().length;
      at += text.length;
      if (!/[\p{L}\p{N}]/u.test(text)) return;
      found.push({ text: text.trim(), start: placeIn(block, from, false), end: placeIn(block, to, true), lang: block.lang });
    });
  });
  return found;
}

// Whole sentences; what is too long for one breath is cut at its commas.
export function cut(text) {
  var sentences = text.match(/[^。！？；!?;\n]*[。！？；!?;\n]+[”’」』）)》]*|[^。！？；!?;\n]+$/g) || [];
  return sentences.flatMap(function (sentence) {
    return sentence.length <= LONG ? [sentence] : sentence.match(BREATHS);
  });
}

// The text of a page in blocks: a paragraph, a heading, a row of a table. The title comes first.
function blocksOf(root) {
  var title = root.querySelector("h1");
  var blocks = new Map();
  var walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    var node = walker.currentNode;
    var parent = node.parentElement;
    if (!node.data.trim() || parent.closest(SKIPPED) || !parent.getClientRects().length) continue;
    var box = blockAround(parent);
    if (!blocks.has(box)) {
      var lang = parent.closest("[lang]").lang;
      blocks.set(box, { text: "", parts: [], lang: /^zh/i.test(lang) ? "zh" : lang.slice(0, 2), cell: null });
    }
    var block = blocks.get(box);
    var cell = parent.closest("td, th");
    if (block.text && (cell !== block.cell || /^inline-/.test(getComputedStyle(parent).display))) block.text += "，";
    if (cell && cell !== block.cell) block.text += headOf(cell);
    block.cell = cell;
    block.parts.push({ at: block.text.length, node: node });
    block.text += node.data.replace(/\s/g, " ");
  }
  var first = title && blocks.get(title) ? [blocks.get(title)] : [];
  return first.concat(Array.from(blocks.values()).filter(function (block) { return block !== first[0]; }));
}

// What stands over a cell, so that a figure is not heard alone.
function headOf(cell) {
  var head = cell.closest("table").tHead;
  var over = cell.tagName === "TD" && head && head.rows.length === 1 && head.rows[0].cells[cell.cellIndex];
  return over && over.textContent.trim() ? over.textContent.trim() + " " : "";
}

function blockAround(element) {
  var row = element.closest("tr");
  while (!row && INLINE.test(getComputedStyle(element).display)) element = element.parentElement;
  return row || element;
}

function placeIn(block, offset, isEnd) {
  var part = block.parts[0];
  block.parts.forEach(function (each) { if (isEnd ? each.at < offset : each.at <= offset) part = each; });
  return [part.node, Math.min(offset - part.at, part.node.length)];
}

// Voices come late in some browsers.
function voices() {
  return new Promise(function (done) {
    var now = synth.getVoices();
    if (now.length) return done(now);
    function answer() { done(synth.getVoices()); }
    synth.addEventListener("voiceschanged", answer, { once: true });
    setTimeout(answer, WAIT_MS);
  });
}

function voiceFor(all, lang) {
  var local = all.filter(function (voice) {
    return voice.localService && (lang === "zh" ? /^(zh|cmn)/i : new RegExp("^" + lang, "i")).test(voice.lang);
  });
  return local.find(function (voice) { return /CN|Hans/i.test(voice.lang); }) || local[0] || null;
}

function button(words, press) {
  var made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = words;
  made.addEventListener("click", press);
  return made;
}

// The bar: where reading is, and the buttons. Arrows go from sentence to sentence, Escape stops.
function makeBar() {
  var bar = document.createElement("section");
  bar.className = "reader no-print";
  bar.setAttribute("aria-label", "朗读");
  var place = document.createElement("p");
  place.className = "reader-place";
  var row = document.createElement("p");
  row.className = "button-row";
  var pause = button("暂停", function () { if (reading.plays) rest(); else say(); });
  pause.classList.add("button-main");
  var rate = button("语速：标准", function () {
    reading.rate = (reading.rate + 1) % RATES.length;
    rate.textContent = "语速：" + RATES[reading.rate][0];
    if (reading.plays) say();
  });
  row.append(button("上一句", function () { step(-1); }), pause, button("下一句", function () { step(1); }), rate);
  row.append(button("停止朗读", stop));
  bar.append(place, row);
  bar.addEventListener("keydown", function (event) {
    if (event.key === "Escape") stop();
    else if (event.key === "ArrowLeft") step(-1);
    else if (event.key === "ArrowRight") step(1);
    else return;
    event.preventDefault();
  });
  return { element: bar, place: place, row: row, pause: pause };
}

// Starts on the first press, stops on the next. `opener` gets the focus back.
export async function toggle(opener) {
  if (reading) return stop();
  reading = { opener: opener, sentences: [], at: 0, rate: 1, plays: false, voices: [], bar: makeBar(), spoken: null };
  var mine = reading;
  document.body.append(mine.bar.element);
  document.documentElement.classList.add("is-reading");
  press(true);
  mine.bar.pause.focus();
  mine.voices = synth ? await voices() : [];
  if (reading !== mine) return;
  mine.sentences = sentencesOf(document.querySelector("main"));
  var page = mine.sentences.length ? mine.sentences[0].lang : "zh";
  if (voiceFor(mine.voices, page)) return say();
  fail("这台设备没有装" + (page === "zh" ? "中文" : "这种语言的") + "语音，不能朗读。可以在设备的系统设置里添加语音，再回到这里试一次。");
}

function press(on) {
  document.querySelectorAll("[data-tool=read-aloud]").forEach(function (each) { each.setAttribute("aria-pressed", String(on)); });
}

function fail(words) {
  rest();
  var bar = reading.bar;
  bar.place.setAttribute("role", "alert");
  bar.place.textContent = words;
  bar.row.querySelectorAll("button:not(:last-child)").forEach(function (each) { each.remove(); });
  bar.row.lastElementChild.textContent = "知道了";
  bar.row.lastElementChild.focus();
}

// A pause is a silence: browsers do not agree on their own pause, so the sentence begins anew.
function rest() {
  reading.plays = false;
  reading.spoken = null;
  if (synth) synth.cancel();
  reading.bar.pause.textContent = "继续";
}

function say() {
  var mine = reading;
  var sentence = mine.sentences[mine.at];
  var spoken = new SpeechSynthesisUtterance(sentence.text);
  var voice = voiceFor(mine.voices, sentence.lang) || voiceFor(mine.voices, mine.sentences[0].lang);
  synth.cancel();
  spoken.voice = voice;
  spoken.lang = voice.lang;
  spoken.rate = RATES[mine.rate][1];
  spoken.onend = function () {
    if (reading !== mine || mine.spoken !== spoken) return;
    if (mine.at + 1 < mine.sentences.length) { mine.at += 1; say(); } else stop();
  };
  spoken.onerror = function (event) {
    if (reading !== mine || mine.spoken !== spoken || /^(canceled|interrupted)$/.test(event.error)) return;
    fail("语音没有响应，朗读停下了。可以过一会儿再试。");
  };
  mine.spoken = spoken;
  mine.plays = true;
  mine.bar.pause.textContent = "暂停";
  mine.bar.place.textContent = "第 " + (mine.at + 1) + " 句，共 " + mine.sentences.length + " 句";
  mark(sentence);
  synth.speak(spoken);
}

function step(by) {
  var to = reading.at + by;
  if (to < 0 || to >= reading.sentences.length) return;
  reading.at = to;
  if (reading.plays) return say();
  reading.bar.place.textContent = "第 " + (to + 1) + " 句，共 " + reading.sentences.length + " 句";
  mark(reading.sentences[to]);
}

// The sentence is coloured where the browser can, else its block; neither moves anything.
function mark(sentence) {
  unmark();
  var range = document.createRange();
  range.setStart(sentence.start[0], sentence.start[1]);
  range.setEnd(sentence.end[0], sentence.end[1]);
  var block = blockAround(sentence.start[0].parentElement);
  if (window.Highlight && CSS.highlights) CSS.highlights.set("reading", new Highlight(range));
  else block.classList.add("reading");
  var seen = range.getBoundingClientRect();
  if (seen.top < 0 || seen.bottom > innerHeight - reading.bar.element.offsetHeight) block.scrollIntoView({ block: "center" });
}

function unmark() {
  if (window.CSS && CSS.highlights) CSS.highlights.delete("reading");
  document.querySelectorAll(".reading").forEach(function (each) { each.classList.remove("reading"); });
}

function stop() {
  if (!reading) return;
  var mine = reading;
  rest();
  unmark();
  reading = null;
  mine.bar.element.remove();
  document.documentElement.classList.remove("is-reading");
  press(false);
  var back = mine.opener.offsetParent ? mine.opener : document.querySelector(".tool-menu > summary");
  if (back) back.focus();
}

addEventListener("pagehide", stop);
