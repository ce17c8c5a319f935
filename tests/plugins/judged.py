"""A small judged set: own articles, queries, and the article that each must find first."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import yaml

from portal.article import Attachment, Body, StaticPage
from portal.vietnamese.dates import ZONE
from tests.plugins.static_index import Memory, Output
from tests.samples import REFORM, SERVICES, make_article, make_site

GLOSSARY = {"CCHC": "cải cách hành chính", "CĐS": "chuyển đổi số", "DVCTT": "dịch vụ công trực tuyến"}
HERE = Path(__file__).parent


def _read(name):
    return yaml.safe_load(HERE.joinpath(name).read_bytes())


def _attached(line):
    kind, number, title = line.split(" | ")
    return (Attachment("van-ban/a.pdf", "/van-ban/a.pdf", title, "PDF", 1, number=number, kind=kind),)


def site():
    """Return the site of the judged articles; every third is of another category; one page."""
    articles, bodies = [], {}
    for number, (identity, told) in enumerate(_read("search_articles.yaml").items()):
        articles.append(
            make_article(
                identity,
                title=told["title"],
                published=datetime.combine(told["date"], datetime.min.time(), ZONE).replace(hour=8),
                summary=told["summary"],
                attachments=_attached(told["attached"]) if "attached" in told else (),
                category=SERVICES if number % 3 == 2 else REFORM,
                version=str(told),
            )
        )
        bodies[articles[-1].source] = Body("", told["text"])
    page = StaticPage("trang/gioi-thieu.md", "Giới thiệu Sở Nội vụ", "gioi-thieu", "/gioi-thieu/", "", version="1")
    bodies[page.source] = Body("", "Sở Nội vụ tỉnh Lạc Giang giúp tỉnh về cải cách hành chính.")
    made = make_site(articles, bodies=bodies.__getitem__)
    return replace(made, pages=(page,), abbreviations=GLOSSARY)


@cache
def files():
    """Return path → bytes of its index."""
    output = Output()
    output.build(site(), Memory())
    return output.files


def queries():
    """Return (query, identity of the article that must come first) of each form of each judged query."""
    return [(form, judged["first"]) for judged in _read("search_queries.yaml") for form in forms_of(judged)]


def forms_of(judged):
    """Return how a judged query may be typed."""
    return [judged["typed"], *judged.get("forms", [])]


def url_of(identity):
    """Return the address of a judged article."""
    return next(article.url for article in site().articles if article.identity == identity)
