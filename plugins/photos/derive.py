"""Making the files of one picture. Pure of the build: runs in processes of its own, and the same photo gives the same
bytes with the same libraries."""

from __future__ import annotations

import hashlib
import io
import os
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ExifTags, Image, ImageCms, UnidentifiedImageError, features
from PIL import __version__ as pillow_version

from portal.system import reason_of

# Tried on drawings and noisy photos of 1600 to 4000 px (Pillow 13, libwebp 1.6), per picture, for its four WebP files:
# method 2 takes 50–80 ms and method 4, Pillow's default, 105–170 ms for files 3–4 % smaller; method 6 takes 200–560 ms
# for 6 %. Quality 75 is libwebp's own default: 12–14 % fewer bytes than 80, at a PSNR lower by 0.4 dB (drawings) to
# 1.5 dB (noise).
_WEBP = {"quality": 75, "method": 2}
# Only old browsers, feeds and shared links load it, and it is what others crop and encode again: a little better.
# Progressive costs 8 ms and saves 9 % on drawings.
_JPEG = {"quality": 80, "progressive": True}
# Bicubic sharpness at the cost of bilinear, for making smaller only, as here: 18 ms to 1280 px where Lanczos takes 40.
_FILTER = Image.Resampling.HAMMING
# A picture is made from the next larger one only if that is this much wider; from a closer one it would grow soft.
_ENOUGH_TO_SHRINK = 1.5
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
# What sets a picture upright, by its EXIF orientation.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LYING = {5, 6, 7, 8}  # those that swap width and height
_WHITE = (255, 255, 255)

# Enlarge when code below gives other bytes from the same photo and the same constants.
_RECIPE = 1


@dataclass(frozen=True)
class Derivative:
    """One file to make: *width* × *height* pixels, to be kept at *path*. Its suffix says which format."""

    width: int
    height: int
    path: Path


@dataclass(frozen=True)
class Job:
    """One picture and its files, some of which are missing.

    Attributes:
        source: the file as editors know it; for problems.
        digest: first digits of the SHA-256 that its bytes must have.
    """

    file: Path
    source: str
    digest: str
    max_pixels: int
    derivatives: tuple[Derivative, ...]


class PictureError(Exception):
    """A picture cannot be published. The message says why, in Vietnamese."""


@cache
def recipe() -> str:
    """Return a name that changes with all that shapes a derivative beside the photo."""
    versions = [pillow_version, *(features.version(name) for name in ("webp", "jpg", "libjpeg_turbo", "littlecms2"))]
    parts = [_RECIPE, _WEBP, _JPEG, _FILTER.name, _ENOUGH_TO_SHRINK, versions]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def run(job: Job) -> str:
    """Make the files of *job*; return "" or, in Vietnamese, why they cannot be made."""
    try:
        for derivative, content in _derive(job):
            derivative.path.parent.mkdir(parents=True, exist_ok=True)
            # By process, as two builds may share a cache.
            temporary = derivative.path.with_name(f".{derivative.path.name}.{os.getpid()}.tmp")
            temporary.write_bytes(content)
            temporary.replace(derivative.path)
    except PictureError as error:
        return str(error)
    return ""


def _derive(job: Job) -> Iterator[tuple[Derivative, bytes]]:
    """Yield the files of *job*, widest first."""
    content = _read(job)
    with warnings.catch_warnings():
        # Pillow's own limit is replaced by ours.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
                _refuse_bombs(opened, job.max_pixels)
                _draft(opened, job.derivatives)
                upright = _upright_srgb(opened)
        except Image.DecompressionBombError:
            raise PictureError(_too_large(job.max_pixels)) from None
        except UnidentifiedImageError:
            raise PictureError("không phải ảnh JPEG, PNG, WebP hay GIF") from None
        except (OSError, ValueError, TypeError, SyntaxError, MemoryError):  # what damaged files are known to raise
            raise PictureError("tệp hỏng hoặc bị cắt cụt") from None
    made: dict[int, Image.Image] = {}
    for derivative in sorted(job.derivatives, key=lambda item: (-item.width, item.path)):
        if derivative.width not in made:
            made[derivative.width] = _resize(upright, made, derivative)
        yield derivative, _encode(made[derivative.width], derivative.path.suffix)


def _read(job: Job) -> bytes:
    try:
        content = job.file.read_bytes()
    except OSError as error:
        raise PictureError(f"không mở được tệp: {reason_of(error)}") from None
    # Else the files of another photo would be kept under this one's name for ever.
    if not hashlib.sha256(content).hexdigest().startswith(job.digest):
        raise PictureError("tệp vừa bị thay trong lúc dựng")
    return content


def _refuse_bombs(image: Image.Image, max_pixels: int) -> None:
    if image.width * image.height > max_pixels:
        raise PictureError(_too_large(max_pixels))


def _too_large(max_pixels: int) -> str:
    return f"ảnh lớn hơn {max_pixels / 1_000_000:g} triệu điểm ảnh".replace(".", ",")


def _draft(image: Image.Image, derivatives: tuple[Derivative, ...]) -> None:
    """Let a large JPEG be decoded at a half, a quarter or an eighth of its size: never below what is needed."""
    width = max(derivative.width for derivative in derivatives)
    height = max(derivative.height for derivative in derivatives)
    image.draft(None, (height, width) if _orientation(image) in _LYING else (width, height))


def _orientation(image: Image.Image) -> int:
    return int(image.getexif().get(ExifTags.Base.Orientation) or 1)


def _upright_srgb(image: Image.Image) -> Image.Image:
    """Return the first frame of *image*, turned as its EXIF says, as RGB or RGBA in sRGB, without metadata."""
    profile = image.info.get("icc_profile")
    turn = _TURNS.get(_orientation(image))
    turned = image.transpose(turn) if turn is not None else image
    if turned.mode.startswith("I"):
        # Sixteen bits a channel: convert() would cut at 255 instead of scaling.
        turned = turned.convert("I").point(lambda value: value / 257).convert("L")
    alpha = None
    if turned.has_transparency_data:
        turned = turned.convert("RGBA")
        alpha = turned.getchannel("A")
        if alpha.getextrema() == (255, 255):
            alpha = None
        turned = turned.convert("RGB")
    plain = _to_srgb(turned, profile) if profile else turned.convert("RGB")
    if alpha is not None:
        plain.putalpha(alpha)
    # The encoders write a profile and a comment that they find here.
    plain.info = {}
    return plain


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Return *image* in sRGB; by its numbers alone when its profile is damaged or fits another kind of picture."""
    if image.mode not in ("RGB", "L", "CMYK"):
        image = image.convert("RGB")
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" not in ImageCms.getProfileDescription(own):
            converted = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
            image = converted or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        pass
    return image.convert("RGB")


def _resize(original: Image.Image, made: dict[int, Image.Image], wanted: Derivative) -> Image.Image:
    enough = [width for width in made if width >= wanted.width * _ENOUGH_TO_SHRINK]
    source = made[min(enough)] if enough else original
    if source.size == (wanted.width, wanted.height):
        return source
    return source.resize((wanted.width, wanted.height), _FILTER, reducing_gap=2.0)


def _encode(image: Image.Image, suffix: str) -> bytes:
    buffer = io.BytesIO()
    if suffix == ".webp":
        image.save(buffer, "WEBP", **_WEBP)
    else:
        _on_white(image).save(buffer, "JPEG", **_JPEG)
    return buffer.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, _WHITE)
    ground.paste(image, mask=image.getchannel("A"))
    return ground
