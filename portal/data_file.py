"""Data files: YAML read as plain text with line numbers. No implicit types: `12/5` stays text, `yes` stays text."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from portal.text_file import INVISIBLE, fault_in
from portal.vietnamese.text import nfc


@dataclass(frozen=True)
class Value:
    """A piece of text and the 1-based line it stands on."""

    text: str
    line: int


# Lists of mappings need four; PyYAML's work grows with the square of the depth.
_MAX_DEPTH = 8

# Nearly all heads of articles: lines "key: text" or lists of texts, in characters that YAML reads as they stand.
_WORDS = "A-Za-z0-9À-ɏẠ-ỹ"
_CHARACTERS = rf"{_WORDS} .,:;?!()/%“”‘’«»…–—•°§+=@&\-"
_SCALAR = rf"""(?:"[{_CHARACTERS}']*"|'[{_CHARACTERS}"]*'|[{_WORDS}(/“‘«][{_CHARACTERS}'"]*)"""
# Between brackets commas part items, so that a colon or another sign may mean more than elsewhere.
_IN_BRACKETS = rf"""(?:"[{_CHARACTERS}']*"|[{_WORDS}][{_WORDS} ./()%–\-]*)"""
_FIELD = re.compile(
    rf"([A-Za-z_]{{1,40}}):(?: +(?:({_SCALAR})|\[({_IN_BRACKETS}(?:, *{_IN_BRACKETS})*)\])"
    rf"|((?:\n  - +{_SCALAR})+|(?:\n- +{_SCALAR})+))(?:\n|\Z)"
)
_LISTED = re.compile(r"- +(.+)")
_QUOTES = "\"'"
_NOT_PLAIN = re.compile(r": |[: ]\Z|(?:null|Null|NULL)\Z")  # a mapping, an end that goes away, nothing at all

Record = dict[str, Value]
Item = Value | Record


class DataFileError(ValueError):
    """YAML that cannot be read. ``line`` is 1-based."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


class _TooDeep(yaml.MarkedYAMLError):
    """Brackets or indents within each other, more than any file of ours needs."""


class _Loader(yaml.SafeLoader):
    """Composes while it reads, so that what is nested too deep is refused before the rest is looked at."""

    _depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self._depth == _MAX_DEPTH:
            raise _TooDeep(problem_mark=parent.start_mark if parent else None)
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


def read_mapping(text: str, *, first_line: int = 1) -> dict[str, list[Item]]:
    """Read a YAML mapping: each key with its items (one for plain text, one each for a list).

    Args:
        text: YAML; *first_line* is the line of the file that it begins on.

    Raises:
        DataFileError: not YAML, not a mapping, a key given twice, an empty mapping in a list, control characters, or
            nested deeper than lists of mappings.
    """
    simple = _simple_mapping(text, first_line)
    if simple is not None:
        return simple
    root = _compose(text, first_line)
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise DataFileError("cần các dòng «khóa: giá trị»", first_line)
    fields: dict[str, list[Item]] = {}
    for key_node, value_node in root.value:
        key = _scalar(key_node, first_line)
        if key.text in fields:
            raise DataFileError(f"khóa «{key.text}» ghi hai lần", key.line)
        fields[key.text] = _items(value_node, first_line)
    return fields


def read_list(text: str) -> list[Item]:
    """Read a YAML list of texts or of mappings.

    Raises:
        DataFileError: as `read_mapping`, or not a list.
    """
    root = _compose(text, 1)
    if root is None:
        return []
    if not isinstance(root, yaml.SequenceNode):
        raise DataFileError("cần một danh sách, mỗi mục mở đầu bằng «- »", 1)
    return _items(root, 1)


def _simple_mapping(text: str, first_line: int) -> dict[str, list[Item]] | None:
    """Return what `read_mapping` does, many times as fast, where every line is a simple one; else None."""
    fields: dict[str, list[Item]] = {}
    position, line = 0, first_line
    while position < len(text):
        match = _FIELD.match(text, position)
        if match is None or match[1] in fields or _NOT_PLAIN.match(match[1]):
            return None
        _, scalar, bracketed, listed = match.groups()
        written = [scalar] if scalar else re.findall(_IN_BRACKETS, bracketed) if bracketed else _LISTED.findall(listed)
        if any(item[0] not in _QUOTES and _NOT_PLAIN.search(item) for item in written):
            return None
        texts = [nfc(item[1:-1] if item[0] in _QUOTES else item).strip() for item in written]
        fields[match[1]] = [Value(item, line + number if listed else line) for number, item in enumerate(texts, 1)]
        position = match.end()
        line += match[0].count("\n")
    return fields


def _compose(text: str, first_line: int) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise DataFileError(_reason(error), first_line + (mark.line if mark else 0)) from None
    except (yaml.YAMLError, RecursionError):
        raise DataFileError("YAML viết sai", first_line) from None


def _reason(error: yaml.MarkedYAMLError) -> str:
    if isinstance(error, _TooDeep):
        return "lồng quá sâu"
    if "mapping values" in (error.problem or ""):
        return "YAML viết sai: có dấu hai chấm nằm trong giá trị"
    return "YAML viết sai"


def _items(node: yaml.Node, first_line: int) -> list[Item]:
    if not node.tag.startswith("tag:yaml.org,2002:") or "python" in node.tag:
        raise DataFileError(f"kiểu «{node.tag[-30:]}» không được dùng", first_line + node.start_mark.line)
    if isinstance(node, yaml.SequenceNode):
        return [_item(child, first_line) for child in node.value]
    return [_item(node, first_line)]


def _item(node: yaml.Node, first_line: int) -> Item:
    if not isinstance(node, yaml.MappingNode):
        return _scalar(node, first_line)
    if not node.value:
        raise DataFileError("mục «{}» để trống", first_line + node.start_mark.line)
    record: Record = {}
    for key_node, value_node in node.value:
        key = _scalar(key_node, first_line)
        if key.text in record:
            raise DataFileError(f"khóa «{key.text}» ghi hai lần", key.line)
        record[key.text] = _scalar(value_node, first_line)
    return record


def _refuse_odd(text: str, written: str, line: int) -> None:
    """Refuse what an escape brought into *text* and the check of the file's own characters would tell of.

    What stands in the file as it is, in *written*, was judged there.
    """
    fault = fault_in(text)
    if fault is None or chr(fault[1]) in written:
        return
    code, codepoint = fault
    if code is INVISIBLE:
        raise DataFileError(f"có ký tự không nhìn thấy U+{codepoint:04X}", line)
    raise DataFileError(code.found.format(codepoint=codepoint), line)


def _scalar(node: yaml.Node, first_line: int) -> Value:
    line = first_line + node.start_mark.line
    if not isinstance(node, yaml.ScalarNode):
        raise DataFileError("lồng quá sâu", line)
    text = "" if node.tag == "tag:yaml.org,2002:null" else str(node.value)
    if node.style == '"':
        start, end = node.start_mark, node.end_mark
        _refuse_odd(text, (start.buffer or "")[start.pointer : end.pointer], line)
    return Value(nfc(text).strip(), line)
