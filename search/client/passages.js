// The passage of a document that answers a query, with the places to be marked: the same as search/passages.py.
import { tokens } from "./analysis.js";
import { AROUND, BEFORE } from "./constants.js";

/** [[start, end]] in code points of where terms stand in a text; those that touch are one. */
export const marked = (text, has, table) => {
  const marks = [];
  for (const [term, start, end] of tokens(text, table)) {
    const last = marks[marks.length - 1];
    if (!has(term)) continue;
    if (last && start <= last[1]) last[1] = Math.max(end, last[1]);
    else marks.push([start, end]);
  }
  return marks;
};

const cut = (text, rarities, table) => {
  const letters = [...text], size = letters.length, has = (term) => rarities.has(term);
  const places = tokens(text, table).filter(([term]) => has(term));
  if (!places.length) return { text: size <= AROUND ? text : letters.slice(0, AROUND - 1).join("") + "…", marks: [] };
  let most = -1, first;
  places.forEach(([, from], at) => {
    const until = from + AROUND - BEFORE, there = new Set();
    for (let next = at; next < places.length && places[next][1] <= until; next++)
      if (places[next][2] <= until) there.add(places[next][0]);
    const worth = sum(rarities, there);
    if (worth > most) [most, first] = [worth, from];
  });
  const begin = Math.max(0, Math.min(first - BEFORE, size - AROUND));
  // From the beginning of a sentence, if one begins there.
  const [lead] = (begin ? letters.slice(begin, first).join("") : "").match(/^.*[。！？；] ?|$/s), start = begin + [...lead].length;
  const shown = (begin && !lead ? "…" : "") + letters.slice(start, start + AROUND).join("") + (start + AROUND < size ? "…" : "");
  return { text: shown, marks: marked(shown, has, table) };
};

const sum = (rarities, there) => {
  let total = 0;
  for (const [term, rarity] of rarities) if (there.has(term)) total += rarity;
  return total;
};

/** {anchor, heading, text, marks} of the passage with the most and rarest terms; null if there is none. */
export const passage = (sections, rarities, table) => {
  const there = (text) => new Set(tokens(text, table).map(([term]) => term));
  let most = 0, best;
  for (const section of sections) {
    const worth = sum(rarities, there(section[2])) + sum(rarities, there(section[1])) / 2;
    if (worth > most) [most, best] = [worth, section];
  }
  return best ? { anchor: best[0], heading: best[1], ...cut(best[2], rarities, table) } : null;
};
