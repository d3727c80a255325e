// Texts that may be seen until a day only: not in the document, but asked for when they are opened, and kept nowhere.
// After the day the player does not give them any more.
const GONE = "这件公示现在不能显示，请到引导台询问。";

/** Fill the place of such a text, if the screen has one; then call `filled`. */
export async function load(screen, filled) {
  const place = screen.querySelector("[data-load]");
  if (!place) return;
  let html = `<p class="none">${GONE}</p>`;
  try {
    const answer = await fetch(`./${place.dataset.load}`, { cache: "no-store" });
    if (answer.ok) html = await answer.json();
  } catch {
    // The player restarts: the sentence says whom to ask.
  }
  if (!place.isConnected) return;
  const made = document.createElement("template");
  made.innerHTML = html;
  place.replaceWith(made.content);
  filled();
}
