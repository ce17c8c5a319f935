// Analysis: the words of a text as search knows them. The same rules as portal/vietnamese/analysis.py, which tells them;
// tests/portal/analysis_cases.json holds both to it.

export const LONGEST = 40;

const INVISIBLE = "\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff";
const LETTER = "[\\p{L}\\p{N}]";
const OF_WORD = "[\\p{L}\\p{N}\\u0300-\\u036f]";
const WORD = LETTER + OF_WORD + "*";
const DAY = "(?:0?[1-9]|[12][0-9]|3[01])";
const MONTH = "(?:0?[1-9]|1[0-2])";
const DATE =
  `${DAY}(?:/${MONTH}/|\\.${MONTH}\\.| *- *${MONTH} *- *| +th[aá]ng +${MONTH} +n[aă]m +)[12][0-9]{3}` +
  `(?!${OF_WORD}|/${LETTER})`;
const NUMBER = `[0-9]${OF_WORD}*(?:[-/.,:]${WORD})+`;
const WORDS = new RegExp(WORD, "gu");
const PIECES = new RegExp(`${DATE}|${NUMBER}|${WORD}`, "gu");
const WHOLE_DATE = new RegExp(`^(?:${DATE})$`, "u");
const TAKEN_OUT = new RegExp(`[${INVISIBLE}]|(?![\\u0300-\\u036f])\\p{M}`, "gu");
// What may become one with the character before it: marks, Korean jamo, halfwidth signs.
const CLUSTERS = new RegExp(`[^][\\p{M}\\u1160-\\u11ff\\u3131-\\u318e\\uff9e-\\uffdc${INVISIBLE}]*`, "gu");
const TONES = /[\u0300\u0309\u0303\u0301\u0323]/g;
const MARKS = /[\u0300-\u036f]+/g;

/** Return the terms of a text in their order, each {marked, folded, kind}; kind is "word" or "whole". */
export function analyse(text) {
  const tokens = [];
  for (const piece of normalised(text).match(PIECES) || []) {
    const words = piece.match(WORDS);
    for (const word of words) tokens.push({ ...formsOf(word), kind: "word" });
    if (words.length > 1) {
      for (const whole of wholes(piece)) tokens.push({ marked: whole, folded: whole, kind: "whole" });
    }
  }
  return tokens;
}

/** Return the words of a text with their places, each {start, end, marked, folded}: in order, none over another. */
export function spans(text) {
  let normal = "";
  let end = 0;
  // For each UTF-16 unit of the normal text: where its cluster starts and ends.
  const origin = [];
  for (const cluster of text.match(CLUSTERS) || []) {
    const start = end;
    end += cluster.length;
    normal += normalCluster(cluster);
    while (origin.length < normal.length) origin.push([start, end]);
  }
  let covered = 0;
  return Array.from(normal.matchAll(WORDS), ({ 0: word, index }) => {
    const start = Math.max(origin[index][0], covered);
    covered = origin[index + word.length - 1][1];
    return { start, end: covered, ...formsOf(word) };
  });
}

/** Return the CRC-32 of a term in UTF-8. */
export function termHash(term) {
  let crc = -1;
  for (const byte of new TextEncoder().encode(term)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 && 0xedb88320);
  }
  return ~crc >>> 0;
}

/** Return the hash of two neighbours from the hashes of their folded forms. */
export function bigramHash(first, second) {
  let mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77) ^ (first >>> 15);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

function normalised(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(TAKEN_OUT, "")
    .replace(/ð/g, "đ")
    .replace(/ς/g, "σ")
    .replace(/[\u2010-\u2015\u2212]/g, "-");
}

const normalCluster = remembered(normalised);

const formsOf = remembered((word) => {
  const parts = word.normalize("NFD");
  const tone = (parts.match(TONES) || []).pop() || "";
  let letters = parts.replace(TONES, "").normalize("NFC").replace(MARKS, "");
  if (/^(?:[hklmst]y|quy)$/.test(letters)) letters = letters.slice(0, -1) + "i";
  if (/^[0-9]+$/.test(letters)) letters = letters.replace(/^0+(?=.)/, "");
  letters = cut(letters);
  return { marked: letters + tone, folded: folded(letters) };
});

/** Return a text in normal form without marks, d for đ. */
export function folded(text) {
  return text.normalize("NFD").replace(MARKS, "").normalize("NFC").replace(/đ/g, "d");
}

function wholes(piece) {
  if (WHOLE_DATE.test(piece)) return [piece.match(/[0-9]+/g).map(Number).join("/")];
  const figures = piece.split(/[-/,:]/).map((part) => part.match(/^[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?![0-9.])/));
  return [
    cut(folded(piece).replace(/(^|[-/:])0+(?=[0-9])/g, "$1")),
    ...figures.filter(Boolean).map((figure) => cut(figure[0].replace(/\./g, ""))),
  ];
}

function cut(text) {
  return Array.from(text).slice(0, LONGEST).join("");
}

// A page shows the same words again and again; what it asks for in a visit is little.
function remembered(make) {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key);
  };
}
