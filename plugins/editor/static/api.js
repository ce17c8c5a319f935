// What the page asks of this machine: with the token of this run, and errors as one sentence.
export const start = JSON.parse(document.getElementById("start").textContent);

const plainFetch = window.fetch.bind(window);
const unreachable = "Máy không trả lời. Hãy xem cửa sổ «make edit» còn mở không; phần đang viết vẫn ở trên trang này.";
const garbled = "Máy trả lời không rõ. Hãy thử lại; nếu vẫn vậy, hãy tải lại trang rồi báo người quản trị.";
// Bytes; as the portal takes them, see uploads.py.
const LARGEST = {
  anh: [40_000_000, "Ảnh lớn quá 40 MB. Hãy lưu ảnh nhỏ hơn rồi tải lên lại."],
  "tai-lieu": [30_000_000, "Tài liệu lớn quá 30 MB. Hãy giảm dung lượng, hoặc chia thành nhiều tệp."],
};
// Path of an article → the state of its file that this page has seen: a save over another state is refused.
const versions = new Map();
const listeners = new Set();
const savers = new Set();

/** A refusal: shown as its sentence, wherever it is turned into text. */
export class Refusal extends Error {
  constructor(sentence, status, findings) {
    super(sentence);
    this.status = status;
    this.findings = findings;
  }

  toString() {
    return this.message;
  }
}

/** Call *hear* with the findings of a refused save. */
export function onRefusal(hear) {
  listeners.add(hear);
}

/** Call *hear* after each save. */
export function onSaved(hear) {
  savers.add(hear);
}

/** POST *body* to *door*; return what is answered, or throw a Refusal. */
export async function ask(door, body, options = {}) {
  let answer;
  try {
    answer = await plainFetch(door, { ...options, method: "POST", body, headers: { "X-Soan-Bai": start.token } });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refusal(unreachable, 0, []);
  }
  const told = await answer.json().catch((error) => {
    if (error.name === "AbortError") throw error;
    throw new Refusal(garbled, answer.status, []);
  });
  if (!answer.ok) throw new Refusal(told.error ?? garbled, answer.status, told.findings ?? []);
  return told;
}

/** Let Decap's own requests go through `ask`, and mind the states of files. */
export function useOwnFetch() {
  const { proxy_url: address } = start.config.backend;
  window.fetch = async (resource, options = {}) => {
    const url = typeof resource === "string" ? resource : resource.url;
    if (url !== address) return plainFetch(resource, options);
    const body = JSON.parse(options.body);
    const path = body.params.path ?? body.params.dataFiles?.[0]?.path;
    if (body.action === "persistEntry") body.params.version = versions.get(path) ?? "";
    const search = /\/search\/([^?]+)/.exec(location.hash)?.[1];
    if (body.action === "entriesByFolder" && search) body.params.search = decodeURIComponent(search);
    let told;
    try {
      told = await ask("api", JSON.stringify(body));
    } catch (refusal) {
      if (body.action === "persistEntry") listeners.forEach((hear) => hear(refusal.findings ?? []));
      throw refusal;
    }
    if (told?.version) versions.set(path, told.version);
    if (body.action === "persistEntry") savers.forEach((hear) => hear());
    return new Response(JSON.stringify(told), { headers: { "Content-Type": "application/json" } });
  };
}

/** Send a file to be kept; return what articles call it. *kind* is "anh" or "tai-lieu". */
export async function upload(kind, file) {
  const [most, sentence] = LARGEST[kind];
  if (file.size > most) throw new Refusal(sentence, 413, []);
  const { address } = await ask(`${kind}?ten=${encodeURIComponent(file.name)}`, file);
  return address;
}

/** Where the file that articles call *address* can be seen. */
export function seen(address, small = false) {
  return `${small ? "tep-nho" : "tep"}${address.split("/").map(encodeURIComponent).join("/")}`;
}
