"""Where the files of the static index lie in the site, and where the index for editors lies beside it."""

from __future__ import annotations

from pathlib import Path

from plugins.search.index.cards import group_of
from plugins.search.index.tables import short
from plugins.search.index.tiers import Tier
from portal.addresses import SEARCH_DATA
from portal.build.digest import digest

# Raised with every change of what the files hold that older readers would take for something else.
FORM = 1
FOLDER = SEARCH_DATA.strip("/")
MANIFEST = f"{FOLDER}/muc-luc.bin"


def shard_path(tier: Tier, shard: int, digest: int) -> str:
    """Return the path of a shard: ``…/0-10240/1f3-a09c.bin``."""
    return f"{FOLDER}/{tier.folder}/{shard:x}-{short(digest)}.bin"


def rest_path(tier: Tier, shard: int, digest: int) -> str:
    """Return the path of a shard of what was cut from the longest lists of *tier*."""
    return f"{FOLDER}/{tier.rest_folder}/{shard:x}-{short(digest)}.bin"


def card_path(number: int, digest: int) -> str:
    """Return the path of the card of document *number*; *digest* is of its group."""
    return f"{FOLDER}/the/{group_of(number)}-{short(digest)}/{number}.bin"


def lexicon_path(digest: int) -> str:
    """Return the path of the words that suggestions are made of."""
    return f"{FOLDER}/tu-{short(digest)}.bin"


def state_folder(cache: Path, output: Path) -> Path:
    """Return where the Whoosh index of the site that is built into *output* lies: never in the site."""
    return cache / "search" / digest(str(output.resolve()))
