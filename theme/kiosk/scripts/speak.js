// Reading aloud, with voices of this computer only: others would send the text elsewhere.
import { say } from "./data.js";
import { modes } from "./modes.js";
import { onPage } from "./pager.js";

const button = document.querySelector('[data-action="speak"]');
const synthesis = window.speechSynthesis;
const LANGUAGES = { hans: ["zh-CN", "cmn", "zh"], hant: ["zh-TW", "zh-HK", "cmn", "zh"], en: ["en"] };

function voice() {
  const local = (synthesis?.getVoices() ?? []).filter((each) => each.localService);
  for (const wanted of LANGUAGES[modes.language]) {
    const found = local.find((each) => each.lang.replace("_", "-").startsWith(wanted));
    if (found) return found;
  }
  return null;
}

/** The button is there while there is a voice. */
export function offerVoice() {
  button.hidden = !voice();
}

function label(speaking) {
  button.setAttribute("aria-pressed", speaking);
  button.querySelector("[data-say]").textContent = say(speaking ? "quiet" : "speak", modes.language);
}

export function hush() {
  synthesis?.cancel();
  label(false);
}

/** Read the page that is shown, or stop. */
export function speak(screen) {
  if (button.getAttribute("aria-pressed") === "true") return hush();
  const isShown = onPage(screen);
  const nodes = [...screen.querySelectorAll("h2, h3, h4, p, li, dt, dd, b, small, figcaption, td, th")];
  const leaves = nodes.filter((node) => isShown(node) && !nodes.some((other) => other !== node && other.contains(node)));
  const spoken = new SpeechSynthesisUtterance(leaves.map((node) => node.textContent.trim()).filter(Boolean).join("。"));
  spoken.voice = voice();
  spoken.lang = spoken.voice.lang;
  spoken.onend = () => label(false);
  synthesis.speak(spoken);
  label(true);
}

synthesis?.addEventListener?.("voiceschanged", offerVoice);
