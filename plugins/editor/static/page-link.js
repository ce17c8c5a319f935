// The link to an article's own page, in the form's upper bar. Decap's asks for it only when an article is opened.
import { ask, onSaved } from "./api.js";

const ENTRY = /^#\/collections\/tin-tuc\/entries\/([^?]+)/;
let slug, waiting;
let address = "";

/** Show the link once the page is built, after an article was opened and after each save. */
export function linkToPage() {
  document.body.classList.add("co-trang");
  onSaved(() => {
    slug = undefined;
    look();
  });
  new MutationObserver(() => {
    waiting ??= requestAnimationFrame(look);
  }).observe(document.getElementById("nc-root"), { childList: true, subtree: true });
}

function look() {
  waiting = undefined;
  const open = ENTRY.exec(location.hash)?.[1];
  if (open !== slug) {
    slug = open;
    address = "";
    if (open) find(open);
  }
  place();
}

async function find(wanted) {
  const body = JSON.stringify({ action: "getDeployPreview", params: { slug: decodeURIComponent(wanted) } });
  const page = await ask("api", body).catch(() => null); // what is wrong is told when the article is read or saved
  if (slug !== wanted) return;
  address = page?.url ?? "";
  place();
}

function place() {
  const here = document.querySelector(".xem-trang");
  const bar = document.querySelector('#nc-root [class*="-ToolbarSectionMain"]');
  if (!address || !bar) return here?.remove();
  if (here?.href === address && here.parentElement === bar) return undefined;
  here?.remove();
  const link = document.createElement("a");
  link.className = "nut xem-trang";
  link.href = address;
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = "Mở trang xem thử";
  return bar.append(link);
}
