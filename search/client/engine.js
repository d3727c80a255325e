// The search of a site without a server: docs/search/client.md tells how to use it.
import { fold, readTable, squeeze } from "./analysis.js";
import { blockOf, postings } from "./blocks.js";
import { FAVOURED, LOOKED_AT, OFFERED, PLAIN_EXCEPTIONS, SUGGESTION_LEVELS, UNIT } from "./constants.js";
import { meant } from "./meaning.js";
import { marked, passage } from "./passages.js";
import { certain, parse } from "./query.js";
import { havingAll, norm, rank, rarity } from "./ranking.js";
import { Missing, bytes, digest, json, shards, text } from "./shards.js";

/** What results can be narrowed by. */
export const FACETS = ["kind", "column", "office", "year", "status"];

let simplified;
/** Whether a text may hold traditional characters: some that are not in the standard of simplified ones, GB 2312. */
const mayBeTraditional = (typed) => {
  if (!simplified) {
    const codes = [];
    for (let row = 0xb0; row < 0xf8; row++) for (let cell = 0xa1; cell < 0xff; cell++) codes.push(row, cell);
    simplified = new Set(new TextDecoder("gbk").decode(new Uint8Array(codes)));
    for (const each of PLAIN_EXCEPTIONS) simplified.delete(each);
  }
  return (fold(typed).match(/[㐀-鿿]/g) || []).some((each) => !simplified.has(each));
};

/** Pairs of characters in a row → Map, for a text that holds traditional ones. */
const pairs = (row) => new Map(((row || "").match(/../gu) || []).map((pair) => [...pair]));

/** [value, how often in a row, …] and one value a document, made a list. */
const spread = (runs) => {
  const values = [];
  for (let at = 0; at < runs.length; at += 2) for (let left = runs[at + 1]; left; left--) values.push(runs[at]);
  return values;
};

/** An index as the manifest names it: how to get at postings, heads and texts. */
const reader = (manifest, base, get) => {
  const load = shards(base, get), lists = new Map(), none = [],
    { blocks, classes, documents, labels, synonyms } = manifest, count = blocks.length / 4, years = spread(manifest.years),
    norms = Float64Array.from(atob(manifest.lengths), (code) => norm(Math.round((1.033 ** code.charCodeAt() - 1) * 27))),
    kinds = Array.from(manifest.classOf, (each) => classes[each.codePointAt() - 93]),
    named = (folder, packed, at, ending) => folder + "/" + at.toString(16) + "-" + digest(packed, at) + ending;
  return {
    documents,
    labels,
    norms,
    synonyms,
    classOf: (number) => kinds[number],
    facet: (number, name) => (name === "year" ? "" + years[number] : kinds[number][name === "status" ? 3 : FACETS.indexOf(name)]),
    postings: (term) => lists.get(term) || none,
    table: (signal) => load("fold-" + manifest.fold + ".txt", text, signal).then(readTable),
    suggestions: (key, signal) => load(named("s", manifest.shards, blockOf(key, manifest.shards.length / 4), ".json"), json, signal),
    text: (name, signal) => load("x/" + name + ".json", json, signal),

    /** Have the postings of some terms at hand. */
    async fetch(terms, signal) {
      const wanted = terms.filter((term) => !lists.has(term)),
        found = await Promise.all(wanted.map((term) => load(named("t", blocks, blockOf(term, count), ".bin"), bytes, signal)));
      wanted.forEach((term, at) => lists.set(term, postings(found[at], term)));
    },

    async head(number, signal) {
      const chunk = Math.floor(number / manifest.chunk),
        rows = await load(named("h", manifest.chunks, chunk, ".json"), json, signal),
        [id, title, day, docNumber, summary, textName, own, url = "/" + id + ".html"] = rows[number % manifest.chunk];
      return { id, url, title, day, docNumber, summary, textName, table: pairs(own) };
    },
  };
};

