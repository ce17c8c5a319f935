// The page that asks Pagefind, as its documentation shows: ten results with their fragments.
const pagefind = await import("/pagefind/pagefind.js");
await pagefind.init();

globalThis.ask = async (text) => {
  const { results } = await pagefind.search(text);
  const cards = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return cards.map((card) => card.url);
};
