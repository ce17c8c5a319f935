"""Commands of articles: `desk check`, and what `desk next` asks of them."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from plugins.articles.loader import SiteLoader
from portal.build.memory import NoMemory
from portal.problem import Problems

ROOT = Path(__file__).resolve().parents[2]
# What of a cache serves every output folder: pictures, fonts and style, translated templates.
_SHARED = ("photos", "assets", "templates")
_TROUBLE = 2  # the least exit status that does not speak of content

content_option = click.option(
    "--content", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT / "content",
    help="Thư mục nội dung (mặc định: content).",
)  # fmt: skip


@click.command(help="Kiểm tra mọi bài và trang, không dựng gì. Kết thúc với mã 1 nếu có lỗi.")
@content_option
def check(content: Path) -> None:
    """Print every problem of *content*: all that a build would tell, as it is a build whose site is thrown away."""
    with TemporaryDirectory(prefix="cong-tin-") as folder:
        cache = Path(folder, "cache")
        _share_cache(ROOT / ".cache", cache)
        command = [
            sys.executable, "-m", "pelican", str(content), "-s", str(ROOT / "pelicanconf.py"),
            "-o", str(Path(folder, "output")), "--fatal", "warnings", "--log-handler", "plain",
            "-e", f"CACHE_PATH={json.dumps(str(cache))}",
        ]  # fmt: skip
        # With SOURCE_DATE_EPOCH, if it is set: the moment of the build is that of the check.
        result = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603  # our own command line
    told = result.stderr.strip()
    print(told or "Không có lỗi nào.", file=sys.stderr if result.returncode >= _TROUBLE else sys.stdout)
    raise SystemExit(result.returncode)


def _share_cache(cache: Path, other: Path) -> None:
    """Let a build with the cache *other* use, and add to, what *cache* has for every output folder."""
    other.mkdir()
    for name in _SHARED:
        try:
            (cache / name).mkdir(parents=True, exist_ok=True)
        except OSError:
            continue  # not writable: slower, no worse
        (other / name).symlink_to(cache / name)


def waiting(content: Path, now: datetime) -> list[datetime]:
    """Return the next moment after *now* at which the articles of *content* give another site; [] if none waits.

    Raises:
        PortalError: a data file cannot be read, or there is no article at all.
    """
    site = SiteLoader(content, now=now, problems=Problems(), site_name=content.name, memory=NoMemory()).load()
    return [site.next_due] if site.next_due else []
