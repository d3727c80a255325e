// The kiosk's own clock, in Beijing time. A clock that is earlier than the content cannot be right: then the day of
// the content counts, and every screen says so.
import { data } from "./data.js";

const parts = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  hourCycle: "h23",
});
const NAMES = {
  hans: ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
  hant: ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

let doubted = false;

/** The player has its own reasons to doubt the clock. */
export function doubt(value) {
  doubted = value;
}

/** A moment in Beijing: YYYY-MM-DD and HH:MM. */
export function inBeijing(moment) {
  const found = Object.fromEntries(parts.formatToParts(moment).map((part) => [part.type, part.value]));
  return { day: `${found.year}-${found.month}-${found.day}`, time: `${found.hour}:${found.minute}` };
}

const read = () => inBeijing(Date.now());

export function isSuspect() {
  return doubted || read().day < data.made;
}

/** YYYY-MM-DD. */
export function today() {
  const { day } = read();
  return day < data.made ? data.made : day;
}

/** HH:MM. */
export function timeOfDay() {
  return read().time;
}

export function daysBetween(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

export function dayAfter(day, count) {
  return new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);
}

const number = (day) => new Date(Date.parse(day)).getUTCDay();

export function weekday(day, language = "hans") {
  return NAMES[language][number(day)];
}

export function dateWords(day, language = "hans") {
  const [year, month, date] = day.split("-").map(Number);
  return language === "en" ? `${date} ${MONTHS[month - 1]} ${year}` : `${year}年${month}月${date}日`;
}

/** The opening hours of a day: [[from, to], …], none where the house is closed. */
export function hoursOf(day) {
  return data.days[day] ?? data.week[(number(day) + 6) % 7];
}

export const isOpenDay = (day) => hoursOf(day).length > 0;
