"""The data files of a content folder: categories, abbreviations, proper names, the agency, merged bodies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from plugins.articles import codes
from plugins.articles.files import DATA_FILES, ContentFolder, read_source
from plugins.articles.mergers import Merger, MergerNames, parse_mergers
from portal.agency import Agency, AgencyError
from portal.article import Term
from portal.build.digest import digest
from portal.data_file import DataFileError, Item, Value, read_list, read_mapping
from portal.problem import PortalError, Problems
from portal.vietnamese.slug import is_slug, slugify

_OF_CATEGORY = ("name", "slug", "description")
CATEGORIES, GLOSSARY, NAMES, AGENCY, MERGERS, _NOTICE = DATA_FILES

T = TypeVar("T")


class BrokenDataError(PortalError):
    """A data file that shapes every page cannot be read: better the last site than one without agency or order."""


class UnreadableContentError(BrokenDataError):
    """A folder cannot be opened: what is in it would seem to be gone."""


@dataclass(frozen=True)
class Data:
    """What the data files say; categories are None without their file. Names are in lower case."""

    agency: Agency
    categories: tuple[Term, ...] | None
    glossary: dict[str, str]
    mergers: tuple[Merger, ...]
    names: frozenset[str]

    @cached_property
    def contacts(self) -> frozenset[str]:
        """Return the agency's own mail and telephone numbers, without spaces, in lower case."""
        own = (self.agency.email, self.agency.telephone, self.agency.hotline)
        return frozenset(re.sub(r"\s", "", contact).lower() for contact in own if contact)

    @property
    def shaping(self) -> str:
        """Another text whenever a source may be read in another way, whatever its own file says."""
        read_with = (self.categories, sorted(self.glossary.items()), sorted(self.names), sorted(self.contacts))
        return digest(*map(repr, read_with), MergerNames(self.mergers).key)


def read_data(content: ContentFolder, problems: Problems, *, site_name: str) -> Data:
    """Read the data files of *content*.

    Raises:
        BrokenDataError: one of them is there and cannot be used; *problems* tells which, and on which line.
    """
    found = Problems()
    data = Data(
        read_agency(content, found, site_name=site_name),
        read_categories(content, found),
        # Without these a site is a little poorer: told, but no reason to keep an urgent notice from readers.
        read_glossary(content, problems),
        _read(content, MERGERS, lambda text: parse_mergers(text, content.shown(MERGERS), problems.add), problems) or (),
        read_names(content, problems),
    )
    problems.extend(found)
    if found.errors:
        raise BrokenDataError("Chưa dựng được vì tệp dữ liệu chung viết sai; trang đã dựng lần trước được giữ nguyên.")
    return data


def read_categories(content: ContentFolder, problems: Problems) -> tuple[Term, ...] | None:
    """Return the agency's categories in their order, or None without the file: then every category is accepted."""

    def parse(text: str) -> tuple[Term, ...]:
        items = read_list(text)
        for record in (item for item in items if not isinstance(item, Value)):
            for key in (key for key in record if key not in _OF_CATEGORY):
                keys = ", ".join(_OF_CATEGORY)
                problems.add(codes.UNKNOWN_KEY.at(content.shown(CATEGORIES), record[key].line, key=key, keys=keys))
        return _parse_categories(items)

    return _read(content, CATEGORIES, parse, problems)


def _parse_categories(items: list[Item]) -> tuple[Term, ...]:
    terms: list[Term] = []
    for item in items:
        record = {"name": item} if isinstance(item, Value) else item
        name = record.get("name")
        if name is None or not name.text:
            raise DataFileError("mỗi chuyên mục cần «name»", next((value.line for value in record.values()), 1))
        slug = record["slug"].text if "slug" in record else slugify(name.text)
        if not is_slug(slug):
            raise DataFileError(f"địa chỉ chuyên mục «{slug}» không dùng được", name.line)
        for other in terms:
            if slug == other.slug or name.text.casefold() == other.name.casefold():
                raise DataFileError(f"chuyên mục «{name.text}» trùng tên hoặc địa chỉ với «{other.name}»", name.line)
        description = record["description"].text if "description" in record else ""
        terms.append(Term("chuyen-muc", name.text, slug, description))
    return tuple(terms)


def read_glossary(content: ContentFolder, problems: Problems) -> dict[str, str]:
    """Return abbreviation → meaning; what has not one line of meaning is left out and told."""

    def parse(text: str) -> dict[str, str]:
        glossary = {}
        for short, items in read_mapping(text).items():
            item = items[0] if len(items) == 1 else None
            if isinstance(item, Value) and item.text and short:
                glossary[short] = item.text
            else:
                line = next((value.line for value in _values(items)), 0)
                problems.add(codes.BAD_ABBREVIATION.at(content.shown(GLOSSARY), line, short=short))
        return glossary

    return _read(content, GLOSSARY, parse, problems) or {}


def read_names(content: ContentFolder, problems: Problems) -> frozenset[str]:
    """Return the names and foreign words that are spelt right though no rule knows them, in lower case."""

    def parse(text: str) -> frozenset[str]:
        items = read_list(text)
        for item in (item for item in items if not isinstance(item, Value)):
            line = next(value.line for value in item.values())
            problems.add(codes.NOT_TEXT.at(content.shown(NAMES), line, field=NAMES))
        return frozenset(" ".join(item.text.lower().split()) for item in items if isinstance(item, Value) and item.text)

    return _read(content, NAMES, parse, problems) or frozenset()


def read_agency(content: ContentFolder, problems: Problems, *, site_name: str) -> Agency:
    """Return the agency; without the file, one that bears the site's name."""

    def parse(text: str) -> Agency:
        mapping = read_mapping(text)
        values = {
            key: " ".join(item.text for item in items if isinstance(item, Value)) for key, items in mapping.items()
        }
        try:
            return Agency.from_mapping(values)
        except AgencyError as error:
            line = next((value.line for value in _values(mapping.get(error.key, []))), 1)
            raise DataFileError(str(error), line) from None

    return _read(content, AGENCY, parse, problems) or Agency(name=site_name, agency=site_name)


def _values(items: list[Item]) -> Iterator[Value]:
    for item in items:
        yield from [item] if isinstance(item, Value) else item.values()


def _read(content: ContentFolder, name: str, parse: Callable[[str], T], problems: Problems) -> T | None:
    if not (content.root / name).exists() and not (content.root / name).is_symlink():
        return None
    text, found = read_source(content, name)
    problems.extend(found)
    if text is None:
        return None
    try:
        return parse(text)
    except DataFileError as error:
        problems.add(codes.BAD_DATA_FILE.at(content.shown(name), error.line, reason=str(error)))
        return None
