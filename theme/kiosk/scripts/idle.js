// Nobody there any more: ask, wait, then wipe everything that the visitor did.
import { data, say } from "./data.js";
import { modes } from "./modes.js";

const asking = document.getElementById("asking");
const leaving = asking.querySelector("[data-leaving]");
let last = 0;
let watching = false;

export function touched() {
  last = performance.now();
}

export function begin() {
  watching = true;
  touched();
}

export function stay() {
  asking.hidden = true;
  touched();
}

export function end() {
  watching = false;
  asking.hidden = true;
  leaving.textContent = "";
}

function look(wipe) {
  if (!watching) return;
  const quiet = (performance.now() - last) / 1000;
  if (quiet < data.idle) return;
  const rest = Math.ceil(data.idle + data.warning - quiet);
  if (rest <= 0) {
    wipe();
    return;
  }
  leaving.textContent = say("leaving", modes.language, { n: rest });
  asking.hidden = false;
}

export const isAsking = () => !asking.hidden;

export function watch(wipe) {
  setInterval(() => look(wipe), 250);
}
