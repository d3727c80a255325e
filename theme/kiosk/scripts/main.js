// The kiosk: one document, screens that are already made, a visitor who touches.
import { tick } from "./attract.js";
import { trap } from "./guard.js";
import { begin, end, isAsking, stay, touched, watch } from "./idle.js";
import { measurePanel, modes, resetModes, setLanguage, toggle } from "./modes.js";
import { paginate, turnPage } from "./pager.js";
import { leave } from "./periods.js";
import { back, current, forget, go, home, refresh, screen, turn } from "./screens.js";
import { choose, forgetTyped, prepare, press } from "./search.js";
import { hush, offerVoice, speak } from "./speak.js";
import { lift, settle, tellStatus, watchStatus } from "./status.js";

const SWIPE = 80;
const attract = document.getElementById("attract");
const frame = document.getElementById("frame");
const isWaiting = () => !attract.hidden;

function wake() {
  attract.hidden = true;
  frame.hidden = false;
  lift();
  begin();
  leave();
  home();
}

/** Nothing of the visitor is left: screens, trail, letters, ticks, modes, page, voice, storage. */
function wipe() {
  end();
  hush();
  forget();
  forgetTyped();
  resetModes();
  settle();
  getSelection()?.removeAllRanges();
  for (const name of ["localStorage", "sessionStorage"]) window[name]?.clear();
  frame.hidden = true;
  attract.hidden = false;
  minute();
}

function minute() {
  if (leave() && !isWaiting()) refresh();
  tick();
  tellStatus();
}

const ACTIONS = {
  wake,
  back: () => (hush(), back()),
  home: () => (hush(), home()),
  speak: () => speak(screen()),
  continue: stay,
  next: () => turnPage(screen(), 1),
  previous: () => turnPage(screen(), -1),
};

function act(button) {
  const { action, go: to, turn: over, mode, language, key, word } = button.dataset;
  if (action) ACTIONS[action]();
  else if (to) (hush(), go(to));
  else if (over) (hush(), turn(over));
  else if (mode) (toggle(mode), paginate(screen()));
  else if (language) (hush(), setLanguage(language), offerVoice(), tick(), tellStatus(), refresh());
  else if (key) press(screen(), key);
  else if (word) choose(screen(), word);
  else if ("tick" in button.dataset) button.setAttribute("aria-checked", button.getAttribute("aria-checked") !== "true");
}

let from = null;

document.addEventListener("pointerdown", (event) => {
  touched();
  from = event.isPrimary ? { x: event.clientX, y: event.clientY } : null;
});
document.addEventListener("pointerup", (event) => {
  if (!from || isWaiting() || isAsking()) return;
  const across = event.clientX - from.x;
  if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(event.clientY - from.y)) turnPage(screen(), across < 0 ? 1 : -1);
});
document.addEventListener("click", (event) => {
  event.preventDefault();
  touched();
  if (isWaiting()) return wake();
  const button = event.target.closest("button");
  const swiped = from && event.detail && Math.abs(event.clientX - from.x) > SWIPE;
  if (button && !button.disabled && !swiped && (!isAsking() || button.dataset.action === "continue")) act(button);
});
window.addEventListener("resize", () => {
  measurePanel();
  if (current()) paginate(screen());
});

measurePanel();
offerVoice();
minute();
trap(() => !isWaiting() && back());
watch(wipe);
watchStatus(isWaiting);
setInterval(minute, 60_000);
document.fonts?.ready.then(() => current() && paginate(screen()));
document.documentElement.dataset.ready = "";
prepare();
