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

/** Return the folded words whose frequency tells whether a text was typed with the keys of Telex or VNI. */
export function doubtful(text) {
  return spans(text).flatMap((span) => {
    const meant = readings(text.slice(span.start, span.end));
    return meant ? [span.folded, analyse(meant)[0].folded] : [];
  });
}

/** Return {text, readAs, words, sought}. */
export function understood(text, frequency, abbreviations) {
  let readAs = "";
  let end = 0;
  let other = false;
  for (const span of spans(text)) {
    let typed = text.slice(span.start, span.end);
    const meant = readings(typed);
    if (meant && frequency(analyse(meant)[0].folded) > LIKELIER * frequency(span.folded)) {
      typed = meant;
      other = true;
    }
    readAs += text.slice(end, span.start) + typed;
    end = span.end;
  }
  readAs = other ? readAs + text.slice(end) : "";
  const tokens = analyse(readAs || text);
  const words = tokens.filter((token) => token.kind === "word");
  const wholes = tokens.filter((token) => token.kind !== "word").map((token) => token.folded);
  const withMarks = words.some((word) => word.marked !== word.folded);
  const typed = words.map((word) => ({ ...word, meant: withMarks }));
  const sought = termsOf(typed, 1);
  for (const whole of wholes.length ? wholes : numbersIn(words)) sought.push(term(termHash(whole), 0, WHOLE));
  formsOf(abbreviations).forEach((forms, index) => {
    for (const one of termsOf(replaced(typed, forms), 2 << index)) {
      sought.push({ ...one, weight: one.weight * EXPANDED, exact: one.exact * EXPANDED });
    }
  });
  return { text, readAs, words, sought: once(sought) };
}

function term(hash, variant, weight, exact = 0, versions = 0) {
  return { term: hash, variant, weight, exact, versions };
}

function termsOf(words, version) {
  const found = words.map(({ marked, folded, meant }) =>
    term(termHash(folded), (termHash(marked) % 255) + 1, 1, meant ? EXACT : 0, version)
  );
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

/** Return what may be replaced and by which words: abbreviations by long forms, and the reverse. */
function formsOf(abbreviations) {
  const pairs = Object.entries(abbreviations)
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
    found.push(...instead.map((word) => (form.length ? { ...word, meant: true } : word)));
    other = other || form.length > 0;
    at += form.length || 1;
  }
  return other ? found : [];
}
