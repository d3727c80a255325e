// A public machine: nothing that a browser offers besides touching and swiping.
const KEYS = new Set(["p", "s", "o", "f", "g", "h", "j", "l", "n", "r", "t", "u", "w", "+", "-", "=", "0"]);
const stop = (event) => event.preventDefault();

for (const name of ["contextmenu", "dragstart", "drop", "dragover", "selectstart", "gesturestart", "copy", "cut", "paste", "submit", "auxclick"]) {
  document.addEventListener(name, stop);
}
document.addEventListener("wheel", stop, { passive: false });
document.addEventListener("touchmove", stop, { passive: false });
document.addEventListener("keydown", (event) => {
  if (((event.ctrlKey || event.metaKey) && KEYS.has(event.key.toLowerCase())) || event.altKey || /^F\d+$/.test(event.key)) event.preventDefault();
});
window.print = () => {};
window.open = () => null;

// Back in the browser's history leads here again, and the visitor one screen back.
export function trap(back) {
  history.replaceState("first", "");
  history.pushState("here", "");
  window.addEventListener("popstate", () => {
    history.pushState("here", "");
    back();
  });
}
