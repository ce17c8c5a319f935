// What the search page shows. Words without a number or a query in them stand in theme/components/search_results/.
import { snippet } from "./snippet.js";

const SPEECH_PAUSE = 1000; // milliseconds of quiet before a screen reader is told: not at every key

/**
 * Returns the ways to change what *root*, the element of the component, and the page around it show.
 * *filters*: its select elements, "category", "year" and "kind".
 */
export function searchView(root, filters) {
  const part = (name) => root.querySelector(`[data-part=${name}]`);
  const [heading, list, more] = ["heading", "list", "more"].map(part);
  const start = document.querySelector("[data-start]");
  const ways = document.querySelector("[data-ways]");
  const title = document.title;
  let speechTimer;

  // The hints take the room of what is said to browsers without script.
  for (const element of start.children) element.hidden = !element.hidden;
  document.querySelectorAll(".awaits-search").forEach((element) => element.classList.remove("awaits-search"));

  // "start", "results", "none" (nothing found) or "loss" (nothing loaded)
  function turnTo(name) {
    root.hidden = name === "start";
    start.hidden = name !== "start";
    ways.hidden = name === "results";
    part("none").hidden = name !== "none";
  }

  function head(words, query) {
    heading.textContent = `${words} “${query}”`;
    document.title = `${query} - ${title}`;
  }

  function tell(name, ...texts) {
    part(name).hidden = !texts[0];
    part(name).firstElementChild.replaceChildren(...texts);
  }

  function speak(text) {
    clearTimeout(speechTimer);
    speechTimer = setTimeout(() => (part("status").textContent = text), SPEECH_PAUSE);
  }

  function clear() {
    list.replaceChildren();
    more.hidden = true;
    ["reading", "suggestions", "trouble"].forEach((name) => tell(name, ""));
  }

  function append({ total, words }, results) {
    const items = results.map((result) => drawn(result, words));
    list.append(...items);
    more.hidden = !items.length || list.children.length >= total;
    more.textContent = "Xem thêm kết quả";
    return items;
  }

  function drawn(result, words) {
    const item = part("found").content.firstElementChild.cloneNode(true);
    const link = item.querySelector("a");
    const [time, category, kind, expired] = item.querySelector(".row__meta").children;
    const [titleParts, passageParts] = snippet(result, words);
    link.href = result.url;
    link.append(...textNodes(titleParts));
    item.querySelector(".search-results__passage").append(...textNodes(passageParts));
    time.dateTime = result.date;
    time.textContent = result.date.split("-").reverse().join("/");
    time.hidden = !result.date;
    category.textContent = nameIn(filters.category, result.category);
    // The first kind is what nearly everything is.
    kind.textContent = result.kind === filters.kind.options[1]?.value ? "" : nameIn(filters.kind, result.kind);
    expired.hidden = !result.expired;
    return item;
  }

  return {
    heading,

    isTroubled: () => !part("trouble").hidden,

    showStart() {
      turnTo("start");
      document.title = title;
      clear();
      speak("");
    },

    /** Something is awaited: what is there stays, dimmed. */
    showWaiting(query) {
      if (root.hidden) {
        clear();
        head("Kết quả cho", query);
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
      const number = (totalIsExact ? "" : "Khoảng ") + total.toLocaleString("vi-VN");
      clear();
      const none = results.length ? "Không bài nào có đủ các từ" : "Không tìm thấy bài nào cho";
      head(total ? `${number} kết quả cho` : none, query);
      append(answer, results);
      part("near").hidden = total >= results.length;
      tell("reading", readAs);
      tell("trouble", missing ? "Một phần chỉ mục chưa tải được nên có thể thiếu kết quả." : "");
      turnTo(results.length ? "results" : "none");
      speak(heading.textContent);
    },

    /** *results*: the next ones of *answer*; null when they could not be loaded. */
    showMore(results, answer) {
      if (!results) more.textContent = "Chưa tải được. Thử lại";
      else append(answer, results)[0]?.querySelector("a").focus(); // the button may be gone
    },

    showLoss(query) {
      const why = navigator.onLine ? "Chưa tải được dữ liệu tìm kiếm." : "Thiết bị đang mất kết nối.";
      clear();
      head("Chưa tìm được", query);
      tell("trouble", why);
      turnTo("loss");
      speak(`${heading.textContent}. ${why}`);
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
    showChoices({ categories, years, kinds }, chosen) {
      const choices = { category: categories, year: years.map((year) => ({ slug: year, name: year })), kind: kinds };
      for (const name in filters) {
        filters[name].append(...choices[name].map((choice) => new Option(choice.name, choice.slug)));
        filters[name].parentNode.hidden = choices[name].length < 2;
      }
      this.showChosen(chosen);
    },
  };
}

// The name of a value in the words of its filter.
function nameIn(select, value) {
  return value && ([...select.options].find((option) => option.value === value)?.text ?? "");
}

// Texts become text nodes: nothing of them is ever markup.
function textNodes(parts) {
  return parts.map(([text, isFound]) => {
    if (!isFound) return text;
    const mark = document.createElement("mark");
    mark.textContent = text;
    return mark;
  });
}
