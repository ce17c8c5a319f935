// Ranking: the same rules, in the same order of sums, as plugins/search/ranking.py, which tells them.

export const EXACT = 0.6;
export const BIGRAM = 0.6;
export const WHOLE = 2;
export const EXPANDED = 0.6;
const VERSIONS = [1, 2, 4];
const STRENGTH = [
  0.25, 0.4204482076268573, 0.7071067811865476, 1.189207115002721, 2, 3.363585661014858, 5.656854249492381,
  9.513656920021768,
];

/** Return {scores, hasAll}: of every document its score, and whether it has every word of one version of the query. */
export function score(sought, listsOf, ages) {
  const count = ages.length;
  const scores = new Float64Array(count);
  const words = VERSIONS.map(() => new Uint8Array(count));
  for (const one of sought) {
    const lists = listsOf(one.term);
    for (const [variant, weight] of [[0, one.weight], [one.variant, one.exact]]) {
      const chosen = lists.filter((list) => !variant || list.variant === variant);
      if (!weight || !chosen.length) continue;
      const found = new Float64Array(count);
      let frequency = 0;
      for (const { docs, levels, frequency: holding } of chosen) {
        frequency += holding;
        for (let index = 0; index < docs.length; index++) found[docs[index]] += STRENGTH[levels[index]];
      }
      const value = weight * idf(frequency, count);
      for (let number = 0; number < count; number++) {
        if (!found[number]) continue;
        scores[number] += value * (one.whole ? 1 : found[number] / (1 + found[number]));
        if (variant === one.counted) VERSIONS.forEach((version, index) => (words[index][number] += !!(one.versions & version)));
      }
    }
  }
  for (let number = 0; number < count; number++) {
    if (ages[number] >= 0) scores[number] *= 1 + (0.05 * 365) / (365 + ages[number]);
  }
  const needed = VERSIONS.map((version) => sought.filter((one) => one.versions & version).length);
  const hasAll = scores.map((_, number) => needed.some((most, index) => most && words[index][number] === most));
  return { scores, hasAll };
}

function idf(frequency, count) {
  frequency = Math.min(frequency, count);
  return Math.log(1 + (count - frequency + 0.5) / (frequency + 0.5));
}

/** Return the numbers of all documents that have a score, best first, of equals the newer. */
export function best(scores) {
  const rounded = Array.from(scores, (value) => Math.round(value * 1e6));
  return rounded.map((_, number) => number).filter((number) => rounded[number] > 0)
    .sort((one, other) => rounded[other] - rounded[one] || other - one);
}
