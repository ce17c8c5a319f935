// Suggestions: what may be meant where a query finds too little. The same rules as plugins/search/suggest.py.

import { bigramHash, spans, termHash } from "./analysis.js";

const LETTERS = "abcdeghiklmnopqrstuvxy";
const MOST_CANDIDATES = 40;
const MOST_MISTAKES = 3;
const LONGEST_JOINED = 14;

/**
 * Return the text, its unknown words replaced by known ones without marks; [] when there is nothing better.
 * `lines` is the lexicon's text; `count` gives in how many documents each of some terms stands.
 */
export async function suggestions(text, lines, count) {
  const powers = new Map();
  lines.split("\n").forEach((line, power) => line.split(" ").forEach((word) => word && powers.set(word, power)));
  const found = spans(text);
  const typed = found.map((span) => span.folded);
  const meant = [...typed];
  const counts = await count(typed.map(termHash));
  const isUnknown = (word, place) => /^\p{L}+$/u.test(word) && !powers.has(word) && !counts[place];
  const unknown = typed.map((word, place) => isUnknown(word, place) ? place : -1).filter((place) => place >= 0);
  if (!unknown.length || unknown.length > MOST_MISTAKES) return [];
  for (const place of unknown) {
    const beside = place ? [meant[place - 1]] : [];
    const option = await likeliest(beside, typed[place], typed.slice(place + 1, place + 2), powers, count);
    if (!option) return [];
    meant[place] = option;
  }
  // What was right stays as it was typed.
  const shown = found.map(({ start, end }, place) => (unknown.includes(place) ? meant[place] : text.slice(start, end)));
  return [shown.filter(Boolean).join(" ")];
}

async function likeliest(before, word, after, powers, count) {
  const found = near(word).filter((one) => powers.has(one))
    .sort((one, other) => powers.get(other) - powers.get(one) || (one < other ? -1 : 1)).slice(0, MOST_CANDIDATES);
  for (let at = 1; at < word.length && word.length <= LONGEST_JOINED; at++) {
    const parts = [word.slice(0, at), word.slice(at)];
    if (parts.every((part) => powers.has(part))) found.push(parts.join(" "));
  }
  let best = "";
  let most = before.length + after.length ? 0 : -1;
  const rows = found.map((option) => {
    const row = [...before.map((one) => one.split(" ").pop()), ...option.split(" "), ...after].map(termHash);
    return row.slice(1).map((hash, index) => bigramHash(row[index], hash));
  });
  const counts = await count(rows.flat());
  for (const [index, row] of rows.entries()) {
    const together = counts.splice(0, row.length).reduce((sum, one) => sum + one, 0);
    if (together > most) [best, most] = [found[index], together];
  }
  return best;
}

/** Return what is one step from a word, each once. */
function near(word) {
  const found = new Set();
  for (let at = 0; at <= word.length; at++) {
    const head = word.slice(0, at);
    const tail = word.slice(at);
    if (tail) found.add(head + tail.slice(1));
    if (tail.length > 1) found.add(head + tail[1] + tail[0] + tail.slice(2));
    for (const letter of LETTERS) {
      found.add(head + letter + tail);
      if (tail) found.add(head + letter + tail.slice(1));
    }
  }
  return Array.from(found);
}
