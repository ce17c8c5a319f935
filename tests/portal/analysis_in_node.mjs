// Answers for tests: reads [["analyse", argument …], …] as JSON, writes what the browser's modules in a folder return.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const load = (name) => import(pathToFileURL(join(process.argv[2], name)).href);
const analysis = await load("analysis.js");
const methods = await load("input_methods.js");

const answers = {
  analyse: (text) => analysis.analyse(text).map((token) => [token.marked, token.folded, token.kind]),
  // Offsets count UTF-16 units here and code points in Python: what they cut out of the text is the same.
  spans: (text) =>
    analysis.spans(text).map((span) => [text.slice(span.start, span.end), span.marked, span.folded]),
  readings: methods.readings,
  decode: (word, method) => methods.decode(word, methods[method]),
  term_hash: analysis.termHash,
  bigram_hash: analysis.bigramHash,
};
const asked = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(asked.map(([name, ...given]) => answers[name](...given))));
