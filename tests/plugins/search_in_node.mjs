// Answers for tests: reads [{text, category, kind, year, limit} …] as JSON, writes what the browser's modules in a
// folder find in the index of a built site. Every query but one with `warm` meets an index that was just opened.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , modules, site] = process.argv;
let fetched = [];
globalThis.fetch = async (address) => {
  fetched.push(address.slice(1));
  try {
    return new Response(readFileSync(join(site, address)));
  } catch {
    return new Response("", { status: 404 });
  }
};
const { openIndex } = await import(pathToFileURL(join(modules, "engine.js")).href);

let index;
const answers = [];
for (const { text, warm, suggest, ...filters } of JSON.parse(readFileSync(0, "utf8"))) {
  if (!warm) fetched = [];
  index = warm ? index : await openIndex("/tim-kiem/du-lieu/");
  const answer = await index.search(text, filters);
  const found = (results) => results.map(({ url, score, title }) => [url, Math.round(score * 1e6) / 1e6, title]);
  const searched = [...fetched];
  answers.push({
    read_as: answer.readAs,
    total: answer.total,
    is_exact: answer.totalIsExact,
    missing: answer.missing,
    results: found(answer.results),
    words: answer.words.map((word) => [word.marked, word.folded]),
    fetched: searched,
    more: found(await index.more(answer)),
    is_warm: index.isWarm(text, filters),
    suggestions: suggest ? await index.suggest(text) : [],
  });
}
process.stdout.write(JSON.stringify(answers));
