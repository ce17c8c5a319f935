"""The preview's web server: the output folder as a real server gives it, with a bar of problems and a reload script."""

from __future__ import annotations

import json
import os
import re
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from plugins.incremental_build.bar import STYLE, bar
from plugins.incremental_build.builder import Outcome
from portal.web import Answer, Request, Route

_SCRIPT_PATH, _EVENTS_PATH = "/_xem-truoc.js", "/_xem-truoc"
# How long a press may take to become a click, and a page that was asked for to begin.
_PRESS_MS, _LEAVING_MS = 1_000, 10_000
# The page says which build it is of: one that ended before the page listens reloads it, too. A reload would take the
# place of a page that the reader has just asked for, so it gives way to a click for a while. The stream, asked anew,
# says the same again: after a download, or a page that was stopped, the reload comes late and is not lost.
_SCRIPT = f"""const build = document.currentScript.dataset.build;
let quietUntil = 0;
const quietFor = milliseconds => () => {{ quietUntil = Date.now() + milliseconds; }};
addEventListener("pointerdown", quietFor({_PRESS_MS}), true);
addEventListener("beforeunload", quietFor({_LEAVING_MS}));
// A page that was left is come back to as it was.
addEventListener("pageshow", event => {{ if (event.persisted) quietUntil = 0; }});
new EventSource(`{_EVENTS_PATH}?${{build}}`).addEventListener("built", () => {{
  if (Date.now() >= quietUntil) location.reload();
}});
"""
_BODY = re.compile(rb"<body[^>]*>")
_EMPTY_PAGE = (
    b'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Xem tr\xc6\xb0\xe1\xbb\x9bc</title>'
    b'<meta name="viewport" content="width=device-width"></head><body></body></html>'
)
# How long a browser's connection may stay silent before a line keeps it open.
_HEARTBEAT_SECONDS = 15.0
_SEEN_BYTES = 64_000_000
# A photo of 60 million pixels, written as text, fits.
_LARGEST_BODY = 64_000_000
_WORDS = {
    HTTPStatus.FORBIDDEN: "Trang xem thử chỉ mở từ trình duyệt trên chính máy này, ở địa chỉ 127.0.0.1.",
    HTTPStatus.NOT_FOUND: "Không có trang này.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Tệp lớn quá 64 MB. Hãy lưu tệp nhỏ hơn rồi gửi lại.",
}
_OTHERWISE = "Máy không hiểu yêu cầu này. Hãy tải lại trang."
_THIS_MACHINE = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?", re.IGNORECASE)


class Builds:
    """The last build that ended; lets connections wait for the next one."""

    def __init__(self) -> None:
        # From the clock, so that a page of an earlier preview is of another build.
        self.number = int(time.time())
        self.last = Outcome(0, "")
        self._changed = threading.Condition()

    def finished(self, outcome: Outcome) -> None:
        """Tell all who wait."""
        with self._changed:
            self.last = outcome
            self.number += 1
            self._changed.notify_all()

    def wait_for_another(self, number: str) -> bool:
        """Wait until the last build is not *number*; False when the heartbeat is due first."""
        with self._changed:
            return self._changed.wait_for(lambda: str(self.number) != number, timeout=_HEARTBEAT_SECONDS)


class Seen:
    """The files that browsers were given, the latest ones: a mistake may take them out of the site."""

    def __init__(self) -> None:
        self._files: OrderedDict[Path, bytes] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def keep(self, file: Path, content: bytes) -> None:
        """Keep *content*, and drop what was given longest ago when it gets too much."""
        with self._lock:
            self._size += len(content) - len(self._files.pop(file, b""))
            self._files[file] = content
            while self._size > _SEEN_BYTES:
                self._size -= len(self._files.popitem(last=False)[1])

    def get(self, file: Path) -> bytes | None:
        """Return what was last given of *file*."""
        with self._lock:
            return self._files.get(file)


