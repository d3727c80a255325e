// Which documents answer a query, and in what order: the same as search/ranking.py, to the last figure.
import { ALL_IN_TITLE, FAVOUR, LENGTH, LENGTH_CAP, SATURATION, SHARE, SYNONYM, UNIT } from "./constants.js";

const whole = (score) => Math.floor(score + 0.5);

/** How much a term says. */
export const rarity = (documents, having) =>
  Math.max(Math.floor((Math.log(documents / (having + 1)) + 1) * 4096 + 0.5) / 4096, 0);

/** How a document's length, in terms, weighs against occurrences. */
export const norm = (length) => {
  const thousands = length / 1000;
  return (LENGTH * thousands) / (1 + thousands / LENGTH_CAP);
};

const titleBonus = (titled, full) => whole(titled * (titled / full) * (titled / full) * UNIT);

// Its title is what was typed; its title has all of it; any other. Before any score.
const NAMED = 2, TITLED = 1, OTHER = 0;

const byTerms = (wording, texts, norms) => {
  const named = havingAll(wording.ends, texts);
  const size = norms.length, scores = new Float64Array(size), shares = new Float64Array(size), titles = new Float64Array(size);
  let full = 0, most = 0;
  for (const [term, counts] of wording.terms) {
    const postings = texts(term), weight = counts * rarity(size, postings.length);
    full += weight;
    for (const posting of postings) {
      const number = posting >>> 9, times = posting & 255;
      scores[number] += whole((weight * (SATURATION + 1) * times) / (times + norms[number]) * UNIT);
      shares[number] += weight;
      if (posting & 256) titles[number] += weight;
      if (shares[number] > most) most = shares[number];
    }
  }
  const many = wording.terms.length >= ALL_IN_TITLE, numbered = wording.terms.some(([term]) => term.includes("-"));
  const least = most * SHARE;
  const found = [];
  for (let number = 0; number < size; number++)
    if (shares[number] && shares[number] >= least) {
      const titled = titles[number];
      found.push({
        number,
        score: scores[number] + titleBonus(titled, full),
        place: titled !== full ? OTHER : numbered || named.has(number) ? NAMED : many ? TITLED : OTHER,
        complete: shares[number] === full,
      });
    }
  return found;
};

const bySound = (query, sounds, documents) => {
  const met = new Map();
  let full = 0;
  for (const term of query.sounds) {
    const numbers = sounds(term), weight = rarity(documents, numbers.length);
    if (numbers.length) full += weight;
    for (const number of numbers) met.set(number, (met.get(number) || 0) + weight);
  }
  const found = [];
  let most = 0;
  met.forEach((share) => (most = Math.max(most, share)));
  for (const [number, share] of met)
    if (share >= most * SHARE)
      found.push({ number, score: titleBonus(share, full), place: OTHER, complete: share === full });
  return found;
};

/** The numbers of documents that have all of some terms. */
export const havingAll = (terms, texts) => {
  const lists = terms.map((term) => new Set(texts(term).map((posting) => posting >>> 9)));
  return new Set([...(lists[0] || [])].filter((number) => lists.every((each) => each.has(number))));
};

/** All that answers a query, best first: [{number, score, place, complete}]. */
export const rank = (query, texts, sounds, norms, holds, favoured) => {
  const best = new Map();
  query.wordings.forEach((wording, at) => {
    for (const each of byTerms(wording, texts, norms)) {
      if (at) each.score = Math.floor(each.score * SYNONYM);
      const known = best.get(each.number);
      if (!known || each.place > known.place || (each.place === known.place && each.score > known.score)) best.set(each.number, each);
    }
  });
  for (const each of bySound(query, sounds, norms.length)) {
    const known = best.get(each.number);
    best.set(each.number, known ? { ...each, score: each.score + known.score, place: known.place } : each);
  }
  for (const terms of query.excluded) for (const number of havingAll(terms, texts)) best.delete(number);
  const found = [...best.values()];
  for (const each of found) if (favoured(each.number)) each.score += Math.floor(each.score / FAVOUR);
  // One number to compare by: place, whether it holds, score, number.
  for (const each of found) {
    const rank = each.place * 2 + (holds(each.number) ? 1 : 0);
    each.order = (rank * 2 ** 22 + each.score) * 2 ** 22 + each.number;
  }
  return found.sort((one, other) => other.order - one.order);
};
