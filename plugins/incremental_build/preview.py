"""The preview: serves the output folder on this machine, builds on every save, tells open browsers to reload."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

from watchfiles import watch
from watchfiles.main import FileChange

from plugins.incremental_build.builder import Builder
from plugins.incremental_build.progress import show_cursor
from plugins.incremental_build.server import Builds, Handler, Seen, Server
from portal.system import reason_of, undisturbed
from portal.web import Route

# A save is taken up when nothing more came for one step: 20 to 40 ms after it. Editors that write a file beside and
# rename it do so within 5 ms; the limit is for what never pauses, as a checkout of many files.
_STEP_MS, _LIMIT_MS = 20, 400
# How long a look for changes may wait before Ctrl-C is looked for.
_LOOK_MS = 200


def _nothing(_url: str) -> None:
    pass


class Preview:
    """Serves *output* on 127.0.0.1:*port*; builds at first and whenever something below *shown* or *code* is saved.

    What *start* starts builds; it is started anew when *code* changes. *after_build* is given the preview's address
    after each build. *routes* answer what begins with their prefix.
    """

    def __init__(
        self,
        output: Path,
        port: int,
        start: Callable[[], Builder],
        shown: Sequence[Path],
        code: Sequence[Path],
        after_build: Callable[[str], None] = _nothing,
        routes: Mapping[str, Route] | None = None,
    ) -> None:
        self._start = start
        self._shown = shown
        self._code = code
        self._after_build = after_build
        self._builds = Builds()
        handler = partial(Handler, builds=self._builds, seen=Seen(), root=output, routes=routes or {})
        try:
            self._server = Server(("127.0.0.1", port), handler)
        except OSError as error:
            print(f"Không mở được cổng mạng {port} ({reason_of(error)}) → chọn cổng khác bằng --port.", file=sys.stderr)
            raise SystemExit(2) from None

    def run(self) -> None:
        """Serve until Ctrl-C. Saves during a build are seen: the watch begins before the first one."""
        with suppress(KeyboardInterrupt), ExitStack() as at_the_end:
            changes = self._changes()
            next(changes)
            with undisturbed():
                builder = self._start()
                at_the_end.callback(_stop, builder)
            self._run(builder, changes)

    def _run(self, builder: Builder, changes: Iterator[set[Path]]) -> None:
        self._build(builder)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{self._server.server_port}"
        print(f"Xem tại {url} (dừng: Ctrl-C)", flush=True)
        self._after_build(url)
        for changed in changes:
            if self._is_code(changed):
                print("Mã nguồn đã đổi; nạp lại chương trình dựng.", flush=True)
                builder.restart()
            self._build(builder)
            self._after_build(url)

    def _changes(self) -> Iterator[set[Path]]:
        """Yield when the watch has begun, and then what was saved, each time something was."""
        changed: set[Path] = set()
        while True:
            watched = [path for path in (*self._shown, *self._code) if path.exists()]
            looks = watch(*watched, step=_STEP_MS, debounce=_LIMIT_MS, rust_timeout=_LOOK_MS, yield_on_timeout=True)
            yield changed | _paths(next(looks))
            for changes in looks:
                changed = _paths(changes)
                # A watched file that was saved by a rename is another one. Its build waits until that is watched.
                if not changed.isdisjoint(self._code):
                    break
                if changed:
                    yield changed

    def _is_code(self, changed: Iterable[Path]) -> bool:
        return any(path.is_relative_to(code) for path in changed for code in self._code)

    def _build(self, builder: Builder) -> None:
        outcome = builder.build()
        if not outcome.has_built:
            print("Chưa dựng được; trang vẫn là bản dựng lần trước.", file=sys.stderr, flush=True)
            show_cursor()
        self._builds.finished(outcome)


def _stop(builder: Builder) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # one is enough
    builder.stop()
    show_cursor()


def _paths(changes: Iterable[FileChange]) -> set[Path]:
    return {Path(path) for _, path in changes}
