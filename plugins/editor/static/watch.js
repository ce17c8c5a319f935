// Follows what is being written, and asks the portal how it would look and what is wrong with it.
import { ask, onRefusal } from "./api.js";

const LOOK_MS = 300; // how often the form is looked at
const PAUSE_MS = 350; // how long nothing may change before the portal is asked

const readers = new Set();
let last = { html: "", address: "", findings: [] };
let timer, getEntry, data, pause, asked;

/** Call *read* with { html, address, findings } now and after each change; return a function that stops it. */
export function follow(read) {
  readers.add(read);
  read(last);
  return () => readers.delete(read);
}

function tell(reading) {
  last = reading;
  readers.forEach((read) => read(reading));
}

onRefusal((findings) => findings.length && tell({ ...last, findings }));

/** Begin to follow the entry that *get* gives: Decap keeps it as an immutable map. */
export function watch(get) {
  getEntry = get;
  timer ??= setInterval(look, LOOK_MS);
}

function look() {
  const entry = location.hash.includes("/entries/") || location.hash.endsWith("/new") ? getEntry() : undefined;
  const now = entry?.get("data");
  if (!now) {
    if (data) tell({ html: "", address: "", findings: [] });
    data = undefined;
    return;
  }
  if (now === data) return;
  data = now;
  clearTimeout(pause);
  pause = setTimeout(() => read(entry), PAUSE_MS);
}

async function read(entry) {
  asked?.abort();
  asked = new AbortController();
  const path = entry.get("path") || "content/tin-tuc/bai-moi/bai-moi.md";
  const body = JSON.stringify({ path, data: entry.get("data").toJS() });
  try {
    tell(await ask("xem-thu", body, { signal: asked.signal }));
  } catch (refusal) {
    if (refusal.name === "AbortError") return;
    tell({ ...last, findings: [{ field: "title", message: String(refusal), severity: "error" }] });
  }
}
