"""Putting pictures and documents into the site, and telling editors of those that cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from plugins.photos import codes
from plugins.photos.config import PhotosConfig
from plugins.photos.derive import recipe
from plugins.photos.produce import PhotoFile, make, missing, photo_files
from portal.addresses import output_path
from portal.article import Attachment
from portal.build import Build, OutputSink
from portal.pictures import Picture
from portal.problem import Code


def put_pictures(pictures: Sequence[Picture], sink: OutputSink, build: Build, config: PhotosConfig) -> None:
    """Put the files of *pictures* that the site lacks, making those that the cache lacks too."""
    cache = build.cache / "photos"
    lacking: list[tuple[Picture, Path, list[PhotoFile]]] = []
    # A name holds the photo's digest: two sources that give one name have the same bytes, put once.
    done: set[str] = set()
    for picture in pictures:
        files = [item for item in photo_files(picture, cache) if item.url not in done]
        done.update(item.url for item in files)
        files = [item for item in files if not sink.keep(output_path(item.url), recipe())]
        if files and (file := _file(picture.source, codes.PICTURE_GONE, build)) is not None:
            lacking.append((picture, file, files))
    wrong = make(missing([(picture, file) for picture, file, _ in lacking], cache, config.max_pixels))
    for picture, _, files in lacking:
        if picture.digest in wrong:
            _tell(build, codes.UNUSABLE, picture.source, reason=wrong[picture.digest])
            continue
        for item in files:
            sink.put(output_path(item.url), item.kept.read_bytes(), recipe())


def check_pictures(pictures: Sequence[Picture], build: Build, config: PhotosConfig) -> None:
    """Tell of *pictures* that no smaller ones can be made of, as a build would; what is made stays in the cache."""
    cache = build.cache / "photos"
    lacking = [(picture, build.content / picture.source) for picture in pictures]
    wrong = make(missing(lacking, cache, config.max_pixels))
    for picture in pictures:
        if picture.digest in wrong:
            _tell(build, codes.UNUSABLE, picture.source, reason=wrong[picture.digest])


def put_documents(documents: Sequence[Attachment], sink: OutputSink, build: Build) -> None:
    """Copy *documents*."""
    for document in _with_address_of_their_own(documents, build):
        path = output_path(document.url)
        if not (document.digest and sink.keep(path, document.digest)):
            content = _read(document, build)
            if content is not None:
                sink.put(path, content, document.digest)


def check_documents(documents: Sequence[Attachment], build: Build) -> None:
    """Tell of *documents* that cannot be offered, as a build would."""
    for document in _with_address_of_their_own(documents, build):
        _file(document.source, codes.DOCUMENT_GONE, build)


def _with_address_of_their_own(documents: Sequence[Attachment], build: Build) -> Iterator[Attachment]:
    """Yield the first, by its source, of those that ask for one address; tell of the others."""
    taken: dict[str, str] = {}
    for document in documents:
        if document.url in taken:
            _tell(build, codes.SAME_ADDRESS, document.source, url=document.url, other=taken[document.url])
        else:
            taken[document.url] = document.source
            yield document


def _read(document: Attachment, build: Build) -> bytes | None:
    file = _file(document.source, codes.DOCUMENT_GONE, build)
    try:
        return file.read_bytes() if file else None
    except OSError:
        _tell(build, codes.DOCUMENT_GONE, document.source)
        return None


def _file(source: str, code: Code, build: Build) -> Path | None:
    """Return the real file of *source*; None, and a finding, when it is gone or lies outside the content folder."""
    root = build.content.resolve()
    try:
        path = (root / source).resolve(strict=True)
        if path.is_file() and path.is_relative_to(root):
            return path
    except (OSError, ValueError, RuntimeError):
        pass
    _tell(build, code, source)
    return None


def _tell(build: Build, code: Code, source: str, **values: str) -> None:
    build.problems.add(code.at(f"{build.content.name}/{source}", **values))
