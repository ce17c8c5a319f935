// Which piece of an article shows best why it was found, and which words are marked.
import { spans } from "./analysis.js";

const LONGEST_PIECE = 160; // characters: two lines on a desktop, five on a phone
const LEAD_IN = 8; // words before the first one that was found
const SENTENCE_END = /[.!?…:;\n]/;

/**
 * Returns [title, piece] of a result, each as parts [[text, isMarked], …]. The piece is the best one of the summary and
 * the passages. *words*: what was searched for, as [{marked, folded}].
 */
export function snippet({ title, summary, passages }, words) {
  const texts = [title, summary, ...passages].map((text) => ({ text, found: spans(text) }));
  findWords(texts, words);
  const [{ text, found }, ...rest] = texts;
  const pieces = rest.flatMap(piecesOf);
  const best = pieces.reduce((best, piece) => (scoreOf(piece) > scoreOf(best) ? piece : best));
  return [partsOf({ text, found, start: 0, end: found.length }), partsOf(best)];
}

/**
 * Gives every word that was found "as", which one of *words* it is, and "run", the same for words that stand side by side
 * as in the query. A word typed with its marks is found with them, or without where the article has it no other way.
 */
function findWords(texts, words) {
  const all = texts.flatMap(({ found }) => found);
  const isExact = words.map(({ marked, folded }) => marked !== folded && all.some((word) => word.marked === marked));
  const find = ({ marked, folded }) =>
    words.findIndex((sought, at) => sought.folded === folded && (!isExact[at] || sought.marked === marked));
  const pairs = words.map((word, at) => `${find(words[at - 1] ?? {})} ${find(word)}`);
  for (const { text, found } of texts) {
    let run = 0;
    let before = { end: 0 };
    for (const word of found) {
      word.as = find(word);
      if (!pairs.includes(`${before.as} ${word.as}`) || SENTENCE_END.test(text.slice(before.end, word.start))) run++;
      word.run = run;
      before = word;
    }
  }
  // A word that stands beside another one somewhere is not marked where it stands alone: "hành" of "thực hành" has
  // nothing to do with "hành chính".
  const runs = texts.flatMap(({ found }) => runsOf(found));
  const inCompany = new Set(runs.filter((run) => run.length > 1).flat().map((word) => word.as));
  for (const run of runs) if (run.length === 1 && inCompany.has(run[0].as)) run[0].as = -1;
}

function runsOf(found) {
  const runs = new Map();
  for (const word of found) if (word.as >= 0) runs.set(word.run, [...(runs.get(word.run) ?? []), word]);
  return [...runs.values()];
}

/** Returns the pieces that begin with the text, or a little before what was found. */
function piecesOf({ text, found }) {
  const starts = new Set([0]);
  if (text.length > LONGEST_PIECE) for (const [first] of runsOf(found)) starts.add(leadIn(text, found, first));
  return [...starts].map((start) => {
    let end = start + 1;
    while (end < found.length && found[end].end - found[start].start <= LONGEST_PIECE) end++;
    return { text, found, start, end };
  });
}

function leadIn(text, found, first) {
  const at = found.indexOf(first);
  let start = at;
  const opensSentence = () => SENTENCE_END.test(text.slice(found[start - 1].end, found[start].start));
  while (start && at - start < LEAD_IN && !opensSentence()) start--;
  return start;
}

/** Each word counts once; side by side they count more: three syllables of one name beat three scattered ones. */
function scoreOf({ found, start, end }) {
  const runs = runsOf(found.slice(start, end)).map((run) => new Set(run.map((word) => word.as)));
  return 2 * new Set(runs.flatMap((run) => [...run])).size + Math.max(0, ...runs.map((run) => run.size));
}

/** Words side by side are marked as one. */
function partsOf({ text, found, start, end }) {
  let at = start && found[start].start;
  const last = end < found.length ? found[end - 1].end : text.length;
  const parts = [[at ? "… " : ""]];
  for (const run of runsOf(found.slice(start, end))) {
    const [from, to] = [run[0].start, run.at(-1).end];
    parts.push([text.slice(at, from)], [text.slice(from, to), true]);
    at = to;
  }
  parts.push([text.slice(at, last)], [last < text.length ? " …" : ""]);
  return parts.filter(([part]) => part);
}
