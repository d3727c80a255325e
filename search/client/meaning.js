// 您是不是要找: the same as search/meaning.py.
import { squeeze } from "./analysis.js";
import { MEANT_LONGEST, MEANT_SHORTEST } from "./constants.js";

const oneApart = (one, other) => {
  if (one.length === other.length) return one.filter((each, at) => each !== other[at]).length === 1;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  const at = short.findIndex((each, place) => each !== long[place]);
  return at > 0 && short.slice(at).join("") === long.slice(at + 1).join("");
};

/** The stretch of a title that a query is one character away from; titles are squeezed. */
export const meant = (plain, titles, known) => {
  const typed = [...squeeze(plain)], size = typed.length;
  if (size < MEANT_SHORTEST || size > MEANT_LONGEST) return "";
  for (const title of titles) {
    if (title.includes(typed.join(""))) return "";
    const text = [...title];
    for (const length of [size, size + 1, size - 1])
      for (let start = 0; start + length <= text.length; start++) {
        const stretch = text.slice(start, start + length);
        // What differs at an end must be part of no term that occurs.
        const first = typed[0] === stretch[0] || (size > MEANT_SHORTEST && !known(typed[0] + typed[1])),
          last = typed[size - 1] === stretch[length - 1] || (size > MEANT_SHORTEST && !known(typed[size - 2] + typed[size - 1]));
        if (first && last && oneApart(typed, stretch)) return stretch.join("");
      }
  }
  return "";
};
