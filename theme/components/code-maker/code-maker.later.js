// Fetched when somebody asks for it: draws a QR code (ISO/IEC 18004) of an address, in bytes, with correction level M,
// in sizes 1 to 6, which hold 106 bytes. A mask is chosen by the standard's first two rules and its balance.
var SIZES = [[16, 10, 1], [28, 16, 1], [44, 26, 1], [64, 18, 2], [86, 24, 2], [108, 16, 4]]; // data, correction per block, blocks
var MASKS = [
  function (x, y) { return (x + y) % 2; },
  function (x, y) { return y % 2; },
  function (x) { return x % 3; },
  function (x, y) { return (x + y) % 3; },
  function (x, y) { return (Math.floor(y / 2) + Math.floor(x / 3)) % 2; },
  function (x, y) { return (x * y) % 2 + (x * y) % 3; },
  function (x, y) { return ((x * y) % 2 + (x * y) % 3) % 2; },
  function (x, y) { return ((x + y) % 2 + (x * y) % 3) % 2; }
];

// Multiplication in the field of 256 elements, by x⁸ + x⁴ + x³ + x² + 1.
function times(a, b) {
  var product = 0;
  for (var bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
}

function correctionOf(data, count) {
  var divisor = [1];
  var root = 1;
  for (var step = 0; step < count; step++) {
    divisor = divisor.concat(0).map(function (each, at) { return each ^ (at ? times(divisor[at - 1], root) : 0); });
    root = times(root, 2);
  }
  var rest = data.concat(new Array(count).fill(0));
  data.forEach(function (_, at) {
    var factor = rest[at];
    divisor.forEach(function (each, next) { rest[at + next] ^= times(each, factor); });
  });
  return rest.slice(data.length);
}

// The codewords of a text, data and correction woven together; the version counts from 1.
function codewords(bytes) {
  var version = 1 + SIZES.findIndex(function (size) { return bytes.length + 2 <= size[0]; });
  if (!version) throw new Error("too long for a code");
  var [capacity, correction, blocks] = SIZES[version - 1];
  var bits = [0x40 | (bytes.length >> 4)];
  var half = bytes.length & 15;
  bytes.forEach(function (byte) { bits.push((half << 4) | (byte >> 4)); half = byte & 15; });
  bits.push(half << 4);
  for (var pad = 0; bits.length < capacity; pad++) bits.push(pad % 2 ? 0x11 : 0xec);
  var parts = Array.from({ length: blocks }, function (_, at) {
    return bits.slice(at * capacity / blocks, (at + 1) * capacity / blocks);
  });
  var woven = [];
  [parts, parts.map(function (part) { return correctionOf(part, correction); })].forEach(function (rows) {
    rows[0].forEach(function (_, at) { rows.forEach(function (row) { woven.push(row[at]); }); });
  });
  return { version: version, words: woven };
}

// A square of null (free), 0 and 1 with all that is not data.
function frame(version) {
  var size = 17 + 4 * version;
  var square = Array.from({ length: size }, function () { return new Array(size).fill(null); });
  function put(x, y, value) { if (x >= 0 && y >= 0 && x < size && y < size) square[y][x] = value; }
  function rings(x, y, reach, light) {
    for (var dy = -reach; dy <= reach; dy++) for (var dx = -reach; dx <= reach; dx++) {
      var ring = Math.max(Math.abs(dx), Math.abs(dy));
      put(x + dx, y + dy, light.includes(ring) ? 0 : 1);
    }
  }
  for (var at = 8; at < size - 8; at++) { square[6][at] = square[at][6] = 1 - at % 2; }
  [[3, 3], [size - 4, 3], [3, size - 4]].forEach(function (corner) { rings(corner[0], corner[1], 4, [2, 4]); });
  if (version > 1) rings(size - 7, size - 7, 2, [1]);
  setFormat(square, 0);
  return square;
}

// Level M (00) and the mask, with their own correction; also the one module that is always dark.
function setFormat(square, mask) {
  var size = square.length;
  var rest = mask << 10;
  for (var bit = 14; bit >= 10; bit--) if ((rest >> bit) & 1) rest ^= 0x537 << (bit - 10);
  var format = ((mask << 10) | rest) ^ 0x5412;
  for (var at = 0; at < 15; at++) {
    var value = (format >> at) & 1;
    square[at < 6 ? at : at < 8 ? at + 1 : size - 15 + at][8] = value;
    square[8][at < 8 ? size - 1 - at : at < 9 ? 7 : 14 - at] = value;
  }
  square[size - 8][8] = 1;
}

function filled(empty, words, mask) {
  var size = empty.length;
  var square = empty.map(function (row) { return row.slice(); });
  var at = 0;
  for (var right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    var turn = right > 6 ? right : right + 1;
    var up = ((size - 1 - turn) / 2) % 2 === 0;
    for (var step = 0; step < size; step++) for (var side = 0; side < 2; side++) {
      var y = up ? size - 1 - step : step;
      var x = right - side;
      if (empty[y][x] !== null) continue;
      var value = ((words[at >> 3] || 0) >> (7 - at % 8)) & 1;
      square[y][x] = value ^ (MASKS[mask](x, y) ? 0 : 1);
      at++;
    }
  }
  setFormat(square, mask);
  return square;
}

function penalty(square) {
  var points = 0;
  var dark = 0;
  var turned = square.map(function (_, x) { return square.map(function (row) { return row[x]; }); });
  square.concat(turned).forEach(function (row) {
    (row.join("").match(/0{5,}|1{5,}/g) || []).forEach(function (run) { points += run.length - 2; });
  });
  square.forEach(function (row, y) {
    row.forEach(function (value, x) {
      dark += value;
      var next = square[y + 1];
      if (next && x + 1 < row.length && value === row[x + 1] && value === next[x] && value === next[x + 1]) points += 3;
    });
  });
  return points + Math.floor(Math.abs(dark * 20 / (square.length * square.length) - 10)) * 10;
}

// Rows of 0 and 1. Throws where the text is longer than 106 bytes.
export function matrix(text, wanted) {
  var made = codewords(Array.from(new TextEncoder().encode(text)));
  var empty = frame(made.version);
  var tries = MASKS.map(function (_, mask) { return filled(empty, made.words, mask); });
  var best = tries.map(penalty);
  return tries[wanted === undefined ? best.indexOf(Math.min.apply(null, best)) : wanted];
}

// An SVG element with a quiet zone of four modules.
export function picture(text, label) {
  var rows = matrix(text);
  var SVG = "http://www.w3.org/2000/svg";
  var svg = document.createElementNS(SVG, "svg");
  var path = document.createElementNS(SVG, "path");
  var size = rows.length + 8;
  var drawn = rows.map(function (row, y) {
    return row.map(function (value, x) { return value ? "M" + (x + 4) + " " + (y + 4) + "h1v1h-1z" : ""; }).join("");
  });
  path.setAttribute("d", drawn.join(""));
  path.setAttribute("fill", "currentColor");
  svg.setAttribute("viewBox", "0 0 " + size + " " + size);
  svg.setAttribute("shape-rendering", "crispEdges");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  svg.append(path);
  return svg;
}
