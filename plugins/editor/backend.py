"""What the form asks for: Decap's "proxy" protocol over the content folder, and what the portal adds to it."""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from plugins.editor import uploads
from plugins.editor.document import Document, changed, moved, new_document, read_document, to_data
from plugins.editor.findings import Finding, blocking, findings_of, leaving
from plugins.editor.form import BODY
from plugins.editor.head import UnreadableError
from plugins.editor.store import (
    ARTICLES,
    DOCUMENTS,
    PICTURES,
    PREFIX,
    ContentStore,
    OutsideError,
    is_good_name,
    is_taken,
    version_of,
    write_whole,
)  # fmt: skip
from portal.problem import Problem
from portal.vietnamese.fold import fold

# The picture list is a wall of small pictures; more than these nobody looks through.
_MOST_PICTURES = 300
# How long a page is waited for that is being built, and how often it is looked for.
_BUILD_SECONDS, _GLANCE_SECONDS = 30.0, 0.1
_STALE = (
    "Chưa lưu: bài này vừa được sửa ở nơi khác sau khi bạn mở. Hãy chép phần bạn vừa viết ra chỗ khác, "
    "rồi mở lại bài để sửa tiếp."
)
_TAKEN = "Chưa lưu: đã có bài mang tên tệp này. Hãy đổi tiêu đề rồi lưu lại."
_UNREADABLE = "Không mở được bài này vì phần đầu bài viết sai ({}). Hãy nhờ người quản trị sửa tệp."
_NOT_ALLOWED = "Trình soạn bài không làm việc này."
_GONE = "Không còn bài này trên máy."


class RefusalError(Exception):
    """What cannot be done, in one sentence, with the HTTP status and the messages at the fields."""

    def __init__(self, sentence: str, status: int = 422, findings: Sequence[Finding] = ()) -> None:
        super().__init__(sentence)
        self.status = status
        self.findings = tuple(findings)


@dataclass(frozen=True)
class Reading:
    """How the portal would show an article.

    Attributes:
        draw: gives its HTML, as it stands on its page; only who looks at it needs a theme in order.
        address: of its page, "" while it has none.
        problems: what is wrong with it.
    """

    draw: Callable[[], str]
    address: str
    problems: tuple[Problem, ...]


# Reads the text of a file that is to stand at a path under the content folder.
ReadArticle = Callable[[str, bytes], Reading]


def _no_page(_: str) -> str:
    return ""


