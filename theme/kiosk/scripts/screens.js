// Going from screen to screen. The way back is kept here and nowhere else: the browser's history stays empty.
import { say } from "./data.js";
import { modes } from "./modes.js";
import { paginate } from "./pager.js";
import { tell } from "./periods.js";
import { load } from "./texts.js";

const stage = document.getElementById("stage");
const backButton = document.querySelector('[data-action="back"]');
const homeButton = document.querySelector('[data-action="home"]');
const kept = { trail: [], opened: new Map() };

export const current = () => kept.trail.at(-1);
export const screen = () => stage.querySelector(".screen");

/** Called with the name and the new screen whenever one is shown. */
export function onOpen(name, work) {
  kept.opened.set(name, work);
}

function find(name) {
  const all = [...document.querySelectorAll(`template[data-screen="${CSS.escape(name)}"]`)];
  return all.find((template) => template.dataset.for === modes.language) ?? all.find((each) => !each.dataset.for) ?? all[0];
}

function show() {
  const name = current();
  const template = find(name);
  stage.replaceChildren(template.content.cloneNode(true));
  const shown = screen();
  const foreign = modes.language === "en" && template.dataset.for !== "en";
  if (foreign) {
    const note = document.createElement("p");
    note.className = "note";
    note.lang = "en";
    note.textContent = say("chinese_only", "en");
    shown.prepend(note);
  }
  shown.dataset.name = name;
  backButton.disabled = kept.trail.length < 2;
  homeButton.disabled = name === "home";
  tell(shown);
  kept.opened.get(name)?.(shown);
  paginate(shown);
  load(shown, () => paginate(shown));
}

/** Open a screen; one that has gone meanwhile leads to where it was listed. */
export function go(name) {
  if (!find(name) || name === current()) return;
  kept.trail.push(name);
  show();
}

/** Another view of the same thing, such as a tab: the way back does not grow by it. */
export function turn(name) {
  if (!find(name) || name === current()) return;
  kept.trail[kept.trail.length - 1] = name;
  show();
}

export function back() {
  if (kept.trail.length > 1) {
    kept.trail.pop();
    while (kept.trail.length > 1 && !find(current())) kept.trail.pop();
    show();
  }
}

export function home() {
  kept.trail = ["home"];
  show();
}

/** The same screen anew: another language, or its subject has left. */
export function refresh() {
  if (!kept.trail.length) return;
  while (kept.trail.length > 1 && !find(current())) kept.trail.pop();
  show();
}

export function forget() {
  kept.trail = [];
  stage.replaceChildren();
  document.querySelectorAll(".pager").forEach((bar) => bar.remove());
}
