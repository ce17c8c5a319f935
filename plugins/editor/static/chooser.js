// The window in which one picture of the portal is chosen.
import { seen } from "./api.js";

/** Let the editor choose; resolves to what articles call the picture, or to "" when none is wanted. */
export function choosePicture() {
  const dialog = document.createElement("dialog");
  dialog.className = "kho-anh";
  dialog.setAttribute("aria-label", "Chọn ảnh đã có");
  dialog.innerHTML = `<form method="dialog"><label>Tìm theo tên <input type="search" autocomplete="off"></label>
    <button class="nut" value="">Đóng</button></form><p role="status"></p><ul></ul>`;
  const [search, status, list] = ["input", "p", "ul"].map((name) => dialog.querySelector(name));
  document.body.append(dialog);
  let waiting;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(fill, 200);
  });

  async function fill() {
    const answer = await fetch(`kho-anh.json?tim=${encodeURIComponent(search.value)}`);
    const addresses = await answer.json();
    status.textContent = addresses.length ? "" : "Không có ảnh nào.";
    list.replaceChildren(...addresses.map(item));
  }

  function item(address) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    const picture = new Image();
    picture.src = seen(address, true);
    picture.loading = "lazy";
    picture.alt = "";
    button.type = "button";
    button.append(picture, address.split("/").pop());
    button.addEventListener("click", () => dialog.close(address));
    item.append(button);
    return item;
  }

  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
    dialog.showModal();
    fill();
  });
}
