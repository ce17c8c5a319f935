// The index of the site, asked: loads the parts that a query needs, ranks, loads the cards of the best. The same as
// plugins/search/query.py.

import { termHash } from "./analysis.js";
import { doubtful, formsOf, tidied, understood } from "./queries.js";
import { best, score } from "./ranking.js";
import { card, inflated, lists, manifest } from "./shards.js";
import { suggestions } from "./suggest.js";

const CARDS_OF_A_GROUP = 8;
// Results; so few, and common words are looked for, too.
const FEW = 10;

const name = (digest) => digest.toString(16).padStart(4, "0");

/** Return the index at the address `base`; throws where the browser lacks what it needs, or there is no index. */
export async function openIndex(base) {
  // Asked each time whether it is still the same: it leads to all other files, which never change.
  const told = manifest(await loaded(`${base}muc-luc.bin`, "no-cache"));
  return new Index(base, told);
}

async function loaded(address, cache, signal) {
  const response = await fetch(address, { cache, signal });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return inflated(await response.arrayBuffer());
}

function heed(signal) {
  if (signal?.aborted) throw new Error("overtaken");
}

class Index {
  constructor(base, told) {
    this.base = base;
    this.told = told;
    this.forms = formsOf(told.abbreviations);
    this.kept = new Map(); // address → what was read from it
    this.waiting = new Map(); // address → the promise of it
    this.lost = new Set(); // addresses that failed
    const newest = told.days.length ? told.days[told.days.length - 1] : 0;
    this.ages = told.days.map((day) => (day < 0 ? -1 : newest - day));
    const first = Date.parse(told.first);
    this.years = told.days.length > told.pages ? told.days.map((day) => new Date(first + day * 864e5).getUTCFullYear()) : [];
    const listed = Array.from(new Set(this.years.slice(told.pages))).reverse();
    const named = (pairs) => pairs.map(([slug, name]) => ({ slug, name }));
    this.facets = { categories: named(told.categories), kinds: named(told.kinds), years: listed };
  }

  /**
   * Return {total, totalIsExact, results, missing, lost, words, marked, readAs, numbers}; see plugins/search/query.py. Throws once
   * `signal` is aborted.
   */
  async search(text, { category, kind, year, limit = 10, signal } = {}) {
    const { told } = this;
    const missing = new Set();
    text = tidied(text);
    const filtered = !!(category || kind || year);
    await this.load(doubtful(text).map((word) => termHash(word.folded)), false, missing);
    heed(signal);
    const query = this.understand(text);
    const facets = [category && `chuyen-muc:${category}`, kind && `loai:${kind}`].filter(Boolean).map(termHash);
    const telling = this.telling(query);
    await Promise.all([
      this.load(facets, true, missing),
      this.load(telling.map((one) => one.term), filtered, missing),
    ]);
    heed(signal);
    const allowed = this.allowed(facets, year);
    let sought = telling;
    let found = this.score(sought, filtered, allowed);
    if (sought.length < query.sought.length && found.scores.filter((value) => value).length < FEW) {
      sought = query.sought;
      await this.load(sought.map((one) => one.term), filtered, missing);
      heed(signal);
      found = this.score(sought, filtered, allowed);
    }
    const words = sought.filter((one) => one.versions);
    const isCut = ({ term }) => this.lists(term).some((list) => list.docs.length < list.frequency);
    const numbers = best(found.scores);
    const answer = {
      total: numbers.filter((number) => found.hasAll[number]).length,
      totalIsExact: sought.length === query.sought.length && (filtered || !words.some(isCut)),
      words: query.words,
      marked: query.marked,
      readAs: query.readAs,
      numbers,
      found,
      shown: 0,
      lost: [], // numbers whose cards could not be had: `more` tries them again
      results: [],
    };
    await this.show(answer, limit, missing, signal);
    answer.missing = missing.size;
    return answer;
  }

  /** Add the results that were lost, and the next ones, to an answer and return them: answer.lost tells what is lost still. */
  async more(answer, count = 10) {
    return this.show(answer, count, new Set());
  }

  /** Tell whether a query needs nothing that is not here yet, but for cards. */
  isWarm(text, { category, kind, year } = {}) {
    text = tidied(text);
    const filtered = !!(category || kind || year);
    const has = (terms) => this.addresses(terms, filtered).every(({ address }) => this.kept.has(address));
    const mayBeKeys = doubtful(text).map((word) => termHash(word.folded));
    return has(mayBeKeys) && has(this.telling(this.understand(text)).map((one) => one.term));
  }

