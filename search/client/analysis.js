// How text becomes terms: the same as search/analysis.py and search/folding.py, line for line where it can be.

// made by python -m search.data.make_tables
const COMPATIBLE = /[\u2e80-\u2fdf\uf900-\ufaff\u{2f800}-\u{2fa1f}]/gu;
const CAPITALS = /[A-ZÀ-ÖØ-ɏ]/g;
const HAN_RUNS = /[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+/gu;
const NO_TERM = /[^\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}a-z0-9À-ÖØ-öø-ɏ]+/gu;
const SPECIAL = /[(\[{<〈〔【〖〘﹙﹝] *((?:19|20)[0-9]{2}) *(?:年 *)?[)\]}>〉〕】〗〙﹚﹞] *(?:第 *(0{0,3}[1-9][0-9]{0,4}) *号|(0{0,3}[1-9][0-9]{0,4})(?: *号|(?![a-z0-9À-ÖØ-öø-ɏ]|[.:/-][0-9]| *[0-9年月日%])))|((?:19|20)[0-9]{2})(?: *[年第] *(0{0,3}[1-9][0-9]{0,4}) *号(?![楼院线门])| +(?!(?:19|20)[0-9]{2}(?![0-9]))([1-9][0-9]{0,4})(?: *号|(?![a-z0-9À-ÖØ-öø-ɏ]|[.:/-][0-9]| *[0-9年月日%])))|((?:19|20)[0-9]{2}) *(年) *第 *(0{0,3}[1-9][0-9]{0,4}) *号|第 *([0-9]{1,4}|[零〇○一二两三四五六七八九十百千]{1,9}) *([条章节编届次款项号期批]|季度?)|((?:一九|二[零〇○])[零〇○一二三四五六七八九]{2})(?=年)|([a-z0-9À-ÖØ-öø-ɏ]{1,64})/gu;
// end of what is made

/** fold.txt → Map of traditional to simplified characters. */
export const readTable = (text) => {
  const numbers = [], table = new Map();
  let number = 0, unit = 1, source = 0, target = 0;
  for (const character of text.trim()) {
    const digit = character.charCodeAt() - 35;
    if (digit > 47) {
      number += (digit - 48) * unit;
      unit *= 44;
    } else {
      numbers.push(number + digit * unit);
      number = 0;
      unit = 1;
    }
  }
  const half = numbers.length / 2;
  for (let at = 0; at < half; at++) {
    const turn = numbers[half + at];
    source += numbers[at];
    target += turn % 2 ? -(turn + 1) / 2 : turn / 2;
    table.set(String.fromCharCode(source), String.fromCharCode(target));
  }
  return table;
};

/** The plainest writing, code point for code point; traditional characters only with a table. */
export const fold = (text, table) =>
  text
    .replace(COMPATIBLE, (each) => each.normalize("NFKC"))
    .replace(/[！-～]/g, (each) => String.fromCharCode(each.charCodeAt() - 65248))
    .replace(/[\u3000\u00a0]/g, " ")
    .replace(/[㐀-鿿]/g, (each) => (table && table.get(each)) || each)
    .replace(CAPITALS, (each) => (each.toLowerCase()[1] ? each : each.toLowerCase()));

const value = (digit) => ("〇○".includes(digit) ? 0 : digit === "两" ? 2 : "零一二三四五六七八九".indexOf(digit));
const positional = (numeral) => numeral.replace(/[^0-9]/g, value);

const arabic = (numeral) => {
  if (!/[十百千]/.test(numeral)) return Number(positional(numeral));
  let total = 0, digit = 0;
  for (const each of numeral) {
    const power = "十百千".indexOf(each) + 1;
    if (power) total += (digit || 1) * 10 ** power;
    digit = power ? 0 : value(each);
  }
  return total + digit;
};

const special = (found) => {
  const [text, year1, n1, n2, year2, n3, n4, year3, sign, n5, numeral, unit, chineseYear, word] = found;
  const token = (term, start, end) => [term, found.index + start, found.index + end];
  if (numeral) return [token("第" + arabic(numeral) + unit[0], 0, text.length)];
  if (word || chineseYear) return [token(word || positional(text), 0, text.length)];
  const year = year1 || year2 || year3, start = text.indexOf(year);
  const written = n1 || n2 || n3 || n4 || n5, number = Number(written), end = text.lastIndexOf(written) + written.length;
  const pair = token(year + "-" + number, start, end), first = token(year, start, start + 4);
  if (!sign) return [first, token("" + number, end - written.length, end), pair];
  const signAt = text.indexOf(sign);
  return [first, token(sign, signAt, signAt + 1), token("第" + number + "号", text.indexOf("第"), text.length), pair];
};

/** Terms with their places in the text: [term, start, end], counted in code points. */
export const tokens = (text, table) => {
  const folded = fold(text, table), out = [];
  const pairs = (from, to) => {
    for (const run of folded.slice(from, to).matchAll(HAN_RUNS)) {
      const characters = [...run[0]], last = Math.max(1, characters.length - 1);
      let start = from + run.index;
      for (let at = 0; at < last; at++) {
        const term = characters.slice(at, at + 2).join("");
        out.push([term, start, start + term.length]);
        start += characters[at].length;
      }
    }
  };
  let at = 0;
  for (const found of folded.matchAll(SPECIAL)) {
    pairs(at, found.index);
    out.push(...special(found));
    at = found.index + found[0].length;
  }
  pairs(at, folded.length);
  const places = [];
  let place = 0;
  for (const one of folded) {
    // From places in UTF-16 to code points.
    for (let unit = 0; unit < one.length; unit++) places.push(place);
    place++;
  }
  places.push(place);
  return out.map(([term, start, end]) => [term, places[start], places[end]]);
};

/** The terms of a text, as tokens has them. */
export const terms = (text, table) => tokens(text, table).map(([term]) => term);

/** The folded text without spaces and punctuation. */
export const squeeze = (text, table) => fold(text, table).replace(NO_TERM, "");
