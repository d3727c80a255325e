// Finding by typed letters or chosen words: the site's own engine, which the build adds to these scripts as engine.js,
// over the kiosk's screens. Letters are read three ways, and what several of them find comes first: as the sound of
// titles, as words of our own that they spell, and, where they spell none, as words with one syllable mistyped.
import "./engine.js";
import { nearly, spells } from "./spelling.js";

const TRIED = 3;
const LONGEST = 12; // characters of a word on a key
const LETTERS = /^[a-z0-9]+$/;
const QUOTES = /["“”„〝〞「」『』]/g;

const byRank = (one, other) => other.rank - one.rank || one.text.length - other.text.length || one.order - other.order;

/** The words that letters may stand for, the likeliest first. */
function meant(words, typed) {
  for (const rate of [spells, nearly]) {
    const found = words.map(({ text, syllables }, order) => ({ text, order, rank: rate(typed, syllables) })).filter(({ rank }) => rank);
    if (found.length) return found.sort(byRank).map(({ text }) => text);
  }
  return [];
}

/** Several lists made one: what stands high in many of them stands first. */
function merged(lists) {
  const found = new Map();
  for (const list of lists) {
    list.forEach((each, place) => {
      const known = found.get(each.id) ?? { ...each, weight: 0 };
      known.weight += 1 / (place + 1);
      found.set(each.id, known);
    });
  }
  return [...found.values()].sort((one, other) => other.weight - one.weight);
}

/** Open what the build put below a folder: search(text, {limit}) → [{id, title, kind, summary}], suggest(letters) → [word]. */
export async function open(base) {
  const [engine, rows] = await Promise.all([globalThis.siteSearch.open(`${base}find/`), fetch(`${base}words.json`).then((answer) => answer.json())]);
  const words = rows.map(([text, syllables]) => ({ text, syllables: syllables.split(" ") }));
  const ask = async (text, limit) => (await engine.search(text.replace(QUOTES, " "), { limit })).results;
  return {
    async search(text, { limit }) {
      const asked = LETTERS.test(text) ? [text, ...meant(words, text).slice(0, TRIED)] : [text];
      const found = merged(await Promise.all(asked.map((each) => ask(each, limit))));
      const { kind: names } = engine.labels;
      return found.slice(0, limit).map(({ id, title, kind, summary }) => ({ id, title, kind: names[kind], summary }));
    },
    async suggest(letters) {
      const first = (await engine.suggest(letters)).map(({ text }) => text);
      return [...new Set([...first, ...meant(words, letters)])].filter((word) => word.length <= LONGEST);
    },
  };
}
