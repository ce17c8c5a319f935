// From the HTML of a clipboard to plain blocks, and from those to Markdown and to the rich editor's own nodes.
//
// A block: { kind: "paragraph" | "heading" | "quote", level?, runs } · { kind: "list", isOrdered, items: [runs] } ·
// { kind: "table", rows: [[runs]] }. A run: { text, isBold, isItalic, href }.

const HEADINGS = { H1: 2, H2: 2, H3: 3, H4: 4, H5: 4, H6: 4 };
const GONE = new Set(["STYLE", "SCRIPT", "META", "LINK", "TITLE", "HEAD", "XML", "OBJECT", "IFRAME", "NOSCRIPT", "TEMPLATE"]);
const BLOCKS = new Set(["P", "DIV", "LI", "UL", "OL", "TABLE", "BLOCKQUOTE", "SECTION", "ARTICLE", "PRE", "DL", "DT", "DD", ...Object.keys(HEADINGS)]);
// What Word writes before the text of a list's item: a bullet, or a number with its full stop.
const BULLET = /^[·•§o▪\-–+*\u00a7\uf0b7\uf0a7]$/u;
const NUMBER = /^\(?(?:\d{1,3}|[a-zđ]|[ivx]{1,5})[.)]$/i;
const ZERO_WIDTH = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;

/** Return the blocks of *html*; [] when it holds no words. */
export function blocksOf(html) {
  const page = new DOMParser().parseFromString(withoutConditions(html), "text/html");
  const blocks = [];
  readInto(blocks, page.body, {});
  return joined(blocks).filter(hasWords);
}

const isEmoji = (image) => image.alt !== "" && [...image.alt].length <= 4;

/** Whether *html* shows pictures that are more than an emoji. */
export function holdsPictures(html) {
  const page = new DOMParser().parseFromString(withoutConditions(html), "text/html");
  return [...page.images].some((image) => !isEmoji(image));
}

/** Drop what only Office reads: it closes comments in ways that browsers do not. What it hides holds no text. */
function withoutConditions(html) {
  return html
    .replace(/<!--\[if[^\]]*\]>[\s\S]*?<!\[endif\]-->/gi, "")
    .replace(/<!\[if !supportLists\]>([\s\S]*?)<!\[endif\]>/gi, (_, mark) => `<span data-dau>${mark}</span>`)
    .replace(/<!\[[^\]]*\]>/g, "")
    .replace(/<\/?[a-z]+:[^>]*>/gi, "");
}

function readInto(blocks, parent, marks) {
  let runs = [];
  const close = () => {
    if (runs.length) blocks.push({ kind: "paragraph", runs });
    runs = [];
  };
  for (const node of parent.childNodes) {
    if (node.nodeType === Node.ELEMENT_NODE && (BLOCKS.has(node.nodeName) || holdsBlocks(node))) {
      close();
      readBlock(blocks, node, marksOf(node, marks));
    } else if (node.nodeName === "BR") {
      close();
    } else {
      for (const run of runsOf(node, marks)) {
        if (run.isBreak) close();
        else runs.push(run);
      }
    }
  }
  close();
}

const holdsBlocks = (node) => [...node.children].some((child) => BLOCKS.has(child.nodeName) || holdsBlocks(child));

function readBlock(blocks, node, marks) {
  if (GONE.has(node.nodeName) || isHidden(node)) return;
  if (node.nodeName === "TABLE") blocks.push({ kind: "table", rows: rowsOf(node) });
  else if (node.nodeName === "UL" || node.nodeName === "OL") blocks.push(...listOf(node));
  else if (HEADINGS[node.nodeName]) blocks.push({ kind: "heading", level: HEADINGS[node.nodeName], runs: plain(inline(node)) });
  else if (node.nodeName === "P" && /mso-list:(?!\s*(?:none|skip))/i.test(node.getAttribute("style") ?? "")) blocks.push(wordItem(node, marks));
  else if (node.nodeName === "BLOCKQUOTE") blocks.push({ kind: "quote", runs: inline(node) });
  else readInto(blocks, node, marks);
}

/** An item of a list that Word writes as a paragraph with its mark before it. */
function wordItem(node, marks) {
  const mark = clean(node.querySelector("[data-dau]")?.textContent ?? "").trim();
  node.querySelectorAll("[data-dau]").forEach((span) => span.remove());
  return { kind: "list", isOrdered: NUMBER.test(mark) && !BULLET.test(mark), items: [inline(node, marks)] };
}