  /** Return texts that may be meant in place of one that finds too little, the likeliest first. */
  async suggest(text) {
    if (!this.told.words) return [];
    const missing = new Set();
    const words = await this.keep(`${this.base}tu-${this.told.words}.bin`, (bytes) => new TextDecoder().decode(bytes), missing);
    if (missing.size) return [];
    return suggestions(tidied(text), words, async (terms) => {
      await this.load(terms, false, missing);
      return terms.map((term) => this.frequency(term));
    });
  }

  understand(text) {
    const frequency = ({ marked, folded }, exact) =>
      this.frequency(termHash(folded), exact ? (termHash(marked) % 255) + 1 : 0);
    return understood(text, frequency, this.forms);
  }

  telling({ words, sought }) {
    const { common } = this.told;
    const isCommon = (one) => one.variant && common.has(one.exact ? `${one.term} ${one.variant}` : one.term);
    const telling = words.length > 1 ? sought.filter((one) => !isCommon(one)) : sought;
    // Where no word is left, what has all of them could not be told.
    return telling.some((one) => one.versions) ? telling : sought;
  }

  frequency(term, variant = 0) {
    const lists = this.lists(term, false).filter((list) => !variant || list.variant === variant);
    return lists.reduce((sum, list) => sum + list.frequency, 0);
  }

  score(sought, whole, allowed) {
    const found = score(sought, (term) => this.lists(term, whole), this.ages);
    if (allowed) found.scores = found.scores.map((value, number) => (allowed[number] ? value : 0));
    return found;
  }

  allowed(facets, year) {
    if (!facets.length && !year) return null;
    const passed = new Uint8Array(this.ages.length);
    let needed = facets.length;
    for (const term of facets) for (const list of this.lists(term, true)) for (const doc of list.docs) passed[doc]++;
    if (year) {
      needed++;
      this.years.forEach((one, number) => (passed[number] += number >= this.told.pages && one === Number(year)));
    }
    return passed.map((count) => count === needed);
  }

  lists(term, whole) {
    return this.addresses([term], whole).flatMap(({ address }) => (this.kept.get(address) || new Map()).get(term) || []);
  }

  addresses(terms, whole) {
    return terms.flatMap((term) =>
      this.told.parts.flatMap((part) => {
        const shard = Math.floor(term / 2 ** (32 - part.bits));
        const digest = part.names[shard];
        if ((part.rest && !whole) || !digest) return [];
        return [{ part, shard, address: `${this.base}${part.folder}/${shard.toString(16)}-${name(digest)}.bin` }];
      })
    );
  }

  async load(terms, whole, missing) {
    await Promise.all(
      this.addresses(terms, whole).map(({ address, part, shard }) =>
        this.keep(address, (bytes) => lists(bytes, shard, part), missing)
      )
    );
  }

  async show(answer, count, missing, signal) {
    const next = answer.numbers.slice(answer.shown, answer.shown + count);
    answer.shown += next.length;
    const numbers = [...answer.lost, ...next];
    const { scores, hasAll } = answer.found;
    const cards = await Promise.all(
      numbers.map((number) => {
        const group = Math.floor(number / CARDS_OF_A_GROUP);
        const address = `${this.base}the/${group}-${name(this.told.cards[group])}/${number}.bin`;
        return this.keep(address, card, missing, signal);
      })
    );
    answer.lost = numbers.filter((_, index) => !cards[index]);
    const results = numbers
      .map((number, index) => cards[index] && { ...cards[index], score: scores[number], hasAll: !!hasAll[number] })
      .filter(Boolean);
    answer.results.push(...results);
    return results;
  }

  /**
   * Return what `read` makes of the file at an address, undefined where that cannot be had. `signal` ends the wait of all
   * who wait for the file now.
   */
  async keep(address, read, missing, signal) {
    if (!this.kept.has(address)) {
      if (!this.waiting.has(address)) {
        // Its name tells its content, so that what a cache holds needs no asking; but it may hold damaged bytes.
        const cache = this.lost.has(address) ? "reload" : "force-cache";
        this.waiting.set(address, loaded(address, cache, signal).then(read));
        // Whoever asks from now on fetches it anew.
        signal?.addEventListener("abort", () => this.waiting.delete(address));
      }
      const wait = this.waiting.get(address);
      try {
        this.kept.set(address, await wait);
      } catch {
        missing.add(address);
        if (!signal?.aborted) this.lost.add(address);
      }
      if (this.waiting.get(address) === wait) this.waiting.delete(address);
    }
    return this.kept.get(address);
  }
}
