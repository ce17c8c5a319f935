// What the search page shows. All its words stand in theme/components/search_results/, some as data of their elements.
import { snippet } from "./snippet.js";

const LONGEST_IN_HEADING = 80; // characters of a query: the field has it whole
const SPEECH_PAUSE = 1000; // milliseconds of quiet before a screen reader is told: not at every key

/**
 * Returns the ways to change what *root*, the element of the component, and the page around it show.
 * *filters*: its select elements, "category", "year" and "kind".
 */
export function searchView(root, filters) {
  const part = (name) => root.querySelector(`[data-part=${name}]`);
  const [heading, list, more, near] = ["heading", "list", "more", "near"].map(part);
  const start = document.querySelector("[data-start]");
  const ways = document.querySelector("[data-ways]");
  const said = heading.dataset;
  const title = document.title;
  let speechTimer;

  // The hints take the room of what is said to browsers without script.
  for (const element of start.children) element.hidden = !element.hidden;
  document.querySelectorAll(".awaits-search").forEach((element) => element.classList.remove("awaits-search"));

  // "start" (nothing typed), "results", "none" (nothing found) or "loss" (nothing loaded)
  function turnTo(name) {
    root.hidden = name === "start";
    start.hidden = name !== "start";
    ways.hidden = name === "results";
    part("none").hidden = name !== "none";
  }

  function head(query, words, after = "") {
    const characters = [...query];
    const shown = characters.length > LONGEST_IN_HEADING ? `${characters.slice(0, LONGEST_IN_HEADING).join("")}…` : query;
    heading.textContent = `${words} “${shown}” ${after}`.trim();
    document.title = `${query} - ${title}`;
  }

  function tell(name, ...texts) {
    part(name).hidden = !texts[0];
    part(name).firstElementChild.replaceChildren(...texts);
  }

  function tellTrouble(name) {
    tell("trouble", part("trouble").dataset[name] ?? "");
    speak(heading, ...["reading", "suggestions", "trouble"].map(part), near);
  }

  /** After a pause, *notes* are spoken, those that show then, without their buttons. */
  function speak(...notes) {
    clearTimeout(speechTimer);
    speechTimer = setTimeout(() => {
      const shown = notes.filter((note) => note.isConnected && !note.hidden);
      const textOf = (note) => [...note.childNodes].map((node) => (node.type ? "" : node.textContent)).join("").trim();
      part("status").textContent = shown.map(textOf).join(". ").replace(/([.:])\./g, "$1");
      speechTimer = 0;
    }, SPEECH_PAUSE);
  }

  function clear() {
    list.replaceChildren();
    more.hidden = near.hidden = true;
    ["reading", "suggestions", "trouble"].forEach((name) => tell(name, ""));
  }

  /**
   * Draws *results* below the others and returns their elements. A line stands before those that have only some of the
   * words; while others that have all are still to come, each of them says so itself.
   */
  function append({ total, marked, results: all }, results) {
    const isLast = all.filter((result) => result.hasAll).length >= total;
    const end = isLast ? 1 + results.map((result) => result.hasAll).lastIndexOf(true) : results.length;
    const items = results.map((result, at) => drawn(result, marked, at < end && !result.hasAll));
    list.append(...items);
    if (near.hidden && items[end]) {
      items[end].prepend(near);
      near.hidden = false;
    }
    more.hidden = isLast && list.children.length >= total;
    more.textContent = more.dataset.next;
    return items;
  }

  function drawn(result, marked, isPartial) {
    const item = part("found").content.firstElementChild.cloneNode(true);
    const [link, passage, time, category, kind, expired, partial] = item.querySelectorAll("a, .row p:nth-child(2), .row__meta *");
    const [titleParts, passageParts] = snippet(result, marked);
    link.href = result.url;
    link.append(...titleParts.map(textNode));
    passage.append(...passageParts.map(textNode));
    time.dateTime = result.date;
    time.textContent = result.date.split("-").reverse().join("/");
    category.textContent = nameIn(filters.category, result.category);
    // The first kind is what nearly everything is.
    if (result.kind !== filters.kind[1].value) kind.textContent = nameIn(filters.kind, result.kind);
    expired.hidden = !result.expired;
    partial.hidden = !isPartial;
    return item;
  }

  return {
    heading,

    isTroubled: () => !part("trouble").hidden,

    showStart() {
      turnTo("start");
      document.title = title;
      clear();
      speak();
    },

    /** Something is awaited: what is there stays, dimmed. */
    showWaiting(query) {
      if (root.hidden) {
        clear();
        head(query, said.waiting);
        turnTo("results");
      }
      part("busy").hidden = false;
      list.setAttribute("aria-busy", "true");
    },

    showRest() {
      part("busy").hidden = true;
      list.removeAttribute("aria-busy");
    },

    showAnswer(answer, query) {
      const { total, totalIsExact, results, missing, readAs } = answer;
      const number = total.toLocaleString("vi-VN");
      clear();
      if (total) head(query, `${totalIsExact ? "" : `${said.about} `}${number} ${said.some}`);
      else if (results.length) head(query, said.partial);
      else head(query, said.none, part("filtered").hidden ? "" : said.filtered);
      append(answer, results);
      tell("reading", readAs);
      turnTo(results.length ? "results" : "none");
      tellTrouble(missing && "missing");
    },

    /** *results*: the next ones of *answer*, without those that could not be loaded. */
    showMore(results, answer) {
      const [first] = append(answer, results);
      if (!answer.lost.length) return first?.querySelector("a").focus(); // the button may be gone
      more.textContent = part("status").textContent = more.dataset.failed;
    },

    showLoss(query) {
      clear();
      head(query, said.loss);
      turnTo("loss");
      tellTrouble(navigator.onLine ? "loss" : "offline");
    },

    /** *texts*: what may have been meant; *addressOf* gives the address of the search for one. */
    showSuggestions(texts, addressOf) {
      const links = texts.map((text) => {
        const link = document.createElement("a");
        link.href = addressOf(text);
        link.textContent = text;
        return link;
      });
      tell("suggestions", ...links.flatMap((link, at) => (at ? [", ", link] : [link])));
      if (texts.length && !speechTimer) speak(part("suggestions"));
    },

    /** *chosen*: filter → value. One that the filter does not have, once it has any, is taken out. */
    showChosen(chosen) {
      for (const name in filters) {
        const filter = filters[name];
        filter.value = chosen[name];
        if (filter.selectedIndex < 0) {
          filter.value = "";
          if (filter.length > 1) chosen[name] = "";
        }
      }
      const used = Object.values(chosen).filter(Boolean).length;
      part("used").textContent = used ? ` (${used})` : "";
      part("filtered").hidden = !used;
      for (const button of root.querySelectorAll("[data-clear]")) button.hidden = !used;
    },

    /** A filter with nothing to choose is not shown. */
    showChoices({ categories, years, kinds }) {
      const choices = { category: categories, year: years.map((year) => ({ slug: year, name: year })), kind: kinds };
      for (const name in filters) {
        filters[name].length = 1; // the first one is "all"
        filters[name].append(...choices[name].map((choice) => new Option(choice.name, choice.slug)));
        filters[name].parentNode.hidden = choices[name].length < 2;
      }
    },
  };
}

/** The name of a value in the words of its filter. */
function nameIn(select, value) {
  return value && ([...select].find((option) => option.value === value)?.text ?? "");
}

/** Texts become text nodes: nothing of them is ever markup. */
function textNode([text, isFound]) {
  const node = isFound ? document.createElement("mark") : new Text();
  node.textContent = text;
  return node;
}
