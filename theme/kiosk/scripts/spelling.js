// Do letters spell a word? Each syllable gives one or more of its first letters: zzgx, zuzhi and zuzgx are 组织关系.

const LONGEST = 6; // letters of a syllable: zhuang
const LEAST = 3; // letters and syllables from which one may be mistyped

/** How well letters spell a word of these syllables: 2 from its start, 1 from a later one, 0 not at all. */
export function spells(typed, syllables) {
  for (let start = 0; start < syllables.length; start += 1) {
    if (spelt(typed, syllables, start, 0, false)) return start === 0 ? 2 : 1;
  }
  return 0;
}

/** Whether letters spell a whole word, but for one syllable whose letters are wrong or missing: 1 or 0. */
export function nearly(typed, syllables) {
  const enough = typed.length >= LEAST && syllables.length >= LEAST;
  return enough && spelt(typed, syllables, 0, 1, true) ? 1 : 0;
}

function spelt(typed, syllables, at, slips, whole) {
  if (!typed && (!whole || at === syllables.length)) return true;
  if (at === syllables.length) return false;
  const syllable = syllables[at];
  const most = Math.min(LONGEST, typed.length);
  for (let size = most; size > 0; size -= 1) {
    if (syllable.startsWith(typed.slice(0, size)) && spelt(typed.slice(size), syllables, at + 1, slips, whole)) return true;
  }
  for (let size = 0; slips && size <= most; size += 1) {
    if (spelt(typed.slice(size), syllables, at + 1, slips - 1, whole)) return true;
  }
  return false;
}
