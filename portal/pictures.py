"""Pictures: names and sizes of what the site serves for one photo. Pure, so that whoever writes ``<img>`` agrees with
whoever makes the files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from portal.vietnamese.slug import slugify

# CSS pixels × densities that the layouts ask for: slots of 96 and 240 px, a phone at 2×, columns of 640 and 760 px at
# 1–2×.
WIDTHS = (240, 480, 800, 1280)
# The one file for old browsers, feeds and shared links; 1200 is what social networks ask of a share picture.
FALLBACK_WIDTH = 1200


@dataclass(frozen=True)
class Picture:
    """A photo that something published shows.

    Attributes:
        source: path under ``content/`` ("anh/2024/hop.png").
        digest: first 10 hexadecimal digits of the SHA-256 of the file.
        width, height: of the original, in pixels, after its EXIF turn.
        alt: what it shows, for those who do not see it; "" only for pure ornament.
        caption, credit: plain text, "" when there is none.
    """

    source: str
    digest: str
    width: int
    height: int
    alt: str = ""
    caption: str = ""
    credit: str = ""

    @property
    def widths(self) -> tuple[int, ...]:
        """Widths of the WebP files, ascending; none is wider than the original."""
        fitting = tuple(width for width in WIDTHS if width < self.width)
        return fitting if len(fitting) == len(WIDTHS) else (*fitting, min(self.width, WIDTHS[-1]))

    @property
    def srcset(self) -> str:
        """The ``srcset`` of the WebP files."""
        return ", ".join(f"{self.url(width)} {width}w" for width in self.widths)

    @property
    def fallback_width(self) -> int:
        """Width of the JPEG for browsers without WebP, feeds and share pictures."""
        return min(self.width, FALLBACK_WIDTH)

    @property
    def fallback_height(self) -> int:
        """Height of that JPEG."""
        return max(1, round(self.height * self.fallback_width / self.width))

    @property
    def fallback_url(self) -> str:
        """Address of that JPEG."""
        return self.url(self.fallback_width, "jpg")

    @property
    def is_upright(self) -> bool:
        """Whether it is higher than wide."""
        return self.height > self.width

    def url(self, width: int, extension: str = "webp") -> str:
        """Return the address of one file: its name changes with the photo, so it may be cached for ever."""
        path = PurePosixPath(self.source)
        return f"/anh/{slugify(path.stem) or 'anh'}-{self.digest}-{width}.{extension}"
