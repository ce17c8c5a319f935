"""Takes the pictures of docs/huong-dan-bien-tap.md from the editor itself: ``python -m tests.handbook_pictures``."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS
from tests.building import ROOT
from tests.previewing import Preview, free_port
from tests.writing import body, choose, fetch_editor, insert, log_in

FOLDER = ROOT / "docs/anh"
_COLOURS = 24  # enough for forms and text; photos in them are small


def take(page: Page, name: str, *, height: int | None = None) -> None:
    """Keep what *page* shows, or its upper *height* pixels, as a small picture."""
    page.wait_for_timeout(900)  # messages and the preview come a moment after the last key
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    image = image.crop((0, 0, image.width, height or image.height))
    FOLDER.mkdir(exist_ok=True)
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)


def write_an_article(page: Page) -> None:
    """Go through the steps of the handbook, with a picture at those that have one."""
    log_in(page)
    take(page, "danh-sach", height=480)
    page.get_by_role("link", name="Viết bài mới").click()
    page.get_by_label("Tiêu đề").fill("Xã Suối Hồng mở quầy sáng thứ Bảy")
    choose(page, "Trạng thái", "Đăng")
    page.get_by_label("Ngày đăng").first.fill("20/11/2026 8:00")
    choose(page, "Chuyên mục", "Thủ tục hành chính")
    page.get_by_label("Tiêu đề").scroll_into_view_if_needed()
    page.frame_locator("#preview-pane").get_by_text("mở quầy sáng thứ Bảy").wait_for()
    take(page, "dien-bai", height=640)
    page.get_by_label("Tóm tắt").fill("Từ ngày 5/12, quầy một cửa xã Suối Hồng nhận hồ sơ cả sáng thứ Bảy.")
    page.get_by_role("button", name="Chọn ảnh đã có").first.click()
    take(page, "chon-anh", height=560)
    page.get_by_role("button", name="trung-tam-hanh-chinh-cong.png").click()
    body(page).click()
    page.keyboard.type("Từ ngày 5/12, người dân nộp hồ sơ được cả sáng thứ Bảy, từ 7h30 đến 11h30.")
    page.get_by_label("Mô tả ảnh").scroll_into_view_if_needed()
    take(page, "thong-bao", height=640)
    page.get_by_label("Mô tả ảnh").fill("Người dân ngồi chờ trước quầy một cửa")
    insert(page, "Ảnh")
    inside = page.locator(".cms-editor-visual")
    page.set_viewport_size({"width": 1100, "height": 1000})
    inside.get_by_label("Người chụp").scroll_into_view_if_needed()
    take(page, "anh-trong-bai")
    page.get_by_role("button", name="Lưu bài", exact=True).click()
    take(page, "luu-bai", height=300)


def main() -> None:
    """Take all pictures."""
    fetch_editor()
    with TemporaryDirectory() as work, sync_playwright() as playwright:
        shutil.copytree(ROOT / "content", Path(work, "content"))
        places = ("--content", f"{work}/content", "--output", f"{work}/output")
        running = Preview(Path(work), free_port(), command=("edit", *places))
        try:
            running.wait_for("Xem tại")
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            size = {"width": 1100, "height": 760}
            page = browser.new_context(base_url=running.url, viewport=size, locale="vi-VN").new_page()
            write_an_article(page)
            browser.close()
        finally:
            running.close()


if __name__ == "__main__":
    main()
