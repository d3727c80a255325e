// What is told by the day: notices that run, leave and begin; facts that are out of date. Looked at each minute.
import { daysBetween, today } from "./clock.js";

/** Take out of the document every notice whose period has ended, wherever it is shown. True if one was taken. */
export function leave() {
  const day = today();
  let taken = false;
  for (const template of document.querySelectorAll("template[data-until]")) {
    if (template.dataset.until < day) {
      const name = CSS.escape(template.dataset.screen);
      forEachContent((root) => root.querySelectorAll(`[data-go="${name}"]`).forEach((button) => button.closest("[data-until]")?.remove()));
      template.remove();
      taken = true;
    }
  }
  document.querySelectorAll("#attract li[data-until]").forEach((row) => row.dataset.until < day && row.remove());
  return taken;
}

function forEachContent(work) {
  work(document);
  document.querySelectorAll("template").forEach((template) => work(template.content));
}

/** Say of each notice how long it runs, and grey what is out of date. */
export function tell(root) {
  const day = today();
  for (const node of root.querySelectorAll("[data-from]")) {
    const { from, until } = node.dataset;
    const left = daysBetween(day, until);
    const words = day < from ? "即将公示" : left === 0 ? "公示中，今天截止" : `公示中，还剩 ${left} 天`;
    node.querySelectorAll("[data-left]").forEach((place) => (place.textContent = words));
  }
  for (const node of root.querySelectorAll("[data-stale-after]")) {
    const overdue = node.dataset.staleAfter < day;
    node.classList.toggle("overdue", overdue);
    node.querySelector(".fresh").hidden = overdue;
    node.querySelector(".stale").hidden = !overdue;
  }
}