class Backend:
    """Answers the form.

    Args:
        store: the content folder.
        read: how the portal reads an article.
        now: the moment that new files bear, in Viet Nam's time.
        page_at: gives where the page of an address can be seen, "" while it is not built.
    """

    def __init__(
        self,
        store: ContentStore,
        read: ReadArticle,
        now: Callable[[], datetime],
        page_at: Callable[[str], str] = _no_page,
    ) -> None:
        self._store = store
        self._read = read
        self._now = now
        self._page_at = page_at
        self._saving = threading.Lock()
        # Path → size and time of change of the file, when it comes to readers if later, and its entry in the list: ten
        # thousand heads take 1.5 s to read.
        self._heads: dict[str, tuple[tuple[int, int], str, dict[str, Any]]] = {}
        self._actions: dict[str, Callable[[Mapping[str, Any]], Any]] = {
            "entriesByFolder": self._list,
            "getEntry": self._open,
            "persistEntry": self._save,
            "getMedia": lambda _: [],  # pictures are chosen and sent by the form's own controls
            "getDeployPreview": self._page,
            "unpublishedEntries": lambda _: [],
        }

    def answer(self, action: str, parameters: Mapping[str, Any]) -> Any:
        """Return what the protocol's *action* gives.

        Raises:
            RefusalError: it cannot be done.
        """
        act = self._actions.get(action)
        if act is None:
            raise RefusalError(_NOT_ALLOWED)
        try:
            return act(parameters)
        except OutsideError:
            raise RefusalError(_NOT_ALLOWED, 403) from None
        except (KeyError, TypeError, ValueError, AttributeError):
            raise RefusalError(_NOT_ALLOWED, 400) from None

    def preview(self, path: str, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return how the article would look, and what is wrong with it, before it is saved."""
        try:
            file = self._store.article(path)
            document = self._changed(file, data) if file.exists() else new_document(data, "00000000")
        except OutsideError:
            raise RefusalError(_NOT_ALLOWED, 403) from None
        except UnreadableError as error:
            raise RefusalError(_UNREADABLE.format(error)) from None
        reading = self._read(self._store.relative(file), document.to_bytes())
        is_draft = data.get("status") == "draft"
        found = findings_of(reading.problems, document.head, is_draft=is_draft)
        if is_draft and self._is_live(file):
            found.append(leaving())
        return {
            "html": reading.draw(), "address": reading.address, "findings": [one.as_json() for one in found],
        }  # fmt: skip

    def upload(self, kind: str, name: str, content: bytes) -> str:
        """Keep a picture or a document and return what articles call it.

        Raises:
            RefusalError: it cannot be taken.
        """
        folder, make = (PICTURES, uploads.picture) if kind == "anh" else (DOCUMENTS, uploads.document)
        try:
            made = make(name, content)
        except uploads.RefusedError as error:
            raise RefusalError(str(error)) from None
        return self._store.keep(folder, self._now().year, made.name, made.content)

    def _list(self, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return all articles by their heads: texts would be ten times as much, and are asked for one by one.

        While something is searched for, those that have all its words: Decap takes scattered letters for a find.
        """
        heads, now = {}, self._minute()
        for path, file in self._store.articles():
            state = file.stat().st_size, file.stat().st_mtime_ns
            known = self._heads.get(path)
            if known and known[0] == state and (not known[1] or now < known[1]):
                heads[path] = known
                continue
            data = _head_data(file)
            due = str(data["date"]) if data["status"] == "published" and _is_later(str(data["date"]), now) else ""
            heads[path] = state, due, _entry(path, {**data, "mark": _mark(data, due)}, "")
        self._heads = heads
        words = fold(str(parameters.get("search", ""))).split()
        return [entry for _, _, entry in heads.values() if not words or _has(entry, words)]

    def _open(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        path = str(parameters["path"])
        file = self._store.article(path)
        if not file.is_file() and is_taken(file):
            return _entry(path, {}, "")  # Decap looks whether a name is free by opening it, and tries another
        if not file.is_file():
            raise RefusalError(_GONE, 404)
        content = file.read_bytes()
        try:
            data = to_data(read_document(content))
        except UnreadableError as error:
            raise RefusalError(_UNREADABLE.format(error)) from None
        return _entry(path, data, version_of(content))

    def _save(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        (entry,) = parameters["dataFiles"]
        path, data = str(entry["path"]), json.loads(entry["raw"])
        is_new = bool(parameters["options"].get("newEntry"))
        version = "" if is_new else str(parameters.get("version", ""))
        file = self._store.article(path)
        if is_new and not is_good_name(path):
            raise OutsideError(path)
        with self._saving:
            _require(file, version, is_new=is_new)
            document = new_document(data, secrets.token_hex(4)) if is_new else self._changed(file, data)
            is_live = not is_new and self._is_live(file)
            content = self._approved(file, document, data, is_live=is_live).to_bytes()
            _require(file, version, is_new=is_new)  # reading takes a tenth of a second
            write_whole(file, content)
        return {"message": "", "version": version_of(content)}

    def _page(self, parameters: Mapping[str, Any]) -> dict[str, str] | None:
        """Return where the page of a saved article can be seen; None when readers do not get it."""
        file = self._store.article(f"{PREFIX}/{ARTICLES}/{parameters['slug']}.md")
        if not self._is_live(file):
            return None
        address = self._read(self._store.relative(file), file.read_bytes()).address
        end = time.monotonic() + _BUILD_SECONDS
        while address and time.monotonic() < end:
            if page := self._page_at(address):
                return {"url": page, "status": "success"}
            time.sleep(_GLANCE_SECONDS)
        return None

    def _minute(self) -> str:
        return f"{self._now():%Y-%m-%dT%H:%M}"

    @staticmethod
    def _changed(file: Path, data: Mapping[str, Any]) -> Document:
        return changed(read_document(file.read_bytes()), data)

    def _is_live(self, file: Path) -> bool:
        """Tell whether readers have what stands in *file*."""
        head = _head_data(file)
        return head["status"] == "published" and str(head["date"]) <= self._minute()

    def _approved(self, file: Path, document: Document, data: Mapping[str, Any], *, is_live: bool) -> Document:
        """Return what may be kept in *file*; refuse to publish what the portal would not. A draft is kept as it is."""
        if data.get("status") == "draft":
            return document
        relative = self._store.relative(file)
        reading = self._read(relative, document.to_bytes())
        found = findings_of(reading.problems, document.head)
        if sentence := blocking(found, is_live=is_live):
            raise RefusalError(sentence, findings=found)
        return (
            moved(document, self._read(relative, file.read_bytes()).address, reading.address) if is_live else document
        )

    def pictures(self, wanted: str) -> list[str]:
        """Return the addresses of the newest pictures, of those whose names hold the words *wanted*."""
        words = fold(wanted).split()
        found = [self._store.address(file) for file in self._store.pictures()]
        return [address for address in found if all(word in fold(address) for word in words)][:_MOST_PICTURES]


def _require(file: Path, version: str, *, is_new: bool) -> None:
    """Refuse to go on when *file* is not as the editor saw it: of *version*, or not there yet."""
    if is_new:
        if is_taken(file):
            raise RefusalError(_TAKEN, 409)
    elif not file.is_file() or version_of(file.read_bytes()) != version:
        raise RefusalError(_STALE, 409)


def _entry(path: str, data: Mapping[str, object], version: str) -> dict[str, Any]:
    text = json.dumps(data, ensure_ascii=False)
    return {"data": text, "file": {"path": path, "id": version or path}, "version": version}


def _head_data(file: Path) -> dict[str, object]:
    """Return what a list shows of *file*."""
    try:
        data = to_data(read_document(file.read_bytes()))
    except (UnreadableError, OSError):
        return {"title": f"(không đọc được) {file.stem}", "date": "", "status": "", "category": ""}
    return {**data, BODY: ""}


def _has(entry: Mapping[str, Any], words: Sequence[str]) -> bool:
    data = json.loads(entry["data"])
    text = fold(" ".join(str(data.get(name, "")) for name in ("mark", "title", "author", "date")))
    return all(word in text for word in words)


def _is_later(date: str, now: str) -> bool:
    return date[:1].isdigit() and date > now


def _mark(data: Mapping[str, object], due: str) -> str:
    """Return what stands before a title in the list, for an article that readers have when it is *due*."""
    if data.get("withdrawn"):
        return "Đã thu hồi · "
    if due:
        return f"Hẹn giờ {due[11:]} · "  # the day stands behind the title, as everywhere
    return "Bản nháp · " if data["status"] == "draft" else ""