/** Open the export in a folder, `base` ending in a slash. Another `fetch` may be given. */
export const open = async (base, options = {}) => {
  const get = options.fetch || ((...asked) => fetch(...asked));
  let written, index;

  const read = async () => {
    const address = base + "manifest.json";
    // Without a network the copy that the browser kept will do.
    const answer = await get(address, { cache: "no-cache" }).catch(() => get(address, { cache: "force-cache" }));
    if (!answer.ok) throw new Error(answer.status + " " + address);
    const now = await answer.text(), fresh = now !== written;
    if (fresh) {
      index = reader(JSON.parse(now), base, get);
      written = now;
    }
    return fresh;
  };

  /** Where a file is missing because the site was built anew, do it again with the new one. */
  const persist = async (task) => {
    try {
      return await task(index);
    } catch (error) {
      if (error instanceof Missing && (await read())) return task(index);
      throw error;
    }
  };

  const understand = async (index, typed, signal) => {
    const table = mayBeTraditional(typed) ? await index.table(signal) : null,
      query = parse(typed, index.synonyms, table), phrases = query.phrases.map(certain),
      worded = query.wordings.map(({ terms, ends }) => [terms.map(([term]) => term), ends]);
    await index.fetch([...new Set([worded, query.sounds, query.excluded, phrases].flat(3))], signal);
    let found = rank(query, index.postings, index.postings, index.norms, (number) => index.classOf(number)[4], (number) => index.classOf(number)[0] === FAVOURED);
    for (const phrase of phrases) {
      const having = havingAll(phrase, index.postings);
      found = found.filter((each) => having.has(each.number));
    }
    return { query, found };
  };

  const hasPhrases = async (index, phrases, number, signal) => {
    const head = await index.head(number, signal), [own, more, ...sections] = await index.text(head.textName, signal),
      said = [head.title, head.docNumber, head.summary, ...more, ...sections.flatMap(([, ...words]) => words)],
      table = pairs(own), parts = said.map((part) => squeeze(part, table));
    return phrases.every((phrase) => parts.some((part) => part.includes(squeeze(phrase))));
  };

  /** Those of a page, and how many were passed over because they lack a phrase. */
  const page = async (index, query, kept, offset, limit, signal) => {
    if (!query.phrases.length) return [kept.slice(offset, offset + limit), 0];
    const good = [];
    let failed = 0;
    for (let at = 0; at < kept.length && good.length < offset + limit; at += limit) {
      const some = kept.slice(at, at + limit),
        have = await Promise.all(some.map((each) => hasPhrases(index, query.phrases, each.number, signal)));
      some.forEach((each, place) => {
        if (good.length < offset + limit) have[place] ? good.push(each) : failed++;
      });
    }
    return [good.slice(offset), failed];
  };

  const search = async (index, typed, { limit = 10, offset = 0, filters = {}, newest = false, signal } = {}) => {
    const { query, found } = await understand(index, typed, signal),
      wanted = FACETS.filter((name) => filters[name]),
      passes = (each, but) => wanted.every((name) => name === but || index.facet(each.number, name) === filters[name]),
      kept = found.filter((each) => passes(each));
    if (newest) kept.sort((one, other) => other.number - one.number);
    const [shown, failed] = await page(index, query, kept, offset, limit, signal),
      complete = found.some((each) => each.complete), near = complete ? [] : found.slice(0, LOOKED_AT),
      head = (each) => index.head(each.number, signal),
      [heads, nearest] = await Promise.all([shown, near].map((some) => Promise.all(some.map(head))));

    const rarities = new Map();
    for (const [term, counts] of [...query.wordings].reverse().flatMap((each) => each.terms))
      rarities.set(term, counts * rarity(index.documents, index.postings(term).length));
    const results = heads.map(({ table, textName, ...shownHead }, at) => {
      const { number, score } = shown[at], [kind, column, office, status, holds] = index.classOf(number);
      return {
        ...shownHead,
        kind,
        column,
        office,
        status,
        holds,
        score: score / UNIT,
        marks: marked(shownHead.title, (term) => rarities.has(term), table),
        /** The passage that answers, or null; it is fetched when it is asked for. */
        async passage(signal) {
          const [own, , ...sections] = await index.text(textName, signal);
          return passage(sections, rarities, pairs(own));
        },
      };
    });
    const facets = {};
    for (const name of FACETS) {
      const counts = new Map();
      for (const each of found)
        if (passes(each, name)) {
          const value = index.facet(each.number, name);
          counts.set(value, (counts.get(value) || 0) + 1);
        }
      facets[name] = [...counts].sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1));
    }
    const titles = nearest.map((each) => squeeze(each.title, each.table));
    return { query: typed, total: kept.length - failed, results, facets, meant: complete ? "" : meant(query.plain, titles, (term) => rarities.has(term) && index.postings(term)[0]) };
  };

  const suggest = async (index, typed, signal) => {
    const table = mayBeTraditional(typed) ? await index.table(signal) : null,
      wanted = squeeze(typed, table), letters = [...wanted];
    if (!wanted) return [];
    const level = SUGGESTION_LEVELS.filter((each) => each <= letters.length).pop(),
      rows = await index.suggestions(letters.slice(0, level).join(""), signal);
    return rows
      .filter(([words, , initials, sound]) => [squeeze(words), initials, sound].some((each) => each.startsWith(wanted)))
      .slice(0, OFFERED)
      .map(([words, url]) => ({ text: words, url }));
  };

  await read();
  return {
    /** Names of the codes of facets: labels.kind.guide = "办事指南". */
    get labels() {
      return index.labels;
    },
    /** {query, total, results, facets: {name: [[value, how many]]}, meant}; the same as Index.search of search/answer.py. */
    search: (typed, asked) => persist((index) => search(index, typed, asked)),
    /** [{text, url or ""}] to offer while somebody types. */
    suggest: (typed, signal) => persist((index) => suggest(index, typed, signal)),
  };
};
