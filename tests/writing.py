"""How an editor's hands move in the browser editor, for tests and for the pictures of the handbook."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from plugins.editor.vendor import install, is_installed
from tests.building import ROOT

HOME = "/quan-tri/bai-viet/"


def fetch_editor() -> None:
    """Make sure that Decap CMS, as locked, is on this machine."""
    vendored = ROOT / ".cache/editor"
    if not is_installed(vendored):
        install(vendored)


def log_in(page: Page) -> None:
    """Open the list of articles; what dialogs ask is agreed to."""
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(HOME)
    page.get_by_role("button", name="Vào soạn bài").click()
    page.get_by_role("heading", name="Bài viết").wait_for()


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label).click()
    page.get_by_role("option", name=option, exact=True).click()


def save(page: Page) -> None:
    page.get_by_role("button", name="Lưu bài", exact=True).click()
    page.get_by_role("menuitem", name="Lưu bài này").click()


def body(page: Page) -> Locator:
    return page.locator('[data-slate-editor="true"]').first


def insert(page: Page, component: str) -> None:
    page.get_by_role("button", name="Chèn ảnh, bảng, hộp ghi nhớ").click()
    page.get_by_role("menuitem", name=component).click()
