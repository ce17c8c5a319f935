"""The head of a file as blocks of lines, one a field, so that one field can change and all else stays as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from portal.data_file import DataFileError, Item, Value, read_mapping

_FENCE = re.compile(r"---\s*$")
_YAML_KEY = re.compile(r"(?![-#\s])(\"?)([^:\"]+)\1\s*:(?:\s|$)")
_LINE_KEY = re.compile(r"([A-Za-zÀ-ỹĐđ][\wÀ-ỹ -]{0,40}?)[ \t]*:")

_NEEDED = 2  # values of a record that are written even when empty

Records = list[dict[str, str]]
Content = str | list[str] | Records


class UnreadableError(ValueError):
    """A head that cannot be taken apart; nothing may be written into such a file."""


@dataclass(frozen=True)
class Block:
    """The lines of one field; *key* is its name in lower case with ``_``, "" for lines before the first."""

    key: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Head:
    """A file taken apart: what stands before the head's fields, its blocks, and all that follows."""

    is_yaml: bool
    opening: str
    blocks: tuple[Block, ...]
    rest: str

    def text(self) -> str:
        """Return the file's text."""
        lines = [line for block in self.blocks for line in block.lines]
        return self.opening + "".join(f"{line}\n" for line in lines) + self.rest

    def line_of(self, key: str) -> tuple[int, int]:
        """Return the 1-based first and last line of a field; (0, 0) when the head has none."""
        number = self.opening.count("\n")
        for block in self.blocks:
            if block.key == key and block.lines:
                return number + 1, number + len(block.lines)
            number += len(block.lines)
        return 0, 0

    def items(self, key: str) -> list[Item]:
        """Return what the field *key* holds; [] without it.

        Raises:
            UnreadableError: the field is not YAML.
        """
        block = next((block for block in self.blocks if block.key == key), None)
        if block is None:
            return []
        if not self.is_yaml:
            first, *more = block.lines
            texts = [first.partition(":")[2].strip(), *(line.strip() for line in more)]
            return [Value(text, 0) for text in texts if text]
        try:
            return next(iter(read_mapping("\n".join(block.lines)).values()), [])
        except DataFileError as error:
            raise UnreadableError(str(error)) from None

    def with_field(self, key: str, name: str, content: Content, order: Mapping[str, int]) -> Head:
        """Return the head with the field *key*, written *name* where it is new; empty *content* takes it out.

        A new field comes after the nearest one that stands before it in *order*.
        """
        old = next((block for block in self.blocks if block.key == key), None)
        written = _written_name(old, self.is_yaml) if old else name
        lines = (_yaml_lines if self.is_yaml else _header_lines)(written, content) if content else ()
        blocks = list(self.blocks)
        if old is not None:
            blocks[blocks.index(old)] = Block(key, tuple(lines))
        elif lines:
            before = [
                (order[block.key], at) for at, block in enumerate(blocks) if order.get(block.key, 99) < order[key]
            ]
            _, at = max(before, default=(0, len(blocks) - 1))
            blocks.insert(at + 1, Block(key, tuple(lines)))
        return replace(self, blocks=tuple(blocks))


NEW = Head(is_yaml=True, opening="---\n", blocks=(), rest="---\n")


def take_apart(text: str) -> Head:
    """Take apart *text* (LF line ends).

    Raises:
        UnreadableError: it has no head, or one that does not end.
    """
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        raise UnreadableError("tệp trống")
    is_yaml = _FENCE.match(lines[first]) is not None
    start = first + 1 if is_yaml else first
    end = _end(lines, start, is_yaml=is_yaml)
    opening = "".join(f"{line}\n" for line in lines[:start])
    blocks = _blocks(lines[start:end], _YAML_KEY if is_yaml else _LINE_KEY)
    if not any(block.key for block in blocks):
        raise UnreadableError("không có phần đầu bài")
    return Head(is_yaml, opening, blocks, "\n".join(lines[end:]))


def body_of(rest: str, *, is_yaml: bool) -> str:
    """Return the body in what follows a head's fields."""
    return (rest.partition("\n")[2] if is_yaml else rest).strip("\n")


def _end(lines: list[str], start: int, *, is_yaml: bool) -> int:
    if is_yaml:
        end = next((number for number in range(start, len(lines)) if _FENCE.match(lines[number])), None)
        if end is None:
            raise UnreadableError("phần đầu bài không có dòng «---» đóng lại")
        return end
    for number in range(start, len(lines)):
        line = lines[number]
        if not line.strip() or not (line[0] in " \t" or _LINE_KEY.match(line)):
            return number
    return len(lines)


def _blocks(lines: list[str], key_form: re.Pattern[str]) -> tuple[Block, ...]:
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in lines:
        match = key_form.match(line)
        if match:
            name = match[match.lastindex or 1]
            found.append((re.sub(r"[ -]", "_", name.strip().lower()), []))
        found[-1][1].append(line)
    return tuple(Block(key, tuple(block)) for key, block in found if block)


def _written_name(block: Block, is_yaml: bool) -> str:
    match = (_YAML_KEY if is_yaml else _LINE_KEY).match(block.lines[0])
    assert match is not None
    return match[match.lastindex or 1].strip()


def _yaml_lines(name: str, content: Content) -> list[str]:
    if isinstance(content, str):
        return [f"{name}: {_scalar(content)}"]
    lines = [f"{name}:"]
    for item in content:
        if isinstance(item, str):
            lines.append(f"  - {_scalar(item)}")
        else:
            given = [(key, text) for number, (key, text) in enumerate(item.items()) if number < _NEEDED or text]
            lines += [f"  {'  ' if number else '- '}{key}: {_scalar(text)}" for number, (key, text) in enumerate(given)]
    return lines


def _scalar(text: str) -> str:
    """Return *text* as YAML writes it: as it stands where that reads as the same text, else in quotes."""
    try:
        (items,) = read_mapping(f"a: {text}").values()
        (listed,) = read_mapping(f"a:\n  - {text}").values()
    except (DataFileError, ValueError):
        return json.dumps(text, ensure_ascii=False)
    is_same = all(
        len(found) == 1 and isinstance(found[0], Value) and found[0].text == text for found in (items, listed)
    )
    return text if is_same else json.dumps(text, ensure_ascii=False)


def _header_lines(name: str, content: Content) -> list[str]:
    if isinstance(content, str):
        return [f"{name}: {content}"]
    if all(isinstance(item, str) for item in content):
        return [f"{name}: {', '.join(str(item) for item in content)}"]
    # Values are known by their place; those left out at the end need none.
    first, *more = [" | ".join(item.values()).rstrip(" |") for item in content if isinstance(item, dict)]
    return [f"{name}: {first}", *(f"    {line}" for line in more)]
