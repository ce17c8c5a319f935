// What is put into a text beside words: pictures, tables, boxes. Each is kept as the portal's Markdown.
const PICTURE = /^!\[([^\]\n]*)\]\(([^\s)]+)(?:[ \t]+"([^"\n]*)")?\)[ \t]*(?=\n|$)/;
const TABLE = /^\|[^\n]*\|[ \t]*\n\|[ \t:|-]+\|[ \t]*(?:\n\|[^\n]*\|[ \t]*)*(?=\n|$)/;
const BOX = /^!!! (note|warning|tip|info)(?: "([^"\n]*)")?[ \t]*\n((?:(?: {4}[^\n]*|[ \t]*)(?:\n|$))+)/;
const CREDIT = /^(.*?)\s*\(?(?:Ảnh|ảnh): ?([^()]+?)\)?\.?$/;

/** Part "Chú thích. Ảnh: Tên" into caption and name; another kind of credit stays in the caption. */
export function captionParts(text) {
  const match = CREDIT.exec(text ?? "");
  return match ? { caption: match[1], credit: match[2] } : { caption: text ?? "", credit: "" };
}

const inTitle = (text) => (text ?? "").replace(/\s+/g, " ").replace(/"/g, "”").trim();

/** Return a picture as Markdown; "" while none is chosen. */
export function pictureMarkdown({ image, alt, caption, credit }) {
  const words = inTitle([inTitle(caption), credit && `Ảnh: ${inTitle(credit)}`].filter(Boolean).join(" "));
  const shown = inTitle(alt).replace(/[[\]]/g, "");
  if (!image && !words && !shown) return "";
  return `![${shown}](${image ?? ""}${words ? ` "${words}"` : ""})`;
}

function registerPicture(CMS) {
  CMS.registerEditorComponent({
    id: "image",
    label: "Ảnh",
    collapsed: false,
    summary: "{{fields.alt}}",
    fields: [
      { name: "image", label: "Ảnh", widget: "image", required: false },
      { name: "alt", label: "Mô tả ảnh (cho người không nhìn được)", widget: "string", required: false },
      { name: "caption", label: "Chú thích", widget: "string", required: false },
      { name: "credit", label: "Người chụp", widget: "string", required: false },
    ],
    pattern: PICTURE,
    fromBlock: ([, alt, image, title]) => ({ image, alt, ...captionParts(title) }),
    toBlock: pictureMarkdown,
    toPreview: pictureMarkdown,
  });
}

function registerTable(CMS) {
  CMS.registerEditorComponent({
    id: "bang",
    label: "Bảng",
    collapsed: false,
    fields: [
      {
        name: "rows", label: "Bảng", widget: "text", required: false,
        hint: "Mỗi dòng là một hàng, các ô cách nhau bằng dấu |. Dòng thứ hai giữ nguyên. Cách dễ hơn: chép bảng từ Excel hoặc Word rồi dán vào bài.",
        default: "| Cột 1 | Cột 2 |\n| --- | --- |\n|  |  |",
      },
    ],
    pattern: TABLE,
    fromBlock: ([rows]) => ({ rows: rows.trimEnd() }),
    toBlock: ({ rows }) => (rows ?? "").trim(),
    toPreview: ({ rows }) => rows ?? "",
  });
}

function registerBox(CMS) {
  const indented = (text) => (text ?? "").trim().split("\n").map((line) => (line.trim() ? `    ${line}` : "")).join("\n");
  CMS.registerEditorComponent({
    id: "hop",
    label: "Hộp ghi nhớ",
    collapsed: false,
    fields: [
      { name: "kind", label: "Loại", widget: "hidden", default: "note" },
      { name: "title", label: "Tên hộp", widget: "string", required: false },
      { name: "text", label: "Nội dung", widget: "text", required: false },
    ],
    pattern: BOX,
    fromBlock: ([, kind, title, text]) => ({ kind, title: title ?? "", text: text.replace(/^ {4}/gm, "").trim() }),
    toBlock: ({ kind, title, text }) => `!!! ${kind || "note"}${title ? ` "${inTitle(title)}"` : ""}\n${indented(text)}`,
    toPreview: ({ text }) => text ?? "",
  });
}

/** Register all of them; the one named "image" takes the place of Decap's. */
export function registerComponents(CMS) {
  registerPicture(CMS);
  registerTable(CMS);
  registerBox(CMS);
}