function listOf(list) {
  const found = { kind: "list", isOrdered: list.nodeName === "OL", items: [] };
  const more = [];
  for (const item of list.children) {
    if (item.nodeName === "UL" || item.nodeName === "OL") more.push(...listOf(item));
    else {
      const inner = [...item.querySelectorAll(":scope > ul, :scope > ol")];
      inner.forEach((nested) => nested.remove());
      found.items.push(inline(item));
      // A list within a list goes on with the outer one: two levels are rare in news, and nothing is lost.
      inner.forEach((nested) => listOf(nested).forEach(({ items }) => found.items.push(...items)));
    }
  }
  return [found, ...more];
}

function rowsOf(table) {
  const rows = [...table.rows].filter((row) => !isHidden(row)).map((row) => [...row.cells].flatMap((cell) => {
    const runs = inline(cell);
    return [runs, ...Array.from({ length: Math.min(cell.colSpan, 50) - 1 }, () => [])];
  }));
  const kept = rows.filter((row) => row.some((cell) => textOf(cell).trim()));
  const width = Math.max(0, ...kept.map((row) => row.findLastIndex((cell) => textOf(cell).trim()) + 1));
  return kept.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? []));
}

function isHidden(node) {
  return /display:\s*none|mso-hide:\s*all/i.test(node.getAttribute?.("style") ?? "");
}

function marksOf(node, marks) {
  const style = node.getAttribute?.("style") ?? "";
  const weight = /(?<![\w-])font-weight:\s*(bold|bolder|normal|\d+)/i.exec(style)?.[1];
  const isHeavy = weight && (/bold/i.test(weight) || Number(weight) >= 600);
  const href = node.nodeName === "A" ? address(node.getAttribute("href")) : marks.href;
  return {
    isBold: weight ? Boolean(isHeavy) : marks.isBold || node.nodeName === "B" || node.nodeName === "STRONG",
    isItalic: marks.isItalic || node.nodeName === "I" || node.nodeName === "EM" || /(?<![\w-])font-style:\s*italic/i.test(style),
    href,
  };
}

/** Keep addresses that a page may lead to. */
function address(written) {
  return /^(?:https?:\/\/|mailto:|tel:|\/)/i.test((written ?? "").trim()) ? written.trim() : undefined;
}

function runsOf(node, marks) {
  if (node.nodeType === Node.TEXT_NODE) return [{ text: clean(node.data), ...marks }];
  if (node.nodeType !== Node.ELEMENT_NODE || GONE.has(node.nodeName) || isHidden(node)) return [];
  if (node.nodeName === "BR") return [{ isBreak: true }];
  // Zalo and Facebook draw an emoji as a picture that says which.
  if (node.nodeName === "IMG") return isEmoji(node) ? [{ text: node.alt, ...marks }] : [];
  const own = marksOf(node, marks);
  return [...node.childNodes].flatMap((child) => runsOf(child, own));
}

/** The runs of all that *node* holds, in one line. */
function inline(node, marks = {}) {
  const runs = [...node.childNodes].flatMap((child, number) => {
    const found = runsOf(child, marks);
    return number && child.nodeType === Node.ELEMENT_NODE && BLOCKS.has(child.nodeName) ? [{ text: " " }, ...found] : found;
  });
  return runs.map((run) => (run.isBreak ? { text: " " } : run));
}

const plain = (runs) => runs.map(({ text, href }) => ({ text, href }));

function clean(text) {
  return text.normalize("NFC").replace(ZERO_WIDTH, "").replace(/[\s\u00a0\u202f]+/g, " ");
}

const textOf = (runs) => runs.map(({ text }) => text).join("");

function hasWords(block) {
  if (block.kind === "list") return block.items.length > 0;
  return block.kind === "table" ? block.rows.length > 0 : textOf(block.runs).trim() !== "";
}

/** Join items of one list that came one by one, and tidy the runs of each block. */
function joined(blocks) {
  const found = [];
  for (const block of blocks) {
    const last = found.at(-1);
    if (block.kind === "list") block.items = block.items.map(tidy).filter((runs) => textOf(runs).trim());
    if (block.kind === "table") block.rows = block.rows.map((row) => row.map(tidy));
    if (block.runs) block.runs = tidy(block.runs);
    if (block.kind === "list" && last?.kind === "list" && last.isOrdered === block.isOrdered) last.items.push(...block.items);
    else found.push(block);
  }
  return found;
}

