"""HTTP for the editor: who may ask, which address answers what. All else is in the backend."""

from __future__ import annotations

import errno
import json
import secrets
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

from plugins.editor.backend import Backend, RefusalError
from plugins.editor.cms import ADDRESS
from plugins.editor.page import STATIC, page
from plugins.editor.store import ContentStore, OutsideError
from plugins.editor.uploads import thumbnail
from portal.problem import PortalError
from portal.web import Answer, Request

_TYPES = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
    ".json": "application/json; charset=utf-8", ".svg": "image/svg+xml", ".wasm": "application/wasm",
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".gif": "image/gif",
}  # fmt: skip
# Decap compiles its checks of the configuration (unsafe-eval) and styles by script; nothing may come from elsewhere.
_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; connect-src 'self' blob:; "
    "img-src 'self' data: blob:; font-src 'self' data:; frame-src 'self'; worker-src 'self' blob:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_SAFE = {
    "Content-Security-Policy": _POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}  # fmt: skip
_TOKEN = "x-soan-bai"  # noqa: S105  # the name of the header
_STRANGER = "Trình soạn bài chỉ mở từ trình duyệt trên chính máy này, ở địa chỉ {}."
_OLD_PAGE = "Trình soạn bài vừa được mở lại. Hãy chép phần đang viết ra chỗ khác, rồi tải lại trang."
_BROKEN = "Phần mềm gặp lỗi khi làm việc này. Bài trên máy không đổi; hãy báo người quản trị."
_DISK: dict[int | None, str] = {
    errno.ENOSPC: "Chưa lưu được vì ổ đĩa đã đầy. Hãy xóa bớt tệp không dùng trên máy rồi lưu lại.",
    errno.EDQUOT: "Chưa lưu được vì đã hết chỗ dành cho bạn trên ổ đĩa. Hãy xóa bớt tệp không dùng rồi lưu lại.",
    errno.EACCES: "Chưa lưu được vì không có quyền ghi vào thư mục bài. Hãy báo người quản trị.",
    errno.EROFS: "Chưa lưu được vì ổ đĩa chỉ cho đọc. Hãy báo người quản trị.",
}


class Editor:
    """Answers all requests below `ADDRESS`.

    Args:
        backend, store: what the form works on.
        vendored: the folder of Decap's own files.
        configure: makes Decap's configuration; asked anew for each page, since categories may change.
        stylesheets: the addresses of the site's style, for the preview.
        port: where it is served; no other ``Host`` and ``Origin`` are answered.
    """

    def __init__(
        self,
        backend: Backend,
        store: ContentStore,
        vendored: Path,
        configure: Callable[[], dict[str, Any]],
        stylesheets: Callable[[], list[str]],
        port: int,
    ) -> None:
        self._backend = backend
        self._store = store
        self._vendored = vendored
        self._configure = configure
        self._stylesheets = stylesheets
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        # New for each run: another site's page can neither read nor guess it.
        self._token = secrets.token_urlsafe(24)
        self._doors: dict[str, Callable[[Request], Any]] = {
            "api": self._act, "xem-thu": self._preview, "anh": partial(self._upload, "anh"),
            "tai-lieu": partial(self._upload, "tai-lieu"),
        }  # fmt: skip

    def __call__(self, request: Request) -> Answer:
        """Answer one request."""
        if not self._is_from_here(request):
            return _text(HTTPStatus.FORBIDDEN, _STRANGER.format("http://127.0.0.1"))
        where = unquote(request.path.removeprefix(ADDRESS))
        return self._post(where, request) if request.method == "POST" else self._get(where, request)

    def _is_from_here(self, request: Request) -> bool:
        """Refuse other names of this machine (DNS rebinding) and pages of other sites."""
        host = request.headers.get("host", "")
        origin = request.headers.get("origin")
        return host in self._hosts and origin in (None, f"http://{host}")

    def _post(self, where: str, request: Request) -> Answer:
        door = self._doors.get(where)
        if door is None:
            return _text(HTTPStatus.NOT_FOUND, "")
        if not secrets.compare_digest(request.headers.get(_TOKEN, "").encode(), self._token.encode()):
            return _json({"error": _OLD_PAGE}, HTTPStatus.FORBIDDEN)
        try:
            return _json(door(request))
        except RefusalError as refusal:
            found = [one.as_json() for one in refusal.findings]
            return _json({"error": str(refusal), "findings": found}, HTTPStatus(refusal.status))
        except PortalError as error:  # a data file that every article depends on
            return _json({"error": str(error)}, HTTPStatus.INTERNAL_SERVER_ERROR)
        except Exception as error:  # whatever it is, the editor is told and keeps what is written
            told = _DISK.get(getattr(error, "errno", None), _BROKEN)
            return _json({"error": told}, HTTPStatus.INTERNAL_SERVER_ERROR)

    def _act(self, request: Request) -> Any:
        asked = _read(request)
        return self._backend.answer(str(asked.get("action")), asked.get("params") or {})

    def _preview(self, request: Request) -> Any:
        asked = _read(request)
        return self._backend.preview(str(asked.get("path")), asked.get("data") or {})

    def _upload(self, kind: str, request: Request) -> Any:
        name = parse_qs(request.query).get("ten", [""])[0]
        return {"address": self._backend.upload(kind, name, request.body)}

    def _get(self, where: str, request: Request) -> Answer:
        if where == "":
            return self._page()
        if where == "kho-anh.json":
            return _json(self._backend.pictures(parse_qs(request.query).get("tim", [""])[0]))
        folder, _, rest = where.partition("/")
        if folder in ("tep", "tep-nho"):
            return self._picture(f"/{rest}", is_small=folder == "tep-nho")
        return _file((self._vendored if folder == "decap" else STATIC) / Path(where).name)

    def _picture(self, address: str, *, is_small: bool) -> Answer:
        try:
            file = self._store.published(address)
        except OutsideError:
            return _text(HTTPStatus.NOT_FOUND, "")
        return Answer(HTTPStatus.OK, _TYPES[".jpg"], thumbnail(file), _SAFE) if is_small else _file(file)

    def _page(self) -> Answer:
        """Return the page, with what its script needs to begin."""
        try:
            config = self._configure()
        except PortalError as error:
            return _text(HTTPStatus.INTERNAL_SERVER_ERROR, str(error))
        start = {"token": self._token, "config": config, "stylesheets": self._stylesheets()}
        return Answer(HTTPStatus.OK, _TYPES[".html"], page(start).encode(), _SAFE)


def _read(request: Request) -> dict[str, Any]:
    try:
        asked = json.loads(request.body)
    except ValueError:
        asked = None
    if not isinstance(asked, dict):
        raise RefusalError(_BROKEN, HTTPStatus.BAD_REQUEST)
    return asked


def _file(path: Path) -> Answer:
    kind = _TYPES.get(path.suffix.lower())
    if kind is None or not path.is_file():
        return _text(HTTPStatus.NOT_FOUND, "")
    return Answer(HTTPStatus.OK, kind, path.read_bytes(), _SAFE)


def _text(status: HTTPStatus, text: str) -> Answer:
    return Answer(status, "text/plain; charset=utf-8", text.encode(), _SAFE)


def _json(value: Any, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return Answer(status, _TYPES[".json"], json.dumps(value, ensure_ascii=False).encode(), _SAFE)
