// The screen that waits: today, the hours, the week.
import { dateWords, dayAfter, hoursOf, isOpenDay, timeOfDay, today, weekday } from "./clock.js";
import { data } from "./data.js";
import { modes } from "./modes.js";
import { tell } from "./periods.js";

const attract = document.getElementById("attract");

/** Open or not, in words. */
function opening() {
  const day = today();
  const now = timeOfDay();
  if (!data.timed) return null;
  if (!isOpenDay(day)) {
    let next = dayAfter(day, 1);
    for (let count = 0; count < 30 && !isOpenDay(next); count += 1) next = dayAfter(next, 1);
    const [first] = hoursOf(next);
    return { open: false, words: first ? `今天不办公，${weekday(next)} ${first[0]} 开门` : "今天不办公" };
  }
  const range = hoursOf(day).find(([, to]) => now < to);
  if (!range) return { open: false, words: "今天的办公时间已结束" };
  return now >= range[0] ? { open: true, words: `正在办公，到 ${range[1]}` } : { open: false, words: `${range[0]} 开始办公` };
}

function fillDays(list) {
  const day = today();
  const monday = dayAfter(day, -((new Date(Date.parse(day)).getUTCDay() + 6) % 7));
  list.replaceChildren(...[0, 1, 2, 3, 4, 5, 6].map((count) => {
    const each = dayAfter(monday, count);
    const item = document.createElement("li");
    item.className = [isOpenDay(each) ? "" : "off", each === day ? "now" : ""].join(" ").trim();
    const name = document.createElement("b");
    name.textContent = weekday(each).replace("星期", "周");
    const note = document.createElement("span");
    note.textContent = isOpenDay(each) ? "办公" : "休息";
    item.append(name, `${Number(each.slice(5, 7))}.${Number(each.slice(8))}`, note);
    return item;
  }));
}

/** Write the time everywhere it stands, and all that the attract screen tells by it. */
export function tick() {
  const { language } = modes;
  const day = today();
  const values = { time: timeOfDay(), date: dateWords(day, language), weekday: weekday(day, language) };
  for (const [name, value] of Object.entries(values)) {
    document.querySelectorAll(`[data-now="${name}"]`).forEach((node) => (node.textContent = value));
  }
  const state = opening();
  const place = attract.querySelector('[data-now="open"]');
  if (state) {
    place.textContent = state.words;
    place.classList.toggle("shut", !state.open);
  }
  attract.querySelectorAll("[data-turn-end]").forEach((turn) => {
    turn.hidden = day < turn.dataset.turnStart || day > turn.dataset.turnEnd;
  });
  fillDays(attract.querySelector('[data-now="days"]'));
  const rows = [...attract.querySelectorAll("[data-most] li")];
  const most = Number(attract.querySelector("[data-most]")?.dataset.most ?? 0);
  rows.forEach((row, index) => (row.hidden = index >= most));
  const none = attract.querySelector(".running .none");
  if (none) none.hidden = rows.length > 0;
  tell(attract);
}
