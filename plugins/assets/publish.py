"""The published files of the theme: what each is called, where it is served, what it holds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from markupsafe import escape

from plugins.assets import bundle
from plugins.assets.cache import cached
from plugins.assets.faces import font_faces
from plugins.assets.fonts import FONTS, LICENCE_FILE, licence_text
from plugins.assets.icons import Icons
from plugins.assets.minifying import Minify, kept_in
from portal.problem import PortalError

FOLDER = "assets"
LICENCE_URL = f"/{FOLDER}/{LICENCE_FILE}"
_ICONS = "icons"


class UnknownAssetError(PortalError):
    """A template asks for the address of a file that the site does not have."""


@dataclass(frozen=True)
class Asset:
    """One published file.

    Attributes:
        name: as templates call it ("site.css").
    """

    name: str
    content: bytes

    @property
    def path(self) -> str:
        """Path in the site: it holds 10 digits of the content's hash, so the file may be cached for ever."""
        name = PurePosixPath(self.name)
        digest = hashlib.sha256(self.content).hexdigest()[:10]
        return f"{FOLDER}/{name.with_name(f'{name.stem}-{digest}{name.suffix}')}"

    @property
    def url(self) -> str:
        """Root-relative address."""
        return "/" + quote(self.path)


def collect(theme: Path, cache: Path) -> dict[str, Asset]:
    """Return the files of *theme*, fonts included, by their names.

    Raises:
        PortalError: a file in ``static/`` or a folder in ``scripts/`` has a name that is taken; a script asks for an
            icon that is not there; modules cannot be joined.
    """
    assets = {font.name: Asset(font.name, cached(cache / f"{font.key}.woff2", font.make)) for font in FONTS}
    faces = font_faces(lambda name: assets[name].url)
    assets["site.css"] = Asset("site.css", bundle.style(faces, bundle.style_sources(theme)))
    icons, minify = Icons(theme), kept_in(cache)
    assets["site.js"] = Asset("site.js", bundle.script(bundle.script_sources(theme), icons, minify))
    for name, script in bundle.module_scripts(theme, icons, minify):
        if name in assets:
            raise PortalError(f"scripts/{name.removesuffix('.js')}/: {name} cổng đã dùng → đổi tên thư mục.")
        assets[name] = Asset(name, script)
    for asset in _static(theme / "static", minify):
        if asset.name in assets:
            raise PortalError(f"static/{asset.name}: tên này cổng đã dùng → đổi tên tệp trong giao diện.")
        assets[asset.name] = asset
    return assets


def _static(folder: Path, minify: Minify) -> list[Asset]:
    """Return the files of *folder*, scripts and styles minified; without hidden ones, and without icons."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if not path.is_file() or name.parts[0] == _ICONS or any(part.startswith(".") for part in name.parts):
            continue
        content = path.read_bytes()
        if path.suffix == ".js":
            content = minify(content.decode("utf-8-sig"))
        elif path.suffix == ".css":
            content = bundle.minified_style(content.decode("utf-8-sig"))
        found.append(Asset(name.as_posix(), content))
    return found


class AssetAddresses:
    """The fragment ``asset``: its variant is a file's name, its HTML the file's address."""

    def __init__(self, assets: dict[str, Asset]) -> None:
        self._assets = assets

    def variant(self, _subject: object) -> str:
        """Addresses are asked for by name, with ``asset_url``; no page has one of its own."""
        raise PortalError('fragment("asset") không dùng được trong mẫu → dùng asset_url("tên tệp").')

    def html(self, variant: str) -> str:
        """Return the address of the file named *variant*.

        Raises:
            UnknownAssetError: there is none.
        """
        if variant not in self._assets:
            known = ", ".join(sorted(self._assets))
            raise UnknownAssetError(f"asset_url({variant!r}): không có tệp này → sửa tên trong mẫu; hiện có: {known}.")
        return str(escape(self._assets[variant].url))


def files(assets: dict[str, Asset]) -> list[tuple[str, bytes]]:
    """Return (path in the site, content) of all that is published, the licence of the fonts too."""
    listed = [(asset.path, asset.content) for asset in assets.values()]
    return sorted([*listed, (LICENCE_URL.lstrip("/"), licence_text())])
