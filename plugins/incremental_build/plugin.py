"""The Pelican side of the builder: our Pelican class, its Jinja environment, its exit status."""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, TemplateError, TemplateSyntaxError
from pelican import Pelican
from pelican.plugins import signals

from plugins.incremental_build.config import BuilderConfig
from plugins.incremental_build.run import Result, SiteBuild
from plugins.incremental_build.templates import Drawings, Loader, OneBuildEnvironment
from portal import addresses
from portal.build import Build, Render
from portal.clock import read_now
from portal.problem import PortalError
from portal.system import finish_output, lost_output, speak_utf8
from portal.vietnamese import dates, numbers
from portal.vietnamese.text import tie_numbers

FILTERS = {
    "date": dates.show_date,
    "date_line": dates.show_date_line,
    "moment": dates.show_moment,
    "since": dates.show_since,
    "iso": partial(datetime.isoformat, timespec="minutes"),
    "in_query": addresses.in_query,
    "tied": tie_numbers,
    "size": numbers.show_size,
    "count": numbers.show_count,
}


class BrokenTemplateError(PortalError):
    """A template of the theme cannot be read or rendered; told with its place, for whoever works on it."""

    def __init__(self, error: TemplateError, theme: Path) -> None:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(str(theme))]
        place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else str(theme)
        if isinstance(error, TemplateSyntaxError):
            place = f"{error.filename or theme}:{error.lineno}"
        super().__init__(f"{place}: mẫu giao diện lỗi ({error.message}) → sửa mẫu rồi dựng lại.")


class PortalPelican(Pelican):  # type: ignore[misc]  # Pelican ships no types
    """Pelican's seams (settings, plugins, signals, command line) around a build of our own.

    Ends with status 0 when all went well, 1 when a problem kept something out, 2 for a setting that cannot be used.
    """

    build: Build

    def __init__(self, settings: dict[str, Any]) -> None:
        speak_utf8()
        # Pelican's own spinner would stand in our bar's way, in English, and send what is told to standard output.
        os.environ["TTY_COMPATIBLE"] = "0"
        try:
            cache = Path(settings["CACHE_PATH"])
            if not cache.is_absolute():
                cache = Path(settings["PROJECT_ROOT"]) / cache
            self.build = Build(now=read_now(os.environ), content=Path(settings["PATH"]), cache=cache)
            self.config = BuilderConfig.from_settings(settings)
            super().__init__(settings)
        except PortalError as error:
            _stop(error)

    def run(self) -> None:
        """Bring the output folder up to the content, and tell what was done and what was wrong."""
        started = time.perf_counter()
        try:
            result = SiteBuild(self.build, self.config, self.settings, self._render_with).run()
        except (PortalError, TemplateError) as error:
            if self.build.problems:
                print(self.build.problems.report(), file=sys.stderr)
            _stop(error if isinstance(error, PortalError) else BrokenTemplateError(error, Path(self.theme)))
        signals.finalized.send(self)
        if result.problems:
            print(result.problems, file=sys.stderr)
        lost = _tell(result, time.perf_counter() - started)
        if lost:
            print(lost, file=sys.stderr)
        if result.failed or lost:
            raise SystemExit(1)

    def _render_with(self, values: Mapping[str, Any]) -> Render:
        environment = make_environment(Path(self.theme), self.build, values, self.settings)
        compiled = self.build.cache / "templates"
        compiled.mkdir(parents=True, exist_ok=True)
        environment.bytecode_cache = FileSystemBytecodeCache(str(compiled))

        def render(template: str, values: Mapping[str, Any]) -> str:
            return environment.get_template(template).render(values)

        return render


def _tell(result: Result, seconds: float) -> str:
    """Print what was done; return "", or why that could not be printed."""
    try:
        print(_summary(result, seconds))
        if result.due:
            print(f"Cần dựng lại lúc {dates.show_moment(result.due)}: có bài hẹn giờ hoặc thông báo đổi.")
    except OSError as error:
        return lost_output(error)
    return finish_output()


def _summary(result: Result, seconds: float) -> str:
    took = f"{seconds:.1f}".replace(".", ",")
    if result.unchanged:
        return f"Không có gì đổi ({took} giây)."
    pages, files = numbers.show_count(result.pages), numbers.show_count(result.written)
    return f"Đã dựng {pages} trang, ghi {files} tệp trong {took} giây."


def make_environment(theme: Path, build: Build, values: Mapping[str, Any], settings: Mapping[str, Any]) -> Environment:
    """Return the theme's environment: a missing template is an error, never Pelican's own of the same name."""
    loader = Loader([theme / "templates", theme])
    environment = OneBuildEnvironment(loader=loader, **settings["JINJA_ENVIRONMENT"])  # with autoescape
    environment.filters.update({**FILTERS, "once": Drawings(), **settings["JINJA_FILTERS"]})
    environment.globals.update({**values, **build.globals, **settings["JINJA_GLOBALS"]})
    return environment


def _stop(error: PortalError) -> None:
    print(str(error), file=sys.stderr)
    raise SystemExit(error.exit_code)
