"""Fixtures of the tests of features."""

import pytest
from bs4 import BeautifulSoup

from plugins.articles.body import BodyMaker
from plugins.articles.files import ContentFolder
from plugins.articles.glossary import Glossary
from plugins.articles.headers import Source
from plugins.articles.references import References
from tests.bodies import GLOSSARY
from tests.content import draw, write


@pytest.fixture
def make(tmp_path):
    """Return a function from Markdown to (soup, body, source)."""
    draw(tmp_path / "anh/hop.png")
    draw(tmp_path / "anh/kho.png", (1000, 1500))
    write(tmp_path, {"van-ban/ke-hoach.pdf": b"%PDF-1.4".ljust(48_211)})
    maker = BodyMaker(References(ContentFolder(tmp_path)), Glossary(GLOSSARY))

    def run(markdown, around=()):
        source = Source("content/tin-tuc/bai.md", body=markdown, body_line=6)
        raw = maker.make(source, "tin-tuc/bai.md", around=around)
        return BeautifulSoup(raw.body.html, "html.parser"), raw.body, source

    return run