class Server(ThreadingHTTPServer):
    """Answers each request in a thread of its own."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell an error in the terminal, but not that a browser left: a click or a reload breaks off what loads."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(SimpleHTTPRequestHandler):
    """Serves files as a real server would, with the bar and the script in every page.

    While the last build had mistakes, what it took out of the site is given as it was.
    """

    protocol_version = "HTTP/1.0"  # a connection an answer; the event stream ends with its connection

    def __init__(
        self, *arguments: Any, builds: Builds, seen: Seen, root: Path, routes: Mapping[str, Route], **more: Any
    ) -> None:
        self._builds = builds
        self._seen = seen
        self._root = root
        self._routes = routes
        super().__init__(*arguments, directory=str(root), **more)

    def parse_request(self) -> bool:
        """Read one request; refuse one for another name: a page elsewhere may let its own name lead to this machine."""
        if not super().parse_request():
            return False
        if _THIS_MACHINE.fullmatch(self.headers.get("Host", "localhost")):
            return True
        self.send_error(HTTPStatus.FORBIDDEN)
        return False

    def do_GET(self) -> None:
        """Answer one request."""
        address = urlsplit(self.path)
        if address.path == _SCRIPT_PATH:
            self._answer(HTTPStatus.OK, "text/javascript; charset=utf-8", _SCRIPT.encode())
        elif address.path == _EVENTS_PATH:
            self._stream_events(address.query)
        elif route := self._route(address.path):
            self._give(route(self._request(b"")))
        else:
            self._serve_file(address.path)

    def do_POST(self) -> None:
        """Answer one request; only routes of features take any."""
        route = self._route(urlsplit(self.path).path)
        length = self.headers.get("Content-Length", "")
        if route is None:
            self.send_error(HTTPStatus.NOT_FOUND)
        elif not length.isdecimal():
            self._refuse(HTTPStatus.LENGTH_REQUIRED)
        elif int(length) > _LARGEST_BODY:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            self._give(route(self._request(self.rfile.read(int(length)))))

    def _refuse(self, status: HTTPStatus) -> None:
        """Answer the script of a page: it shows what it gets."""
        told = json.dumps({"error": _WORDS.get(status, _OTHERWISE)}, ensure_ascii=False)
        self._answer(status, "application/json; charset=utf-8", told.encode())

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Answer with a page that says in Vietnamese what is wrong."""
        self._answer(HTTPStatus(code), "text/html; charset=utf-8", _saying(_WORDS.get(HTTPStatus(code), _OTHERWISE)))

    def _route(self, path: str) -> Route | None:
        return next((route for prefix, route in self._routes.items() if path.startswith(prefix)), None)

    def _request(self, body: bytes) -> Request:
        address = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Request(self.command, address.path, address.query, headers, body)

    def _give(self, answer: Answer) -> None:
        self._answer(HTTPStatus(answer.status), answer.media_type, answer.content, answer.headers)

    def _serve_file(self, path: str) -> None:
        file = Path(self.translate_path(path))
        if path.endswith("/"):
            file /= "index.html"
        elif os.path.isdir(file):  # noqa: PTH112  # says no to names that no disk takes
            super().do_GET()  # which sends the browser to the address with a slash
            return
        content, is_old = self._content(file)
        status = HTTPStatus.OK
        if content is None:
            status, file = HTTPStatus.NOT_FOUND, self._root / "404.html"
            content = _read(file) or _saying(_WORDS[HTTPStatus.NOT_FOUND])
        if file.suffix == ".html":
            content = self._dressed(content, is_old=is_old)
        self._answer(status, self.guess_type(file), content)

    def _content(self, file: Path) -> tuple[bytes | None, bool]:
        """Return the bytes of *file* and whether they are what an earlier build left; None when there are none."""
        content = _read(file)
        if content is not None:
            self._seen.keep(file, content)
            return content, False
        return (self._seen.get(file), True) if self._builds.last.status else (None, False)

    def _dressed(self, page: bytes, *, is_old: bool) -> bytes:
        html = bar(self._builds.last, is_old=is_old)
        script = f'<script defer src="{_SCRIPT_PATH}" data-build="{self._builds.number}"></script>'
        head = f"{f'<style>{STYLE}</style>' if html else ''}{script}</head>"
        page = page.replace(b"</head>", head.encode(), 1)
        return _BODY.sub(lambda body: body[0] + html.encode(), page, count=1)

    def _answer(
        self, status: HTTPStatus, media_type: str, content: bytes, headers: Mapping[str, str] | None = None
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _stream_events(self, number: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            while not self._builds.wait_for_another(number):
                self._send(b":\n\n")
            # The page loads anew, and with it its stream; one that may not yet asks again in a second.
            self._send(b"event: built\nretry: 1000\ndata:\n\n")
        except OSError:
            return  # the browser left

    def _send(self, event: bytes) -> None:
        self.wfile.write(event)
        self.wfile.flush()

    def guess_type(self, path: Any) -> str:
        """Return the media type; text is UTF-8."""
        kind = super().guess_type(path)
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

    def end_headers(self) -> None:
        """Keep nothing: the next save may change any file."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing: an editor's terminal shows problems of content, not requests."""


def _saying(words: str) -> bytes:
    """Return a page of one sentence."""
    return _EMPTY_PAGE.replace(b"<body>", f"<body><h1>{words}</h1>".encode())


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except (OSError, ValueError):  # not there, or a name that no disk takes
        return None
