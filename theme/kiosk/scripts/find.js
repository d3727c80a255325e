// Finding by typed letters or chosen words. The one place that knows how the search engine is reached: where a build
// gives one (data-engine on the document), it searches; titles and their pinyin always answer for the letters.

/** Does typing fit syllables? Each syllable gives one or more of its first letters: zzgx, zuzhi and zuzgx are 组织关系. */
export function fits(typed, syllables) {
  for (let start = 0; start < syllables.length; start += 1) {
    if (fitsFrom(typed, syllables, start)) return start === 0 ? 2 : 1;
  }
  return 0;
}

function fitsFrom(typed, syllables, at) {
  if (!typed) return true;
  if (at >= syllables.length) return false;
  const syllable = syllables[at];
  for (let size = Math.min(syllable.length, typed.length); size > 0; size -= 1) {
    if (syllable.startsWith(typed.slice(0, size)) && fitsFrom(typed.slice(size), syllables, at + 1)) return true;
  }
  return false;
}

class Titles {
  constructor({ items, terms, groups }) {
    this.items = items.map(([screen, title, kind, syllables, words]) => ({ id: screen, title, kind, syllables: syllables.split(" "), words }));
    this.terms = terms.map(([text, syllables]) => ({ text, syllables: syllables.split(" ") }));
    this.groups = groups;
  }

  async suggest(prefix) {
    const ranked = this.terms.map(({ text, syllables }, order) => ({ text, order, rank: fits(prefix, syllables) }));
    return ranked.filter(({ rank }) => rank).sort((a, b) => b.rank - a.rank || a.text.length - b.text.length || a.order - b.order).map(({ text }) => text);
  }

  async search(text, { limit = 30 } = {}) {
    const typed = text.toLowerCase();
    const words = /^[a-z0-9]+$/.test(typed) ? [] : this.alike(text);
    const found = [];
    this.items.forEach(({ id, title, kind, syllables, words: more }, order) => {
      const score = words.length ? best(words, title, more) : fits(typed, syllables) * 3 || (more.includes(typed) ? 1 : 0);
      if (score) found.push({ id, title, kind, score, order });
    });
    found.sort((a, b) => b.score - a.score || a.title.length - b.title.length || a.order - b.order);
    return { total: found.length, results: found.slice(0, limit) };
  }

  alike(text) {
    return [text, ...this.groups.filter((group) => group.includes(text)).flat().filter((word) => word !== text)];
  }
}

function best(words, title, more) {
  return Math.max(...words.map((word, place) => {
    const score = title === word ? 9 : title.includes(word) ? 6 : more.includes(word) ? 3 : 0;
    return score && score - (place ? 1 : 0);
  }));
}

/** The engine: search(text, {limit}) → {total, results: [{id, title, kind, score}]}, suggest(prefix) → [text]. */
export async function open(base) {
  const titles = new Titles(await (await fetch(`${base}titles.json`)).json());
  const address = document.documentElement.dataset.engine;
  if (!address) return titles;
  try {
    const engine = await (await import(new URL(address, document.baseURI).href)).open(base);
    return {
      suggest: (prefix) => titles.suggest(prefix),
      search: (text, options) => (/^[a-z0-9]+$/i.test(text) ? titles : engine).search(text, options),
    };
  } catch {
    return titles;
  }
}
