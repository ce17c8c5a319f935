"""The Pelican side of the urgent notice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plugins.urgent_notice.notice import FILE, UrgentNotice, read_notice
from plugins.urgent_notice.provider import UrgentNotices
from portal.build import Build
from portal.problem import Problem, Problems


def join_build(pelican: Any) -> None:
    """Handle ``initialized``: read the notice, contribute its fragment, tell the build when it comes and goes."""
    build: Build = pelican.build
    notice = load(build.content, build.problems)
    if notice is not None:
        build.due.extend(notice.turns)
    build.add_fragment("urgent_notice", lambda site, render: UrgentNotices(site, render, notice))


def load(content: Path, problems: Problems) -> UrgentNotice | None:
    """Read the notice of the folder *content*; None when there is no file, or a wrong one: *problems* then says why."""
    shown = f"{content.name}/{FILE}"
    path = content / FILE
    if not path.exists():
        return None
    if not path.resolve().is_relative_to(content.resolve()):
        fix = "chép tệp thật vào thư mục nội dung"
        problems.add(Problem(shown, 0, "TB001", "liên kết tượng trưng trỏ ra ngoài thư mục nội dung", fix))
        return None
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        problems.add(Problem(shown, 0, "TB001", f"không mở được tệp ({error.strerror})", "xem lại quyền đọc của tệp"))
        return None
    except UnicodeDecodeError:
        problems.add(Problem(shown, 0, "TB001", "tệp không phải UTF-8", "mở lại và lưu với mã hóa UTF-8"))
        return None
    notice, found = read_notice(text, shown)
    problems.extend(found)
    return notice
