// What was typed into the search box → what is looked for: the same as search/query.py.
import { fold, terms } from "./analysis.js";
import { ASKING, END, LONGEST, MOST_TERMS, MOST_VARIANTS, QUESTION_WORDS, SPACE } from "./constants.js";
import { latinQueryTerms } from "./pinyin.js";

const PHRASE = /["“”„〝〞「『]([^"“”„〝〞「」『』]*)["“”„〝〞」』]/g;
const EXCLUDED = new RegExp(`(?:^|[${SPACE}])[-－−]([^${SPACE}"“”「」『』-][^${SPACE}"“”「」『』]*)`, "g");
const SPACES = new RegExp(`[${SPACE}]+`, "g");
const QUESTION = new RegExp(QUESTION_WORDS, "g");

const ENDS = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, "g");

const tidy = (text) => text.replace(ENDS, "").replace(SPACES, " ");

const weighed = (plain) => {
  const asked = new Set(terms(plain.replace(QUESTION, " ")));
  return [...new Set(terms(plain))].slice(0, MOST_TERMS).map((term) => [term, !asked.size || asked.has(term) ? 1 : ASKING]);
};

const otherWordings = (plain, synonyms) => {
  const made = new Set();
  for (const [standard, ...others] of synonyms) {
    if (plain.includes(standard)) continue;
    const word = others.reduce((best, each) => (plain.includes(each) && [...each].length > [...best].length ? each : best), "");
    if (word) made.add(plain.split(word).join(standard));
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
  const folded = fold([...text].slice(0, LONGEST).join(""), table);
  const phrases = Array.from(folded.matchAll(PHRASE), (found) => found[1].replace(ENDS, "")).filter(Boolean);
  const without = folded.replace(PHRASE, " $1 ");
  const excluded = Array.from(without.matchAll(EXCLUDED), (found) => terms(found[1])).filter((each) => each.length);
  const plain = tidy(without.replace(EXCLUDED, " "));
  return {
    plain,
    wordings: [plain, ...otherWordings(plain, synonyms)].map(wording),
    sounds: latinQueryTerms(plain),
    phrases,
    excluded,
  };
};
