// What is pasted from Word, Excel or Zalo, made clean: words, headings, lists, links, tables, nothing else.
import { blocksOf, markdownOf, slateOf } from "./clipboard.js";

/** Take every paste of formatted text into the body; other fields and plain text are the browser's own business. */
export function hearPastes() {
  document.addEventListener("paste", take, { capture: true });
  // Browsers hand a paste to rich editors as this event, before or instead of the other.
  document.addEventListener("beforeinput", (event) => {
    if (event.inputType === "insertFromPaste" && event.isTrusted) take(event);
  }, { capture: true });
}

function take(event) {
  const data = event.clipboardData ?? event.dataTransfer;
  const editor = event.target.closest?.('[data-slate-editor="true"]');
  if (!editor || !data || editor.closest(".sua-trong-khung")) return;
  const html = data.getData("text/html");
  if (!html || html.includes("data-slate-fragment")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const blocks = blocksOf(html);
  const clean = new DataTransfer();
  const isRaw = editor.closest(".cms-editor-raw") !== null;
  if (!blocks.length) clean.setData("text/plain", data.getData("text/plain"));
  else if (isRaw) clean.setData("text/plain", markdownOf(blocks));
  else clean.setData("application/x-slate-fragment", btoa(encodeURIComponent(JSON.stringify(slateOf(blocks)))));
  editor.dispatchEvent(new InputEvent("beforeinput", {
    inputType: "insertFromPaste", dataTransfer: clean, bubbles: true, cancelable: true, composed: true,
  }));
}
