// Input methods: what the keys of Telex or VNI meant, where a reader typed them with no input method switched on.
// The same rules as portal/vietnamese/input_methods.py; tests/portal/analysis_cases.json holds both to them.

import { folded } from "./analysis.js";

const VOWELS = "aeiouyăâêôơư";
const LAST = `(?=[iuy]?[^${VOWELS}]*$)`;
const HORNS = [["(^|[^q])[uư]o", "$1ươ"], ["(^|[^q])u", "$1ư"]];
const STROKE = [["^d", "đ"]];
const BREVE = ["a", "ă"];
const HORN = ["o", "ơ"];

// Keys for tones, then the rules of keys that make another letter: the first that fits the letters before it.
export const TELEX = [
  { f: "\u0300", s: "\u0301", r: "\u0309", x: "\u0303", j: "\u0323", z: "" },
  {
    a: [["a" + LAST, "â"]],
    e: [["e" + LAST, "ê"]],
    o: [["o" + LAST, "ô"]],
    d: STROKE,
    w: [...HORNS, BREVE, HORN, [`^([^${VOWELS}]*)$`, "$1ư"]],
  },
];
export const VNI = [
  { 2: "\u0300", 1: "\u0301", 3: "\u0309", 4: "\u0303", 5: "\u0323", 0: "" },
  { 6: [["a", "â"], ["e", "ê"], ["o", "ô"]], 7: [...HORNS, HORN], 8: [BREVE], 9: STROKE },
];

const SYLLABLE = new RegExp(
  "^(?:ngh?|[cgknpt]h|gi|qu|tr|[bcdghklmnprstvx])?" +
    "(?:[aeiouy]|a[iouy]|e[ou]|i[au]|ieu|o[aei]|oa[ioy]|oeo|u[aeiouy]|ua[oy]|uo[iu]|uy[au]|yeu" +
    "|(?:[aeiouy]|ie|o[ae]|u[aeoy]|uye|ye)(?:ch|n[gh]?|[cmpt]))$"
);
const STOPPED = /^[^\u0301\u0323]*(?:[cpt]|ch)$/;
const PARTS = new RegExp(`^(qu|gi(?=[${VOWELS}])|[^${VOWELS}]*)([${VOWELS}]+)(.*)$`);
const VOWEL = new RegExp(`[${VOWELS}]`);

/** Tell whether a word may be half typed: as letters, or as keys of Telex, it makes no syllable. */
export function isHalfTyped(word) {
  const plain = folded(word.toLowerCase());
  return /^[a-z]+$/.test(plain) && !SYLLABLE.test(plain) && !readings(word);
}

/** Return the Vietnamese word that the keys of a word meant, or null. */
export function readings(word) {
  word = word.toLowerCase();
  if (!/^[a-z0-9]{1,12}$/.test(word) || SYLLABLE.test(word)) return null;
  const decoded = decode(word, /[0-9]/.test(word) ? VNI : TELEX);
  const plain = folded(decoded);
  return plain !== decoded && SYLLABLE.test(plain) && !STOPPED.test(decoded.normalize("NFD")) ? decoded : null;
}

/** Return what the keys of a word (ASCII, lower case) write with a method, whether it makes sense or not. */
export function decode(word, [tones, rules]) {
  let letters = "";
  let tone;
  for (const key of word) {
    if (key in tones && tone === undefined && VOWEL.test(letters)) tone = tones[key];
    else letters = withKey(letters, rules[key] || [], key);
  }
  return withTone(letters.replace("ưo", "ươ").replace(/ươ$/, "uơ"), tone);
}

function withKey(letters, rules, key) {
  for (const [pattern, replacement] of rules) {
    if (new RegExp(pattern).test(letters)) return letters.replace(new RegExp(pattern), replacement);
  }
  return letters + key;
}

function withTone(letters, tone) {
  const parts = letters.match(PARTS);
  if (!tone || !parts) return letters;
  const [, onset, vowels, coda] = parts;
  let place = vowels.length === 3 || (vowels.length === 2 && coda) ? 1 : 0;
  for (let index = 0; index < vowels.length; index++) if (/[ăâêôơư]/.test(vowels[index])) place = index;
  return (onset + vowels.slice(0, place + 1) + tone + vowels.slice(place + 1) + coda).normalize("NFC");
}
