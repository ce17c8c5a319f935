"""The manifest: the one file of the index whose address never changes, and from which all others are found.

It is zlib data: four bytes (big-endian) with the length of a JSON object, that object, then the tables.

| member | what it is |
|---|---|
| form | `FORM`: whoever knows another one cannot read this index |
| documents | how many; their numbers count from 0 |
| pages | how many of them, the first ones, are pages, without a day |
| longest | documents that a list keeps at most |
| tiers | [start, count, bits] |
| first | day of the first article |
| categories, kinds | [slug, name] |
| abbreviations | [short, long] |
| words | name of the file of words for suggestions, or "" |

The tables: two bytes (big-endian) a shard for each tier and its rest, the name, 0 where there is no file; two bytes a
group of cards; the forms of words that more than a fifth of the documents of the first tier hold: how many in four
bytes, then four bytes of the term and one of the variant each; the days of articles, oldest first, as varints: days
since the one before.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import orjson

from plugins.search.index import varints
from plugins.search.index.addresses import FORM
from plugins.search.index.deflate import deflated
from plugins.search.index.documents import KINDS, Document
from plugins.search.index.shards import LONGEST
from plugins.search.index.tables import Files, short, shorts
from plugins.search.index.tiers import CHUNK, Tier
from plugins.search.index.update import Index

# A word of which more documents hold a form says little; its list is loaded only when a query has no other.
COMMON = 0.2
_LENGTH = struct.Struct(">I")


def encoded(
    index: Index,
    documents: Sequence[Document],
    categories: Sequence[tuple[str, str]],
    abbreviations: Mapping[str, str],
    lexicon: int,
) -> bytes:
    """Return the manifest's file; *lexicon* is the digest of the file of words, 0 if there is none."""
    days = [document.day for document in documents if document.day]
    told = {
        "form": FORM,
        "documents": len(documents),
        "pages": sum(document.day is None for document in documents),
        "longest": LONGEST,
        "tiers": [[tier.start, tier.count, tier.bits] for tier in index.files],
        "first": days[0].isoformat() if days else "",
        "categories": [list(category) for category in categories],
        "kinds": [list(kind) for kind in KINDS],
        "abbreviations": sorted(abbreviations.items()),
        "words": short(lexicon) if lexicon else "",
    }
    common = _common(index.files)
    tables = [shorts(part) for files in index.files.values() for part in (files.shards, files.rest)]
    tables.append(shorts(np.array(index.cards, np.uint64)))
    tables.append(_LENGTH.pack(len(common)) + b"".join(form.to_bytes(5, "big") for form in common))
    tables.append(_gaps(days))
    return framed(told, b"".join(tables))


def framed(told: Mapping[str, Any], tables: bytes) -> bytes:
    """Return zlib data of a JSON object and of what follows it."""
    head = orjson.dumps(told)
    return deflated(_LENGTH.pack(len(head)) + head + tables)


def _common(files: Mapping[Tier, Files]) -> list[int]:
    """Return the forms of words that many documents hold."""
    for tier, found in files.items():
        if tier.count >= CHUNK:
            return [int(form) for form in found.forms[found.frequencies > COMMON * tier.count]]
        break
    return []


def _gaps(days: Sequence[date]) -> bytes:
    ordinals = np.array([day.toordinal() for day in days], np.int64)
    gaps = np.diff(ordinals, prepend=ordinals[:1])
    return varints.encode(gaps)[0].tobytes()
