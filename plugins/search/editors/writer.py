"""Writing the Whoosh index.

A field holds which terms an article has, not how often nor where: ranking has shards of its own, and a phrase is looked
up in the words that are stored.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh import columns, fields, formats, index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import LockError
from whoosh.reading import SegmentReader
from whoosh.writing import CLEAR, SegmentWriter

from plugins.search.editors.versions import forget_others, keep_versions
from portal.article import Article
from portal.vietnamese.analysis import WORD, Token
from portal.vietnamese.slug import slugify

MOST_SEGMENTS = 8
Lines = list[list[Token]]
Posting = tuple[str, bytes, int, float, bytes]


class DamagedIndexError(Exception):
    """The index cannot be read: its files are not what was written."""


class Terms(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field of terms that are made already; each counts once an article."""

    def __init__(self, *, stored: bool = False) -> None:
        self.format = formats.Existence()
        self.scorable, self.stored = False, stored

    def index(self, value: Iterable[str], **_: object) -> list[tuple[bytes, int, float, bytes]]:
        """Return the postings of one article."""
        return [(term.encode(), 1, 1.0, b"") for term in set(value)]


_STORED = ("identity", "number", "category", "tag", "kind")  # as lists
SCHEMA = fields.Schema(
    text=Terms(),
    title=Terms(),
    **{name: Terms(stored=True) for name in _STORED},
    url=fields.STORED,
    name=fields.STORED,
    words=fields.STORED,  # a line per line of the article, a space on both sides of every word
    minute=fields.COLUMN(columns.NumericColumn("i")),  # of publication, since 1970
)


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's own files, without the lengths of fields, in larger blocks that are packed less tightly."""

    length_stats = False

    def __init__(self) -> None:
        super().__init__(blocklimit=1024, compression=1)


class Pool:
    """Sorts the postings of one segment: a list of articles for each term, in place of a tuple for each posting.

    Articles come in the order of their numbers.
    """

    def __init__(self) -> None:
        self._articles: dict[tuple[str, bytes], list[int]] = {}

    def add(self, posting: Posting) -> None:
        """Take one posting."""
        field, term, number, _, _ = posting
        try:
            self._articles[field, term].append(number)
        except KeyError:
            self._articles[field, term] = [number]

    def iter_postings(self) -> Iterator[Posting]:
        """Yield all postings, sorted."""
        for field, term in sorted(self._articles):
            for number in self._articles[field, term]:
                yield field, term, number, 1.0, b""

    def cleanup(self) -> None:
        """Forget them."""
        self._articles.clear()


class Writer(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer, which also keeps the versions of what it wrote."""

    def __init__(self, home: Path, versions: Mapping[str, str]) -> None:
        super().__init__(index.open_dir(str(home), schema=SCHEMA), codec=Codec())
        self.pool = Pool()
        self._readers: dict[Any, Any] = {}
        self._home, self._versions = home, versions

    def add(self, article: Article, lines: Lines) -> None:
        """Add one article."""
        numbers = {token.folded for line in lines for token in line if token.kind != WORD}
        words = [" ".join([token.folded for token in line if token.kind == WORD]) for line in lines]
        self.add_row(
            identity=[article.identity],
            number=sorted(numbers),
            category=[article.category.slug, slugify(article.category.name)],
            tag=[name for tag in article.tags for name in (tag.slug, slugify(tag.name))],
            kind=[slugify(document.kind) for document in article.attachments],
            url=article.url,
            name=article.title,
            words="\n".join([f" {line} " for line in words]),
            minute=int(article.published.timestamp() // 60),
        )

    def add_row(self, **row: Any) -> None:
        """Add what the index stores of an article."""
        words = row["words"]
        self.add_document(text=set(words.split()), title=set(words.partition("\n")[0].split()), **row)

    def add_again(self, segment: Any) -> None:
        """Add the articles of *segment* from what it stores: a tenth of what Whoosh's reading of its postings costs."""
        reader = self._reader(segment)
        minutes = reader.column_reader("minute")
        for number, row in reader.iter_docs():
            self.add_row(minute=minutes[number], **row)

    def remove(self, identities: Collection[str]) -> None:
        """Take articles out that were in the index before."""
        for segment in self.segments if identities else ():
            reader = self._reader(segment)
            for identity in identities:
                if ("identity", identity) in reader:
                    for number in list(reader.postings("identity", identity).all_ids()):
                        segment.delete_document(number)

    def _reader(self, segment: Any) -> Any:
        """Return what reads *segment*; opening it is most of the work where one article changes."""
        if segment not in self._readers:
            self._readers[segment] = SegmentReader(self.storage, self.schema, segment)
        return self._readers[segment]

    def close_readers(self) -> None:
        """Close what was opened for reading."""
        for reader in self._readers.values():
            reader.close()

    def _commit_toc(self, segments: list[Any]) -> None:
        files = [name for segment in segments for name in segment.list_files(self.storage)]
        keep_versions(self._home, self.generation, files, self._versions)
        super()._commit_toc(segments)
        forget_others(self._home, self.generation)


def write_index(
    home: Path,
    articles: Iterable[Article],
    stale: Collection[str],
    versions: Mapping[str, str],
    lines_of: Callable[[Article], Lines],
    *,
    keep_others: bool,
) -> None:
    """Take the identities *stale* out of the index at *home*, or everything unless *keep_others*, and add *articles*.

    Whatever is raised, the index stays as it was.

    Raises:
        DamagedIndexError: it cannot be read.
    """
    with _damage_told():
        writer = Writer(home, versions)
    try:
        with _damage_told():
            writer.remove(stale)
        for article in articles:
            writer.add(article, lines_of(article))
        with _damage_told():
            writer.commit(mergetype=merge_small if keep_others else CLEAR)
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise
    finally:
        writer.close_readers()


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except (OSError, LockError):  # a full disk is no damage
        raise
    except Exception as error:  # damage shows as anything
        raise DamagedIndexError from error


def make_empty(home: Path) -> None:
    """Make an index of nothing at *home*, whatever was there."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    index.create_in(str(home), SCHEMA)


def merge_small(writer: Writer, segments: list[Any]) -> list[Any]:
    """Merge small segments into the new one as soon as there would be more than `MOST_SEGMENTS`; return the others.

    A segment is merged while it is at most what is merged already. So the large first one stays as it is, and of a
    thousand changes one by one 950 write at most fourteen articles again.
    """
    left = sorted((segment for segment in segments if segment.doc_count()), key=lambda segment: segment.doc_count())
    if len(left) < MOST_SEGMENTS:
        return left
    merged = writer.doc_count()
    while left and (len(left) >= MOST_SEGMENTS or left[0].doc_count() <= merged):
        segment = left.pop(0)
        merged += segment.doc_count()
        writer.add_again(segment)
    return left
