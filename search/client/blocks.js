// Posting lists as bytes: the reading half of search/blocks.py.

const encoder = new TextEncoder();

/** The block, of `count`, that has a term. */
export const blockOf = (term, count) => {
  let value = 0x811c9dc5;
  for (const byte of encoder.encode(term.replace(/^<\d+<|^>/, ""))) value = Math.imul(value ^ byte, 0x01000193);
  return (value ^ (value >>> 15)) & (count - 1);
};

/** The postings of a term in a block: number << 9 | in the title << 8 | occurrences; of a sound the number alone. */
export const postings = (block, term) => {
  const wanted = encoder.encode(term), sound = "'^".includes(term[0]), found = [];
  let at = 0;
  const varint = () => {
    let value = 0, shift = 0, byte;
    do {
      byte = block[at++];
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    return value;
  };
  while (at < block.length) {
    const size = block[at++], start = at;
    at += size;
    const end = varint() + at;
    if (size === wanted.length && wanted.every((byte, place) => block[start + place] === byte)) {
      for (let number = -1; at < end; ) {
        const value = varint();
        number += sound ? value + 1 : (value >>> 2) + 1;
        found.push(sound ? number : (number << 9) | ((value & 2) << 7) | (value & 1 ? varint() + 2 : 1));
      }
      break;
    }
    at = end;
  }
  return found;
};
