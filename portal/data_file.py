"""Data files: YAML read as plain text with line numbers. No implicit types: `12/5` stays text, `yes` stays text."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from portal.vietnamese.text import nfc


@dataclass(frozen=True)
class Value:
    """A piece of text and the 1-based line it stands on."""

    text: str
    line: int


# What no page may hold: an escape ("\x02") can write what the check of the file's own characters refuses.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Lists of mappings need four; PyYAML's work grows with the square of the depth.
_MAX_DEPTH = 8

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


def _compose(text: str, first_line: int) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = "lồng quá sâu" if isinstance(error, _TooDeep) else "YAML viết sai"
        raise DataFileError(message, first_line + (mark.line if mark else 0)) from None
    except (yaml.YAMLError, RecursionError):
        raise DataFileError("YAML viết sai", first_line) from None


def _items(node: yaml.Node, first_line: int) -> list[Item]:
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


def _scalar(node: yaml.Node, first_line: int) -> Value:
    line = first_line + node.start_mark.line
    if not isinstance(node, yaml.ScalarNode):
        raise DataFileError("lồng quá sâu", line)
    text = "" if node.tag == "tag:yaml.org,2002:null" else str(node.value)
    control = _CONTROL.search(text)
    if control:
        raise DataFileError(f"có ký tự điều khiển U+{ord(control[0]):04X}", line)
    return Value(nfc(text).strip(), line)
