// Joins Decap CMS with the portal's own parts, and starts it.
import { start, useOwnFetch } from "./api.js";
import { registerComponents } from "./components.js";
import { registerControls } from "./controls.js";
import { showFindings } from "./messages.js";
import { linkToPage } from "./page-link.js";
import { hearPastes } from "./paste.js";
import { registerPreview } from "./preview.js";
import { nameWhatIsUnnamed } from "./names.js";

const { CMS } = window;
const words = await (await fetch("vi.json")).json();
const isLocal = start.config.backend.name === "proxy";

// A telephone has no room for two panes; the eye brings the preview.
if (innerWidth < 700) localStorage.setItem("cms.right-pane", localStorage.getItem("cms.right-pane") ?? "none");

if (isLocal) {
  // One button saves; whether readers see the article is its field "Trạng thái".
  Object.assign(words.editor.editorToolbar, {
    publish: "Lưu bài",
    publishing: "Đang lưu…",
    published: "Đã lưu",
    publishNow: "Lưu bài này",
    publishAndCreateNew: "Lưu rồi viết bài khác",
    publishAndDuplicate: "Lưu rồi chép thành bài mới",
  });
  useOwnFetch();
  // Pictures and documents are chosen in our own controls; Decap's window for them is never opened.
  const library = { show() {}, hide() {}, enableStandalone: () => false };
  CMS.registerMediaLibrary({ name: "kho-anh", init: () => library });
  registerPreview(CMS, start.stylesheets);
  showFindings();
  linkToPage();
} else {
  giveIds(CMS);
}
CMS.registerLocale("vi", words);
registerControls(CMS, { isLocal });
registerComponents(CMS);
hearPastes();
nameWhatIsUnnamed();
CMS.init({ config: start.config });

/** Let each new article bear an id of its own: on this machine the backend does. */
function giveIds(CMS) {
  CMS.registerEventListener({
    name: "preSave",
    handler: ({ entry }) => {
      const data = entry.get("data");
      if (!entry.get("newRecord")) return data;
      const bytes = crypto.getRandomValues(new Uint8Array(4));
      return data.set("id", Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));
    },
  });
}
