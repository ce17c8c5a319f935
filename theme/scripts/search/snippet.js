// Which piece of an article shows best why it was found, and which words are marked.
import { spans } from "./analysis.js";

const LONGEST_PIECE = 160; // characters: two lines on a desktop, five on a phone
const LEAD_IN = 8; // words before the first one that was found
const SHORTEST_PIECE = 90; // of whole sentences; where they are less, the next one is begun
const SENTENCE_END = /[.!?…:;\n]/;
const CUT = /\s*(?:\.\.\.|…)$/; // at the end of a text that the index has only the beginning of

/**
 * Returns [title, piece] of a result, each as parts [[text, isMarked], …]. The piece is the best one of the summary and
 * the passages. *words*: what was searched for, as [{marked, folded}].
 */
export function snippet({ title, summary, passages }, words) {
  const texts = [title, summary, ...passages].map((whole, at) => {
    const text = at ? whole.replace(CUT, "") : whole;
    return { text, found: spans(text), isCut: text !== whole };
  });
  const sought = findWords(texts, words);
  const [head, ...rest] = texts.map((text) => ({ ...text, start: 0, end: text.found.length, last: text.text.length }));
  const pieces = rest.flatMap(piecesOf);
  const inTitle = new Set(head.found.map((word) => word.as));
  // Where the title tells already why it was found, the summary tells what it is about.
  const isToldByTitle = summary && words.length && sought.every((as) => inTitle.has(as));
  const best = isToldByTitle ? pieces[0] : pieces.reduce((best, piece) => (scoreOf(piece) > scoreOf(best) ? piece : best));
  return [partsOf(head), partsOf(best)];
}

/**
 * Gives every word that was found "as", which one of *words* it is, and "run", the same for words that stand side by side
 * as in the query. A word typed with marks is found with the same ones or with none; one without is found with any, but
 * beside words with marks it may mean what it says, and does where the article has it so. Returns what "as" can be.
 */
function findWords(texts, words) {
  const all = texts.flatMap(({ found }) => found);
  const withMarks = words.some(({ marked, folded }) => marked !== folded);
  const isExact = words.map(({ marked }) => withMarks && all.some((word) => word.marked === marked));
  const find = ({ marked, folded }) =>
    words.findIndex(
      (sought, at) =>
        sought.folded === folded &&
        (sought.marked === marked || (sought.marked === folded ? !isExact[at] : marked === folded))
    );
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
  return words.map(find);
}

function runsOf(found) {
  const runs = new Map();
  for (const word of found) if (word.as >= 0) runs.set(word.run, [...(runs.get(word.run) ?? []), word]);
  return [...runs.values()];
}

/** Returns the pieces that begin with the text, or a little before what was found. */
function piecesOf({ text, found, isCut }) {
  const starts = new Set([0]);
  if (text.length > LONGEST_PIECE) for (const [first] of runsOf(found)) starts.add(leadIn(text, found, first));
  return [...starts].map((start) => {
    const isShort = (from, to) => found[to - 1].end - found[from].start <= LONGEST_PIECE;
    let end = start + 1;
    while (end < found.length && isShort(start, end + 1)) end++;
    if (end >= found.length) while (start && isShort(start - 1, end)) start--;
    return { text, found, start, ...endOf(text, found, start, end, isCut) };
  });
}

/** Returns where a piece ends: {end, last, isCut}. A sentence begun is left out where it has nothing that was found. */
function endOf(text, found, start, end, isCut) {
  if (end >= found.length && !isCut) return { end, last: text.length };
  for (let at = end; --at > start && found[at].as < 0; ) {
    const between = text.slice(found[at - 1].end, found[at].start);
    if (!SENTENCE_END.test(between)) continue;
    const last = found[at - 1].end + between.trimEnd().length;
    if (last - found[start].start < SHORTEST_PIECE) break;
    if (/[.!?]/.test(between)) return { end: at, last };
  }
  return { end, last: found[end - 1]?.end ?? text.length, isCut: true };
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
function partsOf({ text, found, start, end, last, isCut }) {
  let at = start && found[start].start;
  const parts = [[at ? "… " : ""]];
  for (const run of runsOf(found.slice(start, end))) {
    const [from, to] = [run[0].start, run.at(-1).end];
    parts.push([text.slice(at, from)], [text.slice(from, to), true]);
    at = to;
  }
  parts.push([text.slice(at, last)], [isCut ? " …" : ""]);
  return parts.filter(([part]) => part);
}
