// What is pasted from Word, Excel or Zalo, made clean: words, headings, lists, links, tables, nothing else.
import { blocksOf, holdsPictures, markdownOf, slateOf } from "./clipboard.js";

const NOTE_MS = 10_000;

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
  if (!editor || !data) return;
  const html = data.getData("text/html");
  // What was copied here, or in a programmer's editor, means itself.
  if (!html || html.includes("data-slate-fragment") || data.types.includes("vscode-editor-data")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  document.querySelector(".nhac")?.remove(); // of an earlier paste
  if (holdsPictures(html)) note("Ảnh trong đoạn dán không đi theo. Hãy chèn từng ảnh bằng nút dấu cộng.");
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

/** Say something for a while, at the lower edge of the window. */
function note(text) {
  const note = document.createElement("p");
  note.className = "nhac";
  note.setAttribute("role", "status");
  document.body.append(note);
  note.textContent = text; // after it is there, so that it is read out
  setTimeout(() => note.remove(), NOTE_MS);
}
