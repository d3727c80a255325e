// How the visitor wants the screen: large text, contrast, lowered, language. All of it is gone with the visitor.
import { data, say } from "./data.js";

const HTML_LANGUAGE = { hans: "zh-CN", hant: "zh-Hant", en: "en" };
const REACH = { low: 380, high: 1220 };
const root = document.documentElement;

export const modes = { large: false, contrast: false, lower: false, language: "hans" };

/** Millimetres of the panel in pixels: sizes of targets and the lowered zone follow. */
export function measurePanel() {
  const { diagonal, bottom } = data.panel;
  const { clientWidth: width, clientHeight: height } = root;
  const perMillimetre = Math.hypot(width, height) / (diagonal * 25.4);
  const top = bottom + height / perMillimetre;
  root.style.setProperty("--mm", `${perMillimetre}px`);
  root.style.setProperty("--low-top", `${Math.max(0, Math.ceil((top - REACH.high) * perMillimetre))}px`);
  const within = top <= REACH.high && bottom >= REACH.low;
  document.querySelector('[data-mode="lower"]').hidden = within; // hangs low enough as it is
  root.style.setProperty("--low-bottom", `${Math.max(0, Math.ceil((REACH.low - bottom) * perMillimetre))}px`);
}

function apply() {
  const { language } = modes;
  for (const name of ["large", "contrast", "lower"]) {
    root.toggleAttribute(`data-${name}`, modes[name]);
    document.querySelectorAll(`[data-mode="${name}"]`).forEach((button) => button.setAttribute("aria-pressed", modes[name]));
  }
  root.lang = HTML_LANGUAGE[language];
  root.dataset.language = language;
  document.querySelectorAll("button[data-language]").forEach((button) => {
    button.setAttribute("aria-pressed", button.dataset.language === language);
  });
  document.querySelectorAll("[data-organ]").forEach((node) => (node.textContent = data.organs[language]));
  document.querySelectorAll("[data-say]").forEach((node) => (node.textContent = say(node.dataset.say, language)));
  document.querySelector('[data-mode="lower"] [data-say]').textContent = say(modes.lower ? "raise" : "lower", language);
}

export function toggle(name) {
  modes[name] = !modes[name];
  apply();
}

export function setLanguage(language) {
  modes.language = language;
  apply();
}

export function resetModes() {
  Object.assign(modes, { large: false, contrast: false, lower: false, language: "hans" });
  apply();
}
