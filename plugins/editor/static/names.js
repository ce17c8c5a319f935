// Names that Decap leaves out, for those who hear the page.

// What a draft may leave out and readers may not miss.
const NEEDED = ["date", "category", "body"];
const NEEDED_WORDS = " (bắt buộc khi đăng)";
let waiting;

/** Name the page, the text and its switch, and say what an article needs, now and whenever the form is drawn anew. */
export function nameWhatIsUnnamed() {
  document.documentElement.lang = "vi";
  new MutationObserver(() => {
    waiting ??= requestAnimationFrame(name);
  }).observe(document.getElementById("nc-root"), { childList: true, subtree: true });
}

function name() {
  waiting = undefined;
  NEEDED.forEach(sayNeeded);
  for (const text of document.querySelectorAll('[data-slate-editor="true"]:not([aria-label])')) {
    text.setAttribute("aria-label", "Nội dung");
    text.setAttribute("aria-multiline", "true");
  }
  for (const toggle of document.querySelectorAll("[class^=cms-editor-] [role=switch]:not([aria-label])")) {
    toggle.setAttribute("aria-label", "Viết bằng Markdown");
  }
}

/** Say at the form's own field *name* that it is needed; records inside it have fields of that name, too. */
function sayNeeded(name) {
  const words = document.querySelector(`#nc-root label[for^="${name}-field-"] > span`);
  const field = words?.closest('[aria-label="Ô nhập"]');
  const isNested = field?.parentElement.closest('[aria-label="Ô nhập"]');
  if (words && !isNested && words.textContent !== NEEDED_WORDS) words.textContent = NEEDED_WORDS;
}
