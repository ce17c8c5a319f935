"""The preview: serves the output folder on this machine, builds on every save, tells open browsers to reload."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from watchfiles import watch

_SCRIPT_PATH, _EVENTS_PATH = "/_xem-truoc.js", "/_xem-truoc"
_SCRIPT = f"""new EventSource("{_EVENTS_PATH}").addEventListener("built", () => location.reload());
"""
_SCRIPT_TAG = f'<script defer src="{_SCRIPT_PATH}"></script></head>'.encode()
# How long a browser's connection may stay silent before a line keeps it open.
_HEARTBEAT_SECONDS = 15.0


class _Builds:
    """Counts finished builds and lets connections wait for the next one."""

    def __init__(self) -> None:
        self._number = 0
        self._changed = threading.Condition()

    @property
    def number(self) -> int:
        return self._number

    def finished(self) -> None:
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    def wait_beyond(self, number: int) -> bool:
        """Wait until there is a build after *number*; False when the heartbeat is due first."""
        with self._changed:
            return self._changed.wait_for(lambda: self._number > number, timeout=_HEARTBEAT_SECONDS)


class _Handler(SimpleHTTPRequestHandler):
    """Serves files as a real server would, with the reload script in every page."""

    protocol_version = "HTTP/1.0"  # a connection an answer; the event stream ends with its connection

    def __init__(self, *arguments: Any, builds: _Builds, root: Path, **more: Any) -> None:
        self._builds = builds
        self._root = root
        super().__init__(*arguments, directory=str(root), **more)

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == _SCRIPT_PATH:
            self._answer(HTTPStatus.OK, "text/javascript; charset=utf-8", _SCRIPT.encode())
        elif path == _EVENTS_PATH:
            self._stream_events()
        else:
            self._serve_file(path)

    def _serve_file(self, path: str) -> None:
        file = Path(self.translate_path(path))
        if file.is_dir() and path.endswith("/"):
            file /= "index.html"
        if file.suffix == ".html" and file.is_file():
            self._answer(HTTPStatus.OK, "text/html; charset=utf-8", _with_script(file.read_bytes()))
        elif file.exists():
            super().do_GET()
        else:
            missing = self._root / "404.html"
            page = _with_script(missing.read_bytes()) if missing.is_file() else b""
            self._answer(HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", page)

    def _answer(self, status: HTTPStatus, media_type: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _stream_events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        number = self._builds.number
        try:
            while True:
                built = self._builds.wait_beyond(number)
                self.wfile.write(b"event: built\ndata:\n\n" if built else b":\n\n")
                self.wfile.flush()
                number = self._builds.number
        except OSError:
            return  # the browser left

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


def _with_script(page: bytes) -> bytes:
    return page.replace(b"</head>", _SCRIPT_TAG, 1)


class Preview:
    """Serves *output* on 127.0.0.1:*port*; runs *command* at first and whenever something *watched* is saved."""

    def __init__(self, output: Path, port: int, command: Sequence[str], watched: Sequence[Path]) -> None:
        self._command = list(command)
        self._watched = [path for path in watched if path.exists()]
        self._builds = _Builds()
        handler = partial(_Handler, builds=self._builds, root=output)
        try:
            self._server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        except OSError as error:
            print(f"Không mở được cổng mạng {port} ({error.strerror}) → đóng chương trình đang dùng, hoặc thêm --port.")
            raise SystemExit(2) from None
        self._server.daemon_threads = True

    def run(self) -> None:
        """Serve until Ctrl-C. Saves during a build are seen: the watch begins before the first one."""
        with suppress(KeyboardInterrupt):
            self._run()

    def _run(self) -> None:
        changes = watch(*self._watched, yield_on_timeout=True, rust_timeout=200)
        next(changes)
        self._build()
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        print(f"Xem tại http://127.0.0.1:{self._server.server_port} (dừng: Ctrl-C)", flush=True)
        for changed in changes:
            if changed:
                self._build()
        self._server.shutdown()

    def _build(self) -> None:
        # In a process group of its own: Ctrl-C reaches the preview only, which then ends the build without a word.
        with subprocess.Popen(self._command, process_group=0) as build:  # noqa: S603  # our own command line
            try:
                status = build.wait()
            except KeyboardInterrupt:
                build.terminate()
                build.wait()
                raise
        if status > 1:
            print("Chưa dựng được; trang vẫn là bản dựng lần trước.", file=sys.stderr)
        self._builds.finished()
