// The line that says how old the content is. The player, if there is one, knows better; asking it is also the sign of
// life by which it watches the screen.
import { dateWords, daysBetween, doubt, inBeijing, isSuspect, today } from "./clock.js";
import { data, say } from "./data.js";
import { modes } from "./modes.js";

const EVERY = 30_000;
const OLD_DAYS = 7;
const dark = document.getElementById("dark");
const known = { fetched: null, asked: true, pack: null };

function when() {
  if (known.fetched === null) return dateWords(data.made, modes.language);
  const { day, time } = inBeijing(known.fetched);
  return `${dateWords(day, modes.language)} ${time}`;
}

/** Why a visitor should not rely on what is shown, or nothing. A clock in doubt cannot say how old it is. */
function warning() {
  if (isSuspect()) return say("clock", modes.language);
  const days = daysBetween(known.fetched === null ? data.made : inBeijing(known.fetched).day, today());
  return days > OLD_DAYS ? say("old", modes.language, { n: days }) : "";
}

export function tellStatus() {
  const updated = say("updated", modes.language, { when: when() });
  const words = warning();
  for (const place of document.querySelectorAll("[data-status]")) {
    place.textContent = updated;
    if (!words) continue;
    const told = document.createElement("b");
    told.className = "suspect";
    told.textContent = ` ${words}`;
    place.append(told);
  }
}

async function ask(isWaiting) {
  try {
    const answer = await fetch("./status.json", { cache: "no-store" });
    if (!answer.ok) {
      known.asked = false; // a site without a player: never ask again
      return;
    }
    const status = await answer.json();
    const fetched = Date.parse(status.fetched);
    known.fetched = Number.isNaN(fetched) ? null : fetched;
    doubt(status.clock_suspect === true);
    if (status.blank !== true) delete dark.dataset.lifted;
    dark.hidden = !(status.blank === true && isWaiting() && !dark.dataset.lifted);
    known.pack ??= status.pack ?? null;
    tellStatus();
    if (status.pack && status.pack !== known.pack && isWaiting()) location.replace(location.pathname);
  } catch {
    // The player restarts, or the network of the preview is gone: ask again.
  }
}

/** Somebody wants the screen although the house is closed. */
export function lift() {
  dark.hidden = true;
  dark.dataset.lifted = "yes";
}

export function settle() {
  delete dark.dataset.lifted;
}

export function watchStatus(isWaiting) {
  tellStatus();
  const again = () => known.asked && ask(isWaiting);
  again();
  setInterval(again, EVERY);
}