/** Join runs that look the same, with single spaces and none at the ends; marks never begin or end with a space. */
function tidy(runs) {
  const found = [];
  for (const run of runs) {
    const last = found.at(-1);
    const text = !last || last.text.endsWith(" ") ? run.text.trimStart() : run.text;
    if (!text) continue;
    const isSame = last && Boolean(last.isBold) === Boolean(run.isBold) && Boolean(last.isItalic) === Boolean(run.isItalic) && last.href === run.href;
    if (isSame) last.text += text;
    else found.push({ ...run, text });
  }
  const parted = found.flatMap((run) => {
    if (!(run.isBold || run.isItalic || run.href) || run.text === run.text.trim()) return [run];
    const [before, after] = [run.text.startsWith(" "), run.text.endsWith(" ")];
    return [before && { text: " " }, { ...run, text: run.text.trim() }, after && { text: " " }].filter((part) => part && part.text);
  });
  const end = parted.at(-1);
  if (end) end.text = end.text.trimEnd();
  return parted.filter(({ text }) => text);
}

// Marks in what was pasted mean themselves.
const noTags = (text) => text.replace(/<(?=[a-z/!])/gi, "&lt;");
const escape = (text) => noTags(text.replace(/([\\`*_[\]])/g, "\\$1"));
const escapeStart = (text) => text.replace(/^(#{1,6} |[-+] |\d+[.)] |>|!!! |\|)/, (mark) => (/^\d/.test(mark) ? mark.replace(/[.)]/, "\\$&") : `\\${mark}`));

function inlineMarkdown(runs) {
  return runs.map(({ text, isBold, isItalic, href }) => {
    let written = escape(text);
    if (text.trim() && isItalic) written = `*${written}*`;
    if (text.trim() && isBold) written = `**${written}**`;
    return href ? `[${written}](${href.replace(/[()\s]/g, encodeURIComponent)})` : written;
  }).join("");
}

function tableMarkdown(rows) {
  const line = (cells) => `| ${cells.map((runs) => inlineMarkdown(plain(runs)).replace(/\|/g, "\\|")).join(" | ")} |`;
  const [head, ...rest] = rows;
  return [line(head), `| ${head.map(() => "---").join(" | ")} |`, ...rest.map(line)].join("\n");
}

/** Return the blocks as Markdown. */
export function markdownOf(blocks) {
  return blocks.map((block) => {
    if (block.kind === "table") return tableMarkdown(block.rows);
    if (block.kind === "list") return block.items.map((runs, number) => `${block.isOrdered ? `${number + 1}.` : "-"} ${inlineMarkdown(runs)}`).join("\n");
    const mark = { heading: `${"#".repeat(block.level)} `, quote: "> " }[block.kind];
    return mark ? mark + inlineMarkdown(block.runs) : escapeStart(inlineMarkdown(block.runs));
  }).join("\n\n");
}

const LEVELS = { 2: "heading-two", 3: "heading-three", 4: "heading-four" };

function inlineSlate(runs) {
  const nodes = runs.map(({ text, isBold, isItalic, href }) => {
    const leaf = { text: noTags(text), ...(isBold && { bold: true }), ...(isItalic && { italic: true }) };
    return href ? { type: "link", data: { url: href }, children: [leaf] } : leaf;
  });
  return nodes.length ? nodes : [{ text: "" }];
}

/** Return the blocks as the nodes of the rich editor. The first one goes into the paragraph of the cursor. */
export function slateOf(blocks) {
  const paragraph = (runs) => ({ type: "paragraph", children: inlineSlate(runs) });
  const before = blocks[0]?.kind === "paragraph" ? [] : [paragraph([])];
  return [...before, ...blocks.map(node)];

  function node(block) {
    if (block.kind === "table") {
      return { type: "shortcode", id: crypto.randomUUID(), data: { shortcode: "bang", shortcodeNew: false, shortcodeData: { rows: tableMarkdown(block.rows) } }, children: [{ text: "" }] };
    }
    if (block.kind === "list") {
      const items = block.items.map((runs) => ({ type: "list-item", children: [paragraph(runs)] }));
      return { type: block.isOrdered ? "numbered-list" : "bulleted-list", children: items };
    }
    if (block.kind === "heading") return { type: LEVELS[block.level], children: inlineSlate(block.runs) };
    return block.kind === "quote" ? { type: "quote", children: [paragraph(block.runs)] } : paragraph(block.runs);
  }
}
