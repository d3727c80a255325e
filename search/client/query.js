// What was typed into the search box → what is looked for: the same as search/query.py.
import { fold, terms } from "./analysis.js";
import { ASKING, END, LONGEST, MOST_TERMS, MOST_VARIANTS, QUESTION_WORDS, SPACE } from "./constants.js";
import { latinQueryTerms } from "./pinyin.js";

const PHRASE = /["“”„〝〞「『]([^"“”„〝〞「」『』]*)["“”„〝〞」』]/g,
  EXCLUDED = RegExp(`(?:^|[${SPACE}])[-－−]([^${SPACE}"“”「」『』-][^${SPACE}"“”「」『』]*)`, "g"),
  SPACES = RegExp(`[${SPACE}]+`, "g"),
  QUESTION = RegExp(QUESTION_WORDS, "g");

const ENDS = RegExp(`^[${SPACE}]+|[${SPACE}]+$`, "g");

const tidy = (text) => text.replace(ENDS, "").replace(SPACES, " ");

const weighed = (plain) => {
  const asked = new Set(terms(plain.replace(QUESTION, " ")));
  return [...new Set(terms(plain))].slice(0, MOST_TERMS).map((term) => [term, !asked.size || asked.has(term) ? 1 : ASKING]);
};

const otherWordings = (plain, synonyms) => {
  const made = new Set(), close = (word) => word.split(" ").join(""), closed = close(plain);
  for (const words of synonyms) {
    if (plain.includes(words[0])) continue;
    // A word is the same, the standard one too, if it was typed with spaces between its parts.
    const word = words.map(close).reduce((best, each) => (closed.includes(each) && [...each].length > [...best].length ? each : best), "");
    const spaced = RegExp([...word].map((each) => each.replace(/\W/g, "\\$&")).join(" *"));
    if (word) made.add(plain.split(spaced).join(words[0]));
  }
  return [...made].slice(0, MOST_VARIANTS);
};

const wording = (plain) => {
  const whole = terms(plain), last = whole[whole.length - 1];
  return { terms: weighed(plain), ends: last ? ["<" + whole.length + "<" + whole[0], END + last] : [] };
};

/** Terms that stand wherever a phrase does. A single character may there be one of a pair. */
export const certain = (phrase) => {
  const found = terms(phrase), kept = found.filter((term) => [...term].length > 1 || term < "〇");
  return kept.length ? kept : found;
};

/** {plain, wordings: [{terms: [[term, what it counts]], ends}], sounds, phrases, excluded: [[term]]} */
export const parse = (text, synonyms, table) => {
  const folded = fold([...text].slice(0, LONGEST).join(""), table),
    phrases = Array.from(folded.matchAll(PHRASE), (found) => found[1].replace(ENDS, "")).filter(Boolean),
    without = folded.replace(PHRASE, " $1 "),
    excluded = Array.from(without.matchAll(EXCLUDED), (found) => terms(found[1])).filter((each) => each.length),
    plain = tidy(without.replace(EXCLUDED, " "));
  return {
    plain,
    wordings: [plain, ...otherWordings(plain, synonyms)].map(wording),
    sounds: latinQueryTerms(plain),
    phrases,
    excluded,
  };
};
