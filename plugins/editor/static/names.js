// Names that Decap leaves out, for those who hear the page.

let waiting;

/** Name the page, the text and its switch, now and whenever the form is drawn anew. */
export function nameWhatIsUnnamed() {
  document.documentElement.lang = "vi";
  new MutationObserver(() => {
    waiting ??= requestAnimationFrame(name);
  }).observe(document.getElementById("nc-root"), { childList: true, subtree: true });
}

function name() {
  waiting = undefined;
  for (const text of document.querySelectorAll('[data-slate-editor="true"]:not([aria-label])')) {
    text.setAttribute("aria-label", "Nội dung");
    text.setAttribute("aria-multiline", "true");
  }
  for (const toggle of document.querySelectorAll("[class^=cms-editor-] [role=switch]:not([aria-label])")) {
    toggle.setAttribute("aria-label", "Viết bằng Markdown");
  }
}
