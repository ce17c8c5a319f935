"""A web server for tests and measurements: it answers as a real server of the portal does, and keeps what was asked."""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import unquote, urlsplit

import brotli

SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
# Their names change with their bytes.
_IMMUTABLE = ("/assets/", "/anh/", "/tim-kiem/du-lieu/")
_ASKED_FOR = "/muc-luc.bin"  # leads to the others, under one name for ever
_COMPRESSED = ("text/", "application/json", "application/rss+xml", "application/atom+xml", "image/svg+xml")
# What Python's table lacks or names otherwise than the portal's pages do.
_TYPES = {".woff2": "font/woff2", ".webp": "image/webp", ".js": "text/javascript", ".xml": "application/xml"}


class _Handler(BaseHTTPRequestHandler):
    """Answers from a folder; compresses when told to and when the browser takes it."""

    def __init__(self, *arguments: object, site: StaticServer, **more: object) -> None:
        self._site = site
        super().__init__(*arguments, **more)  # type: ignore[arg-type]  # what the server passes on

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self._site.root / path.lstrip("/")
        if path.endswith("/"):
            file /= "index.html"
        inside = file.resolve().is_relative_to(self._site.root.resolve())
        if inside and file.is_dir():
            self._redirect(path + "/")
        elif inside and file.is_file():
            self._answer(HTTPStatus.OK, file, path)
        else:
            self._answer(HTTPStatus.NOT_FOUND, self._site.root / "404.html", path)

    def _redirect(self, path: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, status: HTTPStatus, file: Path, path: str) -> None:
        kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        content, encoding = file.read_bytes() if file.is_file() else b"", ""
        if self._site.compress and kind.startswith(_COMPRESSED):
            content, encoding = self._compressed(content)
        self._site.requests.append((path, int(status)))
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(content)))
        if encoding:
            self.send_header("Content-Encoding", encoding)
            self.send_header("Vary", "Accept-Encoding")
        lasting = path.startswith(_IMMUTABLE) and not path.endswith(_ASKED_FOR) and status == HTTPStatus.OK
        self.send_header("Cache-Control", "public, max-age=31536000, immutable" if lasting else "no-cache")
        for name, value in self._site.security.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def _compressed(self, content: bytes) -> tuple[bytes, str]:
        accepted = {part.split(";")[0].strip() for part in self.headers.get("Accept-Encoding", "").split(",")}
        if "br" in accepted:
            return brotli.compress(content, quality=5), "br"
        if "gzip" in accepted:
            return gzip.compress(content, 6, mtime=0), "gzip"
        return content, ""

    def log_message(self, *_: object) -> None:
        """Say nothing: tests read `StaticServer.requests`."""


class StaticServer:
    """Serves the folder *root* on a free port of 127.0.0.1 while the ``with`` block runs.

    Attributes:
        root: the built site; may be changed while serving.
        requests: (path, status) of every answer, in order.
        security: what else every answer says.

    """

    def __init__(self, root: Path, *, compress: bool = False, security: Mapping[str, str] = SECURITY) -> None:
        self.root = root
        self.compress = compress
        self.security = security
        self.requests: list[tuple[str, int]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, site=self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})

    @property
    def url(self) -> str:
        """Return the address without a slash at its end."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> StaticServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
