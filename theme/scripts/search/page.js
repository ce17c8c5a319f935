// The search page: ties the field, the filters and the address to the engine.
import { openIndex } from "./engine.js";
import { isHalfTyped } from "./input_methods.js";
import { tidied } from "./queries.js";
import { searchView } from "./view.js";

const RESULTS_AT_ONCE = 10;
const FEW = 3; // with fewer results, another spelling may have been meant: the words for that are loaded only then
// Milliseconds: after a key, before anything is fetched; before what is typed counts as it stands, though it may be half a
// word or a slip; and before "Đang tìm…" shows.
const TYPING_PAUSE = 200;
const LONG_PAUSE = 800;
const PATIENCE = 300;
// How a syllable begins: "th" is no word, however long one pauses.
const ONSET = /^[bcdđghklmnpqrstvx]?[ghr]?$|^ngh$/i;

function startSearchPage(root) {
  const form = document.querySelector("main form[role=search]");
  const field = form.elements.q;
  const [category, year, kind] = root.querySelectorAll("select");
  const filters = { category, year, kind };
  const view = searchView(root, filters);
  const chosen = {}; // of each filter; "" is all
  let opening = null; // the promise of the engine
  let index = null; // the engine, once it is there
  let answer = null; // what the list shows
  let adding = null; // the answer that more results are loaded for
  let asked = null; // the address of the latest search, and whether it will show something
  let searching = null;
  let isSettled = true; // the query was sent, or came from elsewhere: the next key begins a new entry of the history
  let current = new AbortController();
  let typingTimer, patienceTimer, suggestionTimer;

  const typed = () => tidied(field.value);

  function addressOf(text) {
    const parameters = new URLSearchParams(text && { q: text });
    for (const name in filters) if (chosen[name]) parameters.set(filters[name].name, chosen[name]);
    return `?${parameters}`;
  }

  function writeAddress(isNew) {
    const address = addressOf(typed());
    try {
      history[isNew ? "pushState" : "replaceState"](null, "", address === "?" ? location.pathname : address);
    } catch {
      // Safari refuses more than a hundred within seconds. A later key brings the address up to date.
    }
  }

  function readAddress() {
    const given = new URLSearchParams(location.search);
    field.value = given.get("q") ?? "";
    for (const name in filters) chosen[name] = given.get(filters[name].name) ?? "";
    view.showChosen(chosen);
    isSettled = true;
  }

  function choose(valueOf) {
    for (const name in filters) chosen[name] = valueOf(filters[name]);
    view.showChosen(chosen);
    writeAddress(true);
    isSettled = true;
  }

  function open() {
    opening ??= openIndex(root.dataset.index).then((opened) => {
      index = opened;
      view.showChoices(index.facets);
      view.showChosen(chosen);
    });
    opening.catch(() => (opening = null)); // the next search tries again
    return opening;
  }

  /** Searches for *text* with what is chosen now. *pause*: how long it waits before it suggests other texts. */
  function search(text = typed(), pause = 0) {
    clearTimeout(typingTimer);
    current.abort();
    current = new AbortController();
    asked = addressOf(text);
    searching = show(text, current.signal, pause);
  }

  /** Searches while somebody types: half a word at the end is no word yet, and the answer to the words before it stays. */
  function searchAsTyped() {
    clearTimeout(typingTimer);
    const [, before, last] = /^(.*?)([^ ]*)$/.exec(typed());
    const isHalf = !/\s$/.test(field.value) && isHalfTyped(last);
    const text = isHalf ? before.trim() : typed();
    const later = (action, pause) => (typingTimer = setTimeout(action, pause));
    if (isHalf && (!text || asked === addressOf(text))) {
      if (!ONSET.test(last)) later(search, LONG_PAUSE);
    } else if (!text || index?.isWarm(text, chosen)) goOn();
    else later(goOn, TYPING_PAUSE);

    function goOn() {
      search(text, LONG_PAUSE);
      if (isHalf && !ONSET.test(last)) later(search, LONG_PAUSE);
    }
  }

  /** Shows the answer to *text*. Returns whether it did: a search that a newer one overtook shows nothing. */
  async function show(text, signal, pause) {
    clearTimeout(patienceTimer);
    clearTimeout(suggestionTimer);
    try {
      if (text) {
        patienceTimer = setTimeout(view.showWaiting, PATIENCE, text);
        const found = await find(text, signal);
        if (signal.aborted) return false;
        if (found.missing && !found.results.length) throw new Error("nothing came");
        answer = found;
        view.showAnswer(found, text);
        if (found.total < FEW) suggestionTimer = setTimeout(suggest, pause, found.readAs || text, signal);
      } else view.showStart();
    } catch {
      if (signal.aborted) return false;
      asked = null;
      view.showLoss(text);
    }
    clearTimeout(patienceTimer);
    view.showRest();
    return Boolean(text);
  }

  async function find(text, signal) {
    if (!index) await open();
    const found = await index.search(text, { ...chosen, limit: RESULTS_AT_ONCE, signal });
    if (!found.missing || !navigator.onLine) return found;
    // A page may stand open while the site is published anew: then other files make up the index.
    opening = null;
    await open();
    return index.search(text, { ...chosen, limit: RESULTS_AT_ONCE, signal });
  }

  async function suggest(text, signal) {
    const texts = await index.suggest(text).catch(() => []);
    if (!signal.aborted) view.showSuggestions(texts, addressOf);
  }

  async function goToResults() {
    if (asked !== addressOf(typed())) search();
    if (await searching) view.heading.focus();
  }

  async function showMore() {
    const asked = answer;
    if (adding === asked) return;
    adding = asked;
    // Below zero where others rank before those that have all words.
    const rest = asked.total - asked.results.length;
    const wanted = rest > 0 ? Math.min(RESULTS_AT_ONCE, rest) : RESULTS_AT_ONCE;
    const results = await index.more(asked, Math.max(0, wanted - asked.lost.length));
    adding = null;
    if (asked === answer) view.showMore(results, asked);
  }

  function follow(link) {
    history.pushState(null, "", link.href);
    readAddress();
    goToResults();
  }

  // Results are to be seen above the keyboard of a phone.
  field.addEventListener(
    "input",
    () => {
      const isNarrow = matchMedia("(max-width: 48rem)").matches;
      if (isNarrow && form.getBoundingClientRect().top > 0) form.scrollIntoView();
    },
    { once: true }
  );

  field.addEventListener("input", () => {
    writeAddress(isSettled);
    isSettled = false;
    searchAsTyped();
  });

  form.addEventListener("submit", (event) => {
    // A live service answers what could not be loaded here.
    if (view.isTroubled() && form.getAttribute("action") !== location.pathname) return;
    event.preventDefault();
    isSettled = true;
    goToResults();
  });

  root.addEventListener("change", () => {
    choose((select) => select.value);
    search();
  });

  document.addEventListener("click", (event) => {
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const pressed = event.target.closest('a[href^="?"], [data-part="more"], [data-part="again"], [data-clear]');
    if (!pressed || !isPlain) return;
    event.preventDefault();
    if (pressed.href) follow(pressed);
    else if (pressed.dataset.part === "more") showMore();
    else {
      if (pressed.dataset.part === "again") asked = null;
      else choose(() => "");
      goToResults();
    }
  });

  addEventListener("popstate", () => {
    readAddress();
    if (asked !== addressOf(typed())) search();
  });

  addEventListener("online", () => view.isTroubled() && search());

  readAddress();
  if (typed()) {
    view.showWaiting(typed());
    search();
  } else {
    view.showStart();
    open().catch(() => {}); // told once something is searched for
  }
}

const searchResults = document.querySelector("[data-index]");
// Browsers that cannot unpack the index keep what the page offers without script.
if (searchResults && "DecompressionStream" in window) startSearchPage(searchResults);
