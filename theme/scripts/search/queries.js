// Queries: what a reader typed, as terms to look for. The same rules as plugins/search/queries.py, which tells them.

import { analyse, bigramHash, spans, termHash } from "./analysis.js";
import { readings } from "./input_methods.js";
import { BIGRAM, EXACT, EXPANDED, WHOLE } from "./ranking.js";

export const LONGEST_QUERY = 200;
const LIKELIER = 50;
// What Python calls white space: U+FEFF stands inside words, the controls between them.
const SPACES = /(?:[\x1c-\x1f\x85]|(?!\ufeff)\s)+/g;

/** Return a text cut to LONGEST_QUERY code points, in one line. */
export function tidied(text) {
  return Array.from(text).slice(0, LONGEST_QUERY).join("").replace(SPACES, " ").replace(/^ | $/g, "");
}

/** Return the words whose frequency tells whether a text was typed with the keys of Telex or VNI. */
export function doubtful(text) {
  return typedWords(text).flatMap(({ typed }) => {
    const meant = meaning(typed);
    return meant ? [analyse(typed)[0], analyse(meant)[0]] : [];
  });
}

/**
 * Return {text, readAs, words, marked, sought}; `marked` are the words and what abbreviations make of them. `frequency`
 * gives in how many documents a word stands, in any form or in just the one that is given; `forms`: see formsOf.
 */
export function understood(text, frequency, forms) {
  const readAs = readingOf(text, frequency);
  const tokens = analyse(readAs || text);
  const withMarks = tokens.some((token) => token.kind === "word" && token.marked !== token.folded);
  const [words, wholes] = partsOf(tokens, withMarks);
  const sought = termsOf(words, 1);
  for (const whole of wholes) {
    // A figure with points gives one without them, too, and is there wherever that is.
    const counts = !whole.includes(".") || !wholes.includes(whole.replace(/\./g, ""));
    sought.push({ ...term(termHash(whole), 0, WHOLE, 0, Number(counts)), whole: true });
  }
  for (const whole of wholes.length ? [] : numbersIn(words)) sought.push({ ...term(termHash(whole), 0, WHOLE), whole: true });
  const others = forms.map((other) => replaced(words, other));
  others.forEach((other, index) => {
    for (const one of termsOf(other, 2 << index)) {
      sought.push({ ...one, weight: one.weight * EXPANDED, exact: one.exact * EXPANDED });
    }
  });
  return { text, readAs, words, marked: [words, ...others].flat(), sought: once(sought) };
}

function typedWords(text) {
  if (/[^\x00-\x7f]/.test(text)) return [];
  return spans(text).map(({ start, end }) => ({ start, end, typed: text.slice(start, end) }));
}

function readingOf(text, frequency) {
  let readAs = "";
  let last = 0;
  let other = false;
  for (const { start, end, typed } of typedWords(text)) {
    let meant = meaning(typed);
    if (meant) {
      const known = frequency(analyse(typed)[0], false);
      if (frequency(analyse(meant)[0], known > 0) <= LIKELIER * known) meant = null;
    }
    readAs += text.slice(last, start) + (meant || typed);
    other = other || !!meant;
    last = end;
  }
  return other ? readAs + text.slice(last) : "";
}

function meaning(typed) {
  const meant = /^[0-9]*[A-Z]+[0-9]+[A-Z0-9]*$/.test(typed) ? null : readings(typed);
  return meant && typed.length > 2 ? meant : null;
}

function partsOf(tokens, marks) {
  const words = [];
  const wholes = [];
  for (const token of tokens) {
    if (token.kind === "word") {
      words.push({ ...token, meant: marks, counts: true });
      continue;
    }
    wholes.push(token.folded);
    const parts = token.folded.split(/[^0-9a-z]+/);
    const written = [parts[0], "thang", parts[1], "nam", ...parts.slice(2)].join(" ");
    const isWritten = words.slice(-5).map((word) => word.folded).join(" ") === written;
    const size = isWritten ? 5 : Math.min(parts.length, words.length);
    for (const word of size ? words.slice(-size) : []) word.counts = false;
  }
  return [words, wholes];
}

function term(hash, variant, weight, exact = 0, versions = 0, counted = 0) {
  return { term: hash, variant, weight, exact, versions, counted };
}

function termsOf(words, version) {
  const found = words.map(({ marked, folded, meant, counts }) => {
    const form = (termHash(marked) % 255) + 1;
    return term(termHash(folded), form, 1, meant ? EXACT : 0, counts ? version : 0, meant && marked !== folded ? form : 0);
  });
  const pairs = found.slice(1).map((one, index) => term(bigramHash(found[index].term, one.term), 0, BIGRAM));
  return [...found, ...pairs];
}

function once(sought) {
  const first = new Map();
  for (const one of sought) {
    const key = `${one.term} ${one.exact ? one.variant : 0}`;
    if (first.has(key)) first.get(key).versions |= one.versions;
    else first.set(key, one);
  }
  return Array.from(first.values());
}

/** Return the document numbers that words without their signs may be: "42 2022 nd cp". */
function numbersIn(words) {
  const text = words.map((word) => word.folded).join(" ");
  const found = [];
  for (const match of text.matchAll(/(?:^| )(\d+)((?: (?:19|20)\d\d)?) ([b-df-hj-np-tv-xz][b-df-hj-np-tv-xz0-9]*)((?: [a-z]+)?)(?= |$)/g)) {
    const start = match[1] + match[2].replace(" ", "/") + "/" + match[3];
    found.push(start);
    if (match[4]) found.push(start + match[4].replace(" ", "-"));
  }
  return found;
}

/** Return what may be replaced and by which words, of a list of [short, long]: abbreviations, and long forms. */
export function formsOf(abbreviations) {
  const pairs = abbreviations
    .map((pair) => pair.map((form) => analyse(form).filter((token) => token.kind === "word")))
    .filter((pair) => pair.every((form) => form.length));
  return [pairs, pairs.map(([short, long]) => [long, short])];
}

function replaced(words, forms) {
  const found = [];
  let other = false;
  for (let at = 0; at < words.length; ) {
    const [form, instead] = forms
      .filter(([form]) => form.every((word, index) => words[at + index] && words[at + index].folded === word.folded))
      .reduce((best, one) => (one[0].length > best[0].length ? one : best), [[], [words[at]]]);
    found.push(...instead.map((word) => (form.length ? { ...word, meant: true, counts: true } : word)));
    other = other || form.length > 0;
    at += form.length || 1;
  }
  return other ? found : [];
}
