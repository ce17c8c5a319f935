"""The pages on problem codes, docs/loi-bien-tap.md and docs/loi/*.md, made from the codes and the cases of bad input.

`pytest --update-golden tests/test_handbook.py` writes them.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import yaml

import plugins
import portal
from portal.annotations import HANDBOOK
from portal.problem import Code
from tests.building import ROOT

INDEX = "docs/loi-bien-tap.md"
_GROUPS = {
    "BV": "Bài viết và dữ liệu chung", "AN": "Ảnh", "TL": "Tài liệu", "TB": "Thông báo khẩn",
    "NB": "Nhập bài", "BT": "Biên tập bằng trình duyệt", "CH": "Chuyển hướng",
}  # fmt: skip
_SEVERITY = {"error": "lỗi", "warning": "lưu ý"}
_TOLD = re.compile(r"content/(\S+?)(?::(\d+))? ([A-Z]{2}\d{3}) \w+ (.*)")
# Lines of a case around the one that is told, and the longest of them that is shown.
_AROUND, _LONGEST = 4, 100


def codes() -> dict[str, Code]:
    """Return every code of every module, by its id, in their order."""
    found: dict[str, Code] = {}
    for package in (portal, plugins):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            values = vars(importlib.import_module(module.name)).values()
            found.update({value.code: value for value in values if isinstance(value, Code)})
    return dict(sorted(found.items(), key=lambda item: (list(_GROUPS).index(item[0][:2]), item[0])))


def pages() -> dict[str, str]:
    """Return path → text of every page."""
    examples = _examples()
    found = codes()
    made = {HANDBOOK.format(code=key): _page(code, examples.get(key, "")) for key, code in found.items()}
    return {INDEX: _index(found)} | made


def _index(found: dict[str, Code]) -> str:
    text = """# Các lỗi biên tập

Mỗi dòng của `make check` có một mã; bấm vào mã để xem ví dụ. **Lỗi** giữ riêng bài đó lại, các bài khác vẫn lên;
**lưu ý** thì bài vẫn lên. `co-quan.yaml` hoặc `chuyen-muc.yaml` có lỗi thì không dựng: cổng giữ nguyên bản dựng lần
trước; tệp dữ liệu khác có lỗi thì cổng dựng mà không có nó. Mã `NB…` là của `desk import`: **lỗi** thì tệp đó không
được nhập, **lưu ý** thì bài đã nhập, cần người xem lại.
"""
    for prefix, title in _GROUPS.items():
        rows = [
            f"| [{key}](loi/{key}.md) | {_SEVERITY[code.severity]} | {_cell(code.found)} | {_cell(code.fix)} |"
            for key, code in found.items()
            if key.startswith(prefix)
        ]
        if rows:
            text += "\n".join([f"\n## {title}\n", "| Mã | Mức | Nghĩa | Cách sửa |", "|---|---|---|---|", *rows, ""])
    return text


def _page(code: Code, example: str) -> str:
    kept = {"error": "Bài bị giữ lại cho tới khi sửa; các bài khác vẫn lên.", "warning": "Bài vẫn lên trang."}
    if code.code.startswith("NB"):
        kept = {"error": "Tệp này không được nhập; các tệp khác vẫn được nhập.", "warning": "Bài đã được nhập."}
    found = _open(code.found)
    found = found[0].upper() + found[1:] if found != "…" else "Lời báo nêu rõ chỗ sai"
    return f"""# {code.code}: {found}

**{_SEVERITY[code.severity].capitalize()}.** {kept[code.severity]}

**Cách sửa:** {_open(code.fix)}.
{example}
[Tất cả các mã](../loi-bien-tap.md)
"""


def _examples() -> dict[str, str]:
    """Return an example of each code that a case of bad input tells: the first one whose lines can be shown."""
    examples: dict[str, str] = {}
    for path in sorted((ROOT / "tests/bad_input").glob("*/*/case.yaml")):
        for told in yaml.safe_load(path.read_text("utf-8"))["told"]:
            match = _TOLD.fullmatch(told)
            if match and match[3] not in examples and (example := _example(path.parent / "content", match)):
                examples[match[3]] = example
    return examples


def _example(content: Path, told: re.Match[str]) -> str:
    name, number, code, what = told.groups()
    try:
        lines = (content / name).read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return ""
    first = max(0, int(number or 1) - _AROUND)
    shown = [line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…" for line in lines[first : int(number or 1) + 1]]
    if not all(line.isprintable() for line in shown):
        return ""
    source = "\n".join(f"{first + index:4}  {line}".rstrip() for index, line in enumerate(shown, 1)).rstrip()
    place = f"content/{name}:{number}" if number else f"content/{name}"
    return f"""
## Ví dụ

```
{source}
```

Lời báo: `{place}: {code} {what} …`
"""


def _open(text: str) -> str:
    return re.sub(r"\{[^}]*\}", "…", text)


def _cell(text: str) -> str:
    return _open(text).replace("|", "\\|")
