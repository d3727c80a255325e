// What Latin letters in a query may mean by sound: the same as the reading half of search/pinyin.py.
import { fold } from "./analysis.js";

// made by python -m search.data.make_tables
const PACKED = ":a,ai,an,ang,ao,e,ei,en,er,o,ou;b:a,ai,an,ang,ao,ei,en,eng,i,ian,iao,ie,in,ing,o,u;c:a,ai,an,ang,ao,e,en,eng,i,ong,ou,u,uan,ui,un,uo;ch:a,ai,an,ang,ao,e,en,eng,i,ong,ou,u,ua,uai,uan,uang,ui,un,uo;d:a,ai,an,ang,ao,e,ei,eng,i,ia,ian,iao,ie,ing,iu,ong,ou,u,uan,ui,un,uo;f:a,an,ang,ei,en,eng,o,ou,u;g:a,ai,an,ang,ao,e,ei,en,eng,ong,ou,u,ua,uai,uan,uang,ui,un,uo;h:a,ai,an,ang,ao,e,ei,en,eng,ong,ou,u,ua,uai,uan,uang,ui,un,uo;j:i,ia,ian,iang,iao,ie,in,ing,iong,iu,u,uan,ue,un;k:a,ai,an,ang,ao,e,ei,en,eng,ong,ou,u,ua,uai,uan,uang,ui,un,uo;l:a,ai,an,ang,ao,e,ei,en,eng,i,ia,ian,iang,iao,ie,in,ing,iu,o,ong,ou,u,uan,un,uo,v,ve;m:a,ai,an,ang,ao,e,ei,en,eng,i,ian,iao,ie,in,ing,iu,o,ou,u;n:a,ai,an,ang,ao,e,ei,en,eng,i,ian,iang,iao,ie,in,ing,iu,ong,ou,u,uan,uo,v,ve;p:a,ai,an,ang,ao,ei,en,eng,i,ian,iao,ie,in,ing,o,ou,u;q:i,ia,ian,iang,iao,ie,in,ing,iong,iu,u,uan,ue,un;r:an,ang,ao,e,en,eng,i,ong,ou,u,uan,ui,un,uo;s:a,ai,an,ang,ao,e,en,eng,i,ong,ou,u,uan,ui,un,uo;sh:a,ai,an,ang,ao,e,ei,en,eng,i,ou,u,ua,uai,uan,uang,ui,un,uo;t:a,ai,an,ang,ao,e,ei,eng,i,ian,iao,ie,ing,ong,ou,u,uan,ui,un,uo;w:a,ai,an,ang,ei,en,eng,o,u;x:i,ia,ian,iang,iao,ie,in,ing,iong,iu,u,uan,ue,un;y:a,an,ang,ao,e,i,in,ing,o,ong,ou,u,uan,ue,un;z:a,ai,an,ang,ao,e,ei,en,eng,i,ong,ou,u,uan,ui,un,uo;zh:a,ai,an,ang,ao,e,ei,en,eng,i,ong,ou,u,ua,uai,uan,uang,ui,un,uo";
const LONGEST = 6;
const LETTERS_AND_INITIALS = 4;
const BORDER = /[ '’‘`´-]+/;
const TYPED = /^[a-zü]+(?:[ '’‘`´-]+[a-zü]+)*$/;
const INITIALS = /^[a-hj-tw-z]{2,}$/;
// end of what is made

const SYLLABLES = new Set();
for (const line of PACKED.split(";")) {
  const [initial, finals] = line.split(":");
  for (const final of finals.split(",")) SYLLABLES.add(initial + final);
}

/** A shortest way to read some letters as syllables, and the pairs of all shortest ways; undefined if there is none. */
const reading = (typed) => {
  const parts = typed.split(BORDER), letters = parts.join(""), size = letters.length, borders = new Set();
  let border = 0;
  for (const part of parts) borders.add((border += part.length));
  const within = (start, end) => start + 1 >= end || (!borders.has(start + 1) && within(start + 1, end));
  const ends = (start) => {
    const out = [];
    for (let end = Math.min(size, start + LONGEST); end > start; end--)
      if (SYLLABLES.has(letters.slice(start, end)) && within(start, end)) out.push(end);
    return out;
  };
  const rest = [];
  rest[size] = 0;
  for (let start = size; start--; ) rest[start] = Math.min(...ends(start).map((end) => rest[end] + 1));
  if (!rest[0] || rest[0] > size) return;
  const steps = (start) => ends(start).filter((end) => rest[end] + 1 === rest[start]);
  const sounds = [], pairs = [], starts = new Set([0]);
  for (let at = 0; at < size; ) {
    const [end = size] = steps(at);
    sounds.push(letters.slice(at, end));
    at = end;
  }
  for (let start = 0; start < size; start++)
    for (const middle of starts.has(start) ? steps(start) : []) {
      starts.add(middle);
      for (const end of steps(middle)) pairs.push("'" + letters.slice(start, middle) + "'" + letters.slice(middle, end));
    }
  return { sounds, pairs };
};

const plain = (text) => {
  const letters = fold(text).replace(/^[ ']+|[ ']+$/g, "");
  return TYPED.test(letters) ? letters.replace(/ü/g, "v").replace(/([nl])ue/g, "$1ve") : "";
};

/** The terms of a query in Latin letters for the pinyin field. */
export const latinQueryTerms = (text) => {
  const typed = plain(text), out = [];
  for (const part of reading(typed) ? [typed] : typed.split(" ")) {
    const read = reading(part);
    if (read) out.push(...(read.sounds[1] ? read.pairs : ["'" + read.sounds[0]]));
    if (INITIALS.test(part) && (!read || part.length <= LETTERS_AND_INITIALS)) {
      const size = Math.min(3, part.length);
      for (let at = 0; at + size <= part.length; at++) out.push("^" + part.slice(at, at + size));
    }
  }
  return [...new Set(out)];
};
