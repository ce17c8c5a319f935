"""Making what is missing, on all processors."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from plugins.photos.derive import Derivative, Job, recipe, run
from portal.pictures import Picture

# Starting processes takes 0.3 to 0.5 s, a picture 0.1 to 0.3 s.
_WORTH_PROCESSES = 6


@dataclass(frozen=True)
class PhotoFile:
    """One published file of a picture: where it stands in the site, and its pixels."""

    url: str
    width: int
    height: int
    kept: Path


def photo_files(picture: Picture, cache: Path) -> list[PhotoFile]:
    """Return the files of *picture*; their bytes lie in *cache* under the photo's digest and the recipe."""
    named = [(picture.url(width), width) for width in picture.widths]
    named.append((picture.fallback_url, picture.fallback_width))
    folder = cache / recipe()
    files = []
    for url, width in named:
        height = max(1, round(picture.height * width / picture.width))
        files.append(PhotoFile(url, width, height, folder / f"{picture.digest}-{width}{Path(url).suffix}"))
    return files


def missing(pictures: Iterable[tuple[Picture, Path]], cache: Path, max_pixels: int) -> list[Job]:
    """Return a job for each (picture, its file) that lacks files in *cache*; equal photos share one.

    A job makes all files of its picture, also those that are there: small ones are made from larger ones, so the bytes
    of a file would otherwise depend on which others were missing.
    """
    jobs: dict[str, Job] = {}
    for picture, file in pictures:
        files = photo_files(picture, cache)
        if not all(item.kept.is_file() for item in files):
            derivatives = tuple(Derivative(item.width, item.height, item.kept) for item in files)
            jobs.setdefault(picture.digest, Job(file, picture.source, picture.digest, max_pixels, derivatives))
    return list(jobs.values())


def make(jobs: Sequence[Job]) -> dict[str, str]:
    """Carry out *jobs*; return what was wrong, in Vietnamese, by the digests of the pictures that it keeps out."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(jobs) < _WORTH_PROCESSES or processors == 1:
        results = [run(job) for job in jobs]
    else:
        # Not fork: Pelican's console has a thread of its own, and a fork takes its locks along.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(min(processors, len(jobs)), mp_context=context) as pool:
            results = list(pool.map(run, jobs))
    return {job.digest: wrong for job, wrong in zip(jobs, results, strict=True) if wrong}
