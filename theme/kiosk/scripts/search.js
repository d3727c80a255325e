// The touch keyboard: letters and digits, candidates of our own words, results as cards. Nothing typed is kept.
import { open } from "./find.js";
import { rewind } from "./pager.js";
import { onOpen } from "./screens.js";

const LONGEST = 24;
const MOST = 30;
let engine = null;
let text = "";
let turn = 0;

/** Open the engine while nobody waits for it. */
export async function prepare() {
  try {
    engine ??= await open("./");
  } catch {
    engine = null; // tried again when the keyboard opens
  }
}

export function forgetTyped() {
  text = "";
  turn += 1;
}

/** A key of the keyboard. */
export function press(screen, key) {
  const spelled = /^[a-z0-9]*$/.test(text);
  if (key === "clear") text = "";
  else if (key === "delete") text = spelled ? text.slice(0, -1) : "";
  else text = spelled && text.length < LONGEST ? text + key : spelled ? text : key;
  answer(screen);
}

/** A word that was offered. */
export function choose(screen, word) {
  text = word;
  answer(screen);
}

async function answer(screen) {
  const mine = (turn += 1);
  screen.querySelector("[data-typed]").textContent = text;
  screen.querySelector(".typed").classList.toggle("filled", text !== "");
  if (!engine) await prepare();
  if (!engine || mine !== turn) return;
  const letters = /^[a-z0-9]+$/.test(text);
  const [words, results] = await Promise.all([letters ? engine.suggest(text) : [], text ? engine.search(text, { limit: MOST }) : []]);
  if (mine !== turn || !screen.isConnected) return;
  offer(screen, words);
  const cards = results.map(card).filter(Boolean);
  screen.querySelector("[data-found]").replaceChildren(...cards);
  if (!cards.length) screen.querySelector("[data-found]").append(text ? nothing() : hint());
  rewind(screen);
}

function offer(screen, words) {
  const strip = screen.querySelector("[data-candidates]");
  strip.replaceChildren();
  for (const word of words) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.word = word;
    button.textContent = word;
    strip.append(button);
    if (button.offsetLeft + button.offsetWidth > strip.offsetLeft + strip.clientWidth) {
      button.remove();
      break;
    }
  }
}

/** A result as a card; nothing for a notice that has left. */
function card({ id, title, kind, summary }) {
  const [name] = id.split("#");
  if (!document.querySelector(`template[data-screen="${CSS.escape(name)}"]`)) return null;
  const made = document.querySelector('template[data-part="found"]').content.cloneNode(true);
  made.querySelector("button").dataset.go = name;
  made.querySelector("b").textContent = title;
  made.querySelector("i").textContent = kind;
  made.querySelector("small").textContent = summary;
  return made;
}

const hint = () => document.querySelector('template[data-part="hint"]').content.cloneNode(true);

function nothing() {
  const words = document.createElement("p");
  words.className = "none";
  words.textContent = "没有找到。可以换一种说法，或者到引导台询问。";
  return words;
}

onOpen("search", (screen) => answer(screen));
