"""The fonts of the portal: Be Vietnam Pro, cut down to the characters of Vietnamese text, as WOFF2.

The same input gives the same bytes: no time enters a font, and the cache knows the versions of all that takes part.
"""

from __future__ import annotations

import hashlib
import io
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import fontpkg_be_vietnam_pro

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FAMILY = "Be Vietnam Pro"
DIGITS_FAMILY = "Be Vietnam Pro Digits"
DIGITS = "0123456789"
LICENCE_FILE = "OFL.txt"

_PACKAGE = Path(fontpkg_be_vietnam_pro.ROOT)
# Enlarge when what `_subset` or `_even_digits` do changes: files made by other code are then not taken from the cache.
_RECIPE = 1

_VOWELS = "aăâeêioôơuưy"
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # combining marks: huyền, hỏi, ngã, sắc, nặng
_VIETNAMESE = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in ("", *_TONES)) + "đ"
_ASCII = "".join(map(chr, range(0x20, 0x7F)))
_SIGNS = "“”‘’«»–—…•·°×−≤≥§©₫²³\N{NO-BREAK SPACE}"
# All that Vietnamese news needs: every other character comes from the reader's device.
CHARACTERS = "".join(sorted({*_ASCII, *_VIETNAMESE, *_VIETNAMESE.upper(), *_SIGNS}))

# Vietnamese stands in its composed form everywhere in the portal (NFC), so marks need no positioning (mark, mkmk).
_FEATURES = ["kern", "ccmp", "locl"]
# Copyright, and where its licence is: each file says so by itself, as the OFL asks.
_NAMES = [0, 14]
# Thousandths of an em. The digits are 385 (1) to 710 (4) wide; 690 gives the widest ones their own space back
# without spreading the others more than they bear.
DIGIT_ADVANCE = 690


@dataclass(frozen=True)
class Font:
    """One file that readers load.

    Attributes:
        name: its logical name, for ``asset_url``.
        file: in the font package.
        weight: as in CSS.
    """

    name: str
    file: str
    weight: int
    italic: bool = False
    digits: bool = False

    @property
    def family(self) -> str:
        """Its family in CSS."""
        return DIGITS_FAMILY if self.digits else FAMILY

    @property
    def source(self) -> Path:
        """The font it is made from."""
        return _PACKAGE / "files" / self.file

    @property
    def key(self) -> str:
        """Name of its bytes: of the font it is made from, of the libraries, of what is kept."""
        parts = [_RECIPE, version("fonttools"), version("brotli"), self.digits, DIGIT_ADVANCE]
        parts += [CHARACTERS, _FEATURES, _NAMES, hashlib.sha256(self.source.read_bytes()).hexdigest()]
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]

    def make(self) -> bytes:
        """Return the WOFF2. Takes about 0.2 s."""
        return _subset(self.source, DIGITS if self.digits else CHARACTERS, _even_digits if self.digits else None)


FONTS = (
    Font("be-vietnam-pro-400.woff2", "BeVietnamPro-Regular.ttf", 400),
    Font("be-vietnam-pro-600.woff2", "BeVietnamPro-SemiBold.ttf", 600),
    Font("be-vietnam-pro-400-italic.woff2", "BeVietnamPro-Italic.ttf", 400, italic=True),
    Font("be-vietnam-pro-digits.woff2", "BeVietnamPro-Regular.ttf", 400, digits=True),
)


def licence_text() -> bytes:
    """Return the licence of the fonts, to be published beside them."""
    return (_PACKAGE / "LICENSE").read_bytes()


def _subset(source: Path, characters: str, change: Callable[[TTFont], None] | None) -> bytes:
    # Here, as they take 0.2 s to import, and a warm build has no font to make.
    from fontTools import subset

    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = [] if change else _FEATURES
    options.name_IDs = _NAMES
    options.recalc_timestamp = False
    buffer = io.BytesIO()
    with subset.load_font(str(source), options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=map(ord, characters))
        subsetter.subset(font)
        if change:
            change(font)
        subset.save_font(font, buffer, options)
    return buffer.getvalue()


def _even_digits(font: TTFont) -> None:
    """Give all digits of *font* one advance, each in the middle of it."""
    names, glyphs, metrics = font.getBestCmap(), font["glyf"], font["hmtx"]
    for digit in DIGITS:
        name = names[ord(digit)]
        advance, bearing = metrics[name]
        shift = round((DIGIT_ADVANCE - advance) / 2)
        glyph = glyphs[name]
        glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(glyphs)
        metrics[name] = (DIGIT_ADVANCE, bearing + shift)
