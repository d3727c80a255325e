// Pages instead of scrolling: a flow of columns is moved by whole pages. On a wide panel the bar has room for the
// buttons that turn them.
import { say } from "./data.js";
import { modes } from "./modes.js";

const pagers = new WeakMap();
const homeButton = document.querySelector('[data-action="home"]');

/** Lay a screen's flow out anew, keeping the page where it can be kept. */
export function paginate(screen) {
  document.querySelectorAll(".pager").forEach((bar) => bar.remove());
  const pages = screen.querySelector(".pages");
  const flow = pages?.querySelector(".flow");
  if (!flow) return;
  const known = pagers.get(screen);
  const state = { pages, flow, at: known?.at ?? 0, count: 1, bar: null };
  pagers.set(screen, state);
  flow.style.transform = "none";
  state.count = countPages(state);
  if (state.count > 1) {
    state.bar = makeBar(screen);
    if (matchMedia("(orientation: landscape)").matches) homeButton.after(state.bar);
    else pages.after(state.bar);
    state.count = countPages(state);
  }
  show(state, Math.min(state.at, state.count - 1));
}

/** Forwards (+1) or backwards (-1); false where there is no such page. */
export function turnPage(screen, step) {
  const state = screen && pagers.get(screen);
  const next = state ? state.at + step : -1;
  if (!state || next < 0 || next >= state.count) return false;
  show(state, next);
  return true;
}

/** Back to the first page, for new content in the same screen. */
export function rewind(screen) {
  const state = pagers.get(screen);
  if (state) state.at = 0;
  paginate(screen);
}

/** What is on the page that is shown, for reading aloud. */
export function onPage(screen) {
  const frame = screen.getBoundingClientRect();
  return (node) => {
    const box = node.getBoundingClientRect();
    return box.width > 0 && box.left >= frame.left - 1 && box.right <= frame.right + 1;
  };
}

function gap(flow) {
  return parseFloat(getComputedStyle(flow).columnGap) || 0;
}

function countPages({ pages, flow }) {
  const space = gap(flow);
  return Math.max(1, Math.ceil((flow.scrollWidth + space - 2) / (pages.clientWidth + space)));
}

function show(state, at) {
  state.at = at;
  state.flow.style.transform = at ? `translateX(${-at * (state.pages.clientWidth + gap(state.flow))}px)` : "none";
  if (!state.bar) return;
  const [before, label, after] = state.bar.children;
  before.disabled = at === 0;
  after.disabled = at === state.count - 1;
  label.textContent = say("page", modes.language, { n: at + 1, all: state.count });
}

function makeBar() {
  const bar = document.createElement("div");
  bar.className = "pager";
  const before = document.createElement("button");
  const label = document.createElement("span");
  const after = document.createElement("button");
  for (const [button, action] of [[before, "previous"], [after, "next"]]) {
    button.type = "button";
    button.dataset.action = action;
    button.textContent = say(action, modes.language);
  }
  after.className = "forward";
  bar.append(before, label, after);
  return bar;
}
