// Messages at the fields that they concern. Decap draws the form; ours stand at the end of each field, and are put back
// when the form is drawn anew.
import { follow } from "./watch.js";

const OURS = "thong-bao";
let findings = [];
let waiting;

/** Keep the messages of the last reading at their fields. */
export function showFindings() {
  follow((reading) => {
    findings = reading.findings;
    place();
  });
  new MutationObserver(() => {
    waiting ??= requestAnimationFrame(place);
  }).observe(document.getElementById("nc-root"), { childList: true, subtree: true });
}

function place() {
  waiting = undefined;
  for (const box of fields()) {
    const told = findings.filter(({ field }) => field === box.field);
    const here = box.element.querySelector(`:scope > .${OURS}`);
    const text = told.map(({ message, severity }) => severity + message).join("\n");
    if ((here?.dataset.text ?? "") === text) continue;
    here?.remove();
    if (told.length) box.element.append(list(box, told, text));
    describe(box, told);
  }
}

/** The outermost fields of the form: their name, their element, their control. */
function fields() {
  const labels = document.querySelectorAll('#nc-root label[for*="-field-"]');
  return [...labels].flatMap((label) => {
    const element = label.closest('[aria-label="Ô nhập"]');
    const isNested = element?.parentElement.closest('[aria-label="Ô nhập"]');
    return element && !isNested ? [{ field: label.htmlFor.replace(/-field-\d+$/, ""), id: label.htmlFor, element }] : [];
  });
}

function list({ id }, told, text) {
  const list = document.createElement("ul");
  list.className = OURS;
  list.id = `${id}-${OURS}`;
  list.dataset.text = text;
  list.setAttribute("role", "status");
  for (const { message, severity } of told) {
    const item = document.createElement("li");
    item.className = severity === "error" ? "loi" : "luu-y";
    item.textContent = message;
    list.append(item);
  }
  return list;
}

function describe({ id }, told) {
  const control = document.getElementById(id);
  if (!control) return;
  if (told.length) control.setAttribute("aria-describedby", `${id}-${OURS}`);
  else control.removeAttribute("aria-describedby");
  if (told.some(({ severity }) => severity === "error")) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}
