// lunr and MiniSearch, each as its documentation shows it; for Vietnamese in the ways that its users have.
//
//   node peers.mjs index SYSTEM DOCUMENTS.jsonl FOLDER     writes FOLDER/index.json, and cards.json where the index holds none
//   node peers.mjs search SYSTEM FOLDER TEXTS.json ANSWERS.json
//
// SYSTEM: lunr, lunr-vi, minisearch, minisearch-folded. TEXTS is a list; ANSWERS maps each text to ten slugs, best first.
import { readFileSync, writeFileSync } from "node:fs";
import lunr from "lunr";
import lunrStemmerSupport from "lunr-languages/lunr.stemmer.support.js";
import lunrVietnamese from "lunr-languages/lunr.vi.js";
import MiniSearch from "minisearch";

lunrStemmerSupport(lunr);
lunrVietnamese(lunr);
// The package leaves this out; without it an index that was saved cannot be loaded.
lunr.Pipeline.registerFunction(lunr.vi.stopWordFilter, "stopWordFilter-vi");

const FIELDS = ["title", "summary", "body"];
const LIMIT = 10;

// What a site's author would write to let words without marks be found.
const fold = (term) => term.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");

const MINISEARCH = { idField: "slug", fields: FIELDS, storeFields: ["url", "title", "summary"] };

function indexLunr(documents, folder, vietnamese) {
  const index = lunr(function build() {
    if (vietnamese) this.use(lunr.vi);
    this.ref("slug");
    FIELDS.forEach((field) => this.field(field));
    documents.forEach((document) => this.add(document));
  });
  const cards = documents.map(({ slug, url, title, summary }) => [slug, { url, title, summary }]);
  writeFileSync(`${folder}/index.json`, JSON.stringify(index));
  writeFileSync(`${folder}/cards.json`, JSON.stringify(Object.fromEntries(cards)));
}

function openLunr(folder) {
  const index = lunr.Index.load(JSON.parse(readFileSync(`${folder}/index.json`, "utf8")));
  // By terms, not by its query language, in which ":" and "-" of an ordinary sentence are operators.
  return (text) => index
    .query((query) => lunr.tokenizer(text).forEach((token) => query.term(token.toString())))
    .map((result) => result.ref);
}

function indexMiniSearch(documents, folder, options) {
  const index = new MiniSearch(options);
  index.addAll(documents);
  writeFileSync(`${folder}/index.json`, JSON.stringify(index));
}

function openMiniSearch(folder, options) {
  const index = MiniSearch.loadJSON(readFileSync(`${folder}/index.json`, "utf8"), options);
  return (text) => index.search(text).map((result) => result.id);
}

const FOLDED = { ...MINISEARCH, processTerm: fold };
const SYSTEMS = {
  "lunr": { index: (documents, folder) => indexLunr(documents, folder, false), open: openLunr },
  "lunr-vi": { index: (documents, folder) => indexLunr(documents, folder, true), open: openLunr },
  "minisearch": {
    index: (documents, folder) => indexMiniSearch(documents, folder, MINISEARCH),
    open: (folder) => openMiniSearch(folder, MINISEARCH),
  },
  "minisearch-folded": {
    index: (documents, folder) => indexMiniSearch(documents, folder, FOLDED),
    open: (folder) => openMiniSearch(folder, FOLDED),
  },
};

const [act, name, first, second, third] = process.argv.slice(2);
const system = SYSTEMS[name];
if (act === "index") {
  const lines = readFileSync(first, "utf8").trimEnd().split("\n");
  system.index(lines.map((line) => JSON.parse(line)), second);
} else {
  const find = system.open(first);
  const answers = JSON.parse(readFileSync(second, "utf8")).map((text) => [text, find(text).slice(0, LIMIT)]);
  writeFileSync(third, JSON.stringify(Object.fromEntries(answers)));
}
