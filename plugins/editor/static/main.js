// Joins Decap CMS with the portal's own parts, and starts it.
import { start, useOwnFetch } from "./api.js";
import { registerComponents } from "./components.js";
import { registerControls } from "./controls.js";
import { showFindings } from "./messages.js";
import { hearPastes } from "./paste.js";
import { registerPreview } from "./preview.js";
import { nameWhatIsUnnamed } from "./names.js";

const { CMS } = window;
const words = await (await fetch("vi.json")).json();
// On this machine one button saves; whether readers see the article is its field "Trạng thái".
Object.assign(words.editor.editorToolbar, {
  publish: "Lưu bài",
  publishing: "Đang lưu…",
  published: "Đã lưu",
  publishNow: "Lưu bài này",
  publishAndCreateNew: "Lưu rồi viết bài khác",
  publishAndDuplicate: "Lưu rồi chép thành bài mới",
});

// A telephone has no room for two panes; the eye brings the preview.
if (innerWidth < 700) localStorage.setItem("cms.right-pane", localStorage.getItem("cms.right-pane") ?? "none");

useOwnFetch();
CMS.registerLocale("vi", words);
// Pictures and documents are chosen in our own controls; Decap's window for them is never opened.
CMS.registerMediaLibrary({
  name: "kho-anh",
  init: () => ({ show() {}, hide() {}, enableStandalone: () => false }),
});
registerControls(CMS);
registerComponents(CMS);
registerPreview(CMS, start.stylesheets);
hearPastes();
showFindings();
nameWhatIsUnnamed();
CMS.init({ config: start.config });
