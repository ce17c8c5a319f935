"""The data files of a content folder: categories, abbreviations, the agency."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from plugins.articles import codes
from plugins.articles.files import ContentFolder, read_text
from portal.agency import Agency
from portal.article import Term
from portal.data_file import DataFileError, Value, read_list, read_mapping
from portal.problem import ConfigError, Problem, Problems
from portal.vietnamese.slug import is_slug, slugify

CATEGORIES, GLOSSARY, AGENCY = "chuyen-muc.yaml", "viet-tat.yaml", "co-quan.yaml"

T = TypeVar("T")


def read_categories(content: ContentFolder, problems: Problems) -> tuple[Term, ...] | None:
    """Return the agency's categories in their order, or None without the file: then every category is accepted."""

    def parse(text: str) -> tuple[Term, ...]:
        terms = []
        for item in read_list(text):
            record = {"name": item} if isinstance(item, Value) else item
            name = record.get("name")
            if name is None or not name.text:
                raise DataFileError("mỗi chuyên mục cần «name»", next(iter(record.values())).line if record else 1)
            slug = record["slug"].text if "slug" in record else slugify(name.text)
            if not is_slug(slug):
                raise DataFileError(f"địa chỉ chuyên mục «{slug}» không dùng được", name.line)
            description = record["description"].text if "description" in record else ""
            terms.append(Term("chuyen-muc", name.text, slug, description))
        return tuple(terms)

    return _read(content, CATEGORIES, parse, problems)


def read_glossary(content: ContentFolder, problems: Problems) -> dict[str, str]:
    """Return abbreviation → meaning."""

    def parse(text: str) -> dict[str, str]:
        mapping = read_mapping(text)
        return {short: items[0].text for short, items in mapping.items() if items and isinstance(items[0], Value)}

    return _read(content, GLOSSARY, parse, problems) or {}


def read_agency(content: ContentFolder, problems: Problems, *, site_name: str) -> Agency:
    """Return the agency; without the file, one that bears the site's name."""

    def parse(text: str) -> Agency:
        mapping = read_mapping(text)
        values = {
            key: " ".join(item.text for item in items if isinstance(item, Value)) for key, items in mapping.items()
        }
        try:
            return Agency.from_mapping(values, where=content.shown(AGENCY))
        except ConfigError as error:
            raise DataFileError(str(error), 1) from None

    return _read(content, AGENCY, parse, problems) or Agency(name=site_name, agency=site_name)


def _read(content: ContentFolder, name: str, parse: Callable[[str], T], problems: Problems) -> T | None:
    if not (content.root / name).exists():
        return None
    text = read_text(content, name)
    if isinstance(text, Problem):
        problems.add(text)
        return None
    try:
        return parse(text)
    except DataFileError as error:
        problems.add(codes.BAD_DATA_FILE.at(content.shown(name), error.line, reason=str(error)))
        return None
