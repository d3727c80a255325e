// The touch keyboard: letters and digits, candidates of our own words, results as cards. Nothing typed is kept.
import { open } from "./find.js";
import { rewind } from "./pager.js";
import { onOpen } from "./screens.js";

const LONGEST = 24;
const MOST = 30;
let engine = null;
let text = "";
let turn = 0;

/** Fetch the titles while nobody waits for them. */
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
  const words = letters ? await engine.suggest(text) : [];
  const { results } = text ? await engine.search(text, { limit: MOST }) : { results: [] };
  if (mine !== turn || !screen.isConnected) return;
  offer(screen, words);
  const cards = results.filter(({ id }) => document.querySelector(`template[data-screen="${CSS.escape(id)}"]`)).map(card);
  screen.querySelector("[data-found]").replaceChildren(...cards);
  if (text && !cards.length) screen.querySelector("[data-found]").append(nothing());
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

function card({ id, title, kind }) {
  const made = document.querySelector('template[data-part="found"]').content.cloneNode(true);
  made.querySelector("button").dataset.go = id;
  made.querySelector("b").textContent = title;
  made.querySelector("i").textContent = kind;
  return made;
}

function nothing() {
  const words = document.createElement("p");
  words.className = "none";
  words.textContent = "没有找到。可以换一种说法，或者到引导台询问。";
  return words;
}

onOpen("search", (screen) => answer(screen));
