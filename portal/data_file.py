"""Data files: YAML read as plain text with line numbers. No implicit types: `12/5` stays text, `yes` stays text."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from portal.vietnamese.text import nfc


@dataclass(frozen=True)
class Value:
    """A piece of text and the 1-based line it stands on."""

    text: str
    line: int


Record = dict[str, Value]
Item = Value | Record


class DataFileError(ValueError):
    """YAML that cannot be read. ``line`` is 1-based."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def read_mapping(text: str, *, first_line: int = 1) -> dict[str, list[Item]]:
    """Read a YAML mapping: each key with its items (one for plain text, one each for a list).

    Args:
        text: YAML; *first_line* is the line of the file that it begins on.

    Raises:
        DataFileError: not YAML, not a mapping, a key given twice, or nested deeper than lists of mappings.
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
        DataFileError: not YAML, or not a list.
    """
    root = _compose(text, 1)
    if root is None:
        return []
    if not isinstance(root, yaml.SequenceNode):
        raise DataFileError("cần một danh sách, mỗi mục mở đầu bằng «- »", 1)
    return _items(root, 1)


def _compose(text: str, first_line: int) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise DataFileError("YAML viết sai", first_line + (mark.line if mark else 0)) from None
    except (yaml.YAMLError, RecursionError):
        raise DataFileError("YAML viết sai", first_line) from None


def _items(node: yaml.Node, first_line: int) -> list[Item]:
    if isinstance(node, yaml.SequenceNode):
        return [_item(child, first_line) for child in node.value]
    return [_item(node, first_line)]


def _item(node: yaml.Node, first_line: int) -> Item:
    if isinstance(node, yaml.MappingNode):
        return {_scalar(key, first_line).text: _scalar(value, first_line) for key, value in node.value}
    return _scalar(node, first_line)


def _scalar(node: yaml.Node, first_line: int) -> Value:
    line = first_line + node.start_mark.line
    if not isinstance(node, yaml.ScalarNode):
        raise DataFileError("lồng quá sâu", line)
    return Value(nfc("" if node.tag == "tag:yaml.org,2002:null" else str(node.value)).strip(), line)
