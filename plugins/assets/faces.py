"""The ``@font-face`` rules: our fonts, and the reader's own fonts set to the same measure until ours arrive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plugins.assets.fonts import DIGITS, FAMILY, FONTS, Font

FALLBACK_FAMILY = f"{FAMILY} Fallback"

# Of Be Vietnam Pro, in em (hhea: 1000, -265, 0 of 1000).
_ASCENT, _DESCENT, _LINE_GAP = 1.0, 0.265, 0.0
# Mean advance, in em, over the 151,673 characters of the portal's own articles (November 2026), without kerning.
# A test measures again. Constants, as the style must not depend on the fonts of the machine that builds.
_MEAN_ADVANCE = {400: 0.4926, 600: 0.5030}


@dataclass(frozen=True)
class Fallback:
    """A font of the reader's device that stands in for ours.

    Attributes:
        names: full and PostScript names, tried in order.
        weight: of ours, that it stands in for.
        mean_advance: in em, measured like ours.
    """

    names: tuple[str, ...]
    weight: int
    mean_advance: float

    @property
    def size_adjust(self) -> float:
        """Factor by which its letters take the room of ours."""
        return _MEAN_ADVANCE[self.weight] / self.mean_advance


# Of two rules for one family and weight the later one counts, if its font is on the device (tried in Chromium 156:
# a rule whose local() finds nothing is passed over). So Android's Roboto stands last; iOS, macOS and Windows have
# Arial; Liberation Sans has its advances. Roboto 3.15, Liberation Sans 2.
FALLBACKS = (
    Fallback(("Arial", "ArialMT", "Liberation Sans"), 400, 0.4564),
    Fallback(("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold"), 600, 0.4878),
    Fallback(("Roboto", "Roboto Regular", "Roboto-Regular"), 400, 0.4484),
    Fallback(("Roboto Bold", "Roboto-Bold"), 600, 0.4556),
)


def font_faces(url_of: Callable[[str], str]) -> str:
    """Return all rules; *url_of* gives the address of a font's logical name."""
    return "\n".join([*(_own(font, url_of(font.name)) for font in FONTS), *map(_fallback, FALLBACKS), ""])


def _own(font: Font, url: str) -> str:
    declarations = [
        f'font-family: "{font.family}"',
        f"font-style: {'italic' if font.italic else 'normal'}",
        f"font-weight: {font.weight}",
        "font-display: swap",
        f'src: url("{url}") format("woff2")',
    ]
    if font.digits:
        declarations.append(f"unicode-range: U+{ord(DIGITS[0]):X}-{ord(DIGITS[-1]):X}")
    return _rule(declarations)


def _fallback(fallback: Fallback) -> str:
    factor = fallback.size_adjust
    return _rule(
        [
            f'font-family: "{FALLBACK_FAMILY}"',
            f"font-weight: {fallback.weight}",
            "src: " + ", ".join(f'local("{name}")' for name in fallback.names),
            f"size-adjust: {factor:.2%}",
            f"ascent-override: {_ASCENT / factor:.2%}",
            f"descent-override: {_DESCENT / factor:.2%}",
            f"line-gap-override: {_LINE_GAP:.0%}",
        ]
    )


def _rule(declarations: list[str]) -> str:
    return "@font-face { " + "; ".join(declarations) + " }"
