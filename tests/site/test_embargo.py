"""What is not published yet leaves no trace: in no byte and no name of the site, until its minute."""

from datetime import datetime

import pytest

from portal.vietnamese.dates import ZONE
from tests.building import EPOCH, files
from tests.content import article, draw, write

DUE = int(EPOCH) + 3600
DATE = datetime.fromtimestamp(DUE, ZONE).strftime("%d/%m/%Y %H:%M")
# Words of its own for everything that an article brings: none of them stands in any other source or in the theme.
SECRET = "Zyxomat"
TRACES = ("zyxomat", "zyxohinh", "zyxotep", "zyxocu", "zyxothe", "zyxochuoi", "zyxonguoi", "zyxonguon", "zyxomuc")


def secret(**fields):
    """Return an article with everything that may leave a trace."""
    own = {
        "category": "Zyxomuc", "tags": "Zyxothe, Một cửa", "author": "Zyxonguoi", "series": "Zyxochuoi",
        "source": "Zyxonguon", "aliases": "/zyxocu/bai.html, /zyxocu", "pinned": "yes", "featured": "yes",
        "picture": "/anh/zyxohinh.png", "picture_alt": "Zyxohinh", "summary": f"{SECRET} tóm tắt.",
        "attachments": "/van-ban/zyxotep.pdf | Zyxotep | 12/KH-UBND | 05/03/2024 | Zyxonguon | Kế hoạch",
    }  # fmt: skip
    body = f"{SECRET} nội dung.\n\n![Zyxohinh hai](/anh/zyxohinh-hai.png)\n\n[Zyxotep hai](/van-ban/zyxotep-hai.pdf)"
    return article(f"{SECRET} khai trương", body=body, **(own | fields))


@pytest.fixture
def newsroom(workshop):
    """Give a portal whose other articles point to the secret one in every way they can."""
    for name, size in (("zyxohinh", (611, 401)), ("zyxohinh-hai", (612, 402))):
        draw(workshop.content / f"anh/{name}.png", size)
    write(workshop.content, {"van-ban/zyxotep.pdf": b"%PDF-1.4 zyxotep", "van-ban/zyxotep-hai.pdf": b"%PDF-1.4 hai"})
    links = "[một](/tin-tuc/mai.md), [hai](/zyxocu/bai.html), [ba](/dong-su-kien/zyxochuoi/), [bốn](/chu-de/zyxothe/)"
    write(workshop.content, {"tin-tuc/tro.md": article("Bài trỏ", body=f"Xem {links}.")})
    return workshop


def traces(output):
    """Return the traces in the names and bytes of all files, whatever their letters' case."""
    everything = b"\n".join(
        part for path, content in files(output).items() for part in (path.encode(), content)
    ).lower()
    return [trace for trace in TRACES if trace.encode() in everything]


def pictures(output):
    """Return the names of all pictures of the site: nobody but the article with the secret has any."""
    return [path.name for path in output.glob("anh/*")]


def test_what_waits_for_its_minute_leaves_no_trace_before_it(newsroom):
    write(newsroom.content, {"tin-tuc/mai.md": secret(status="draft")})
    newsroom.built()
    before = files(newsroom.output)
    write(newsroom.content, {"tin-tuc/mai.md": secret(date=DATE)})
    newsroom.epoch = DUE - 60
    newsroom.built()
    assert traces(newsroom.output) == []
    assert pictures(newsroom.output) == []
    assert files(newsroom.output) == before

    newsroom.epoch = DUE
    newsroom.built()
    after = files(newsroom.output)
    assert traces(newsroom.output) == list(TRACES)
    day = datetime.fromtimestamp(DUE, ZONE)
    for path in (
        f"tin-tuc/{day:%Y/%m/%d}/zyxomat-khai-truong/index.html", "zyxocu/bai.html", "zyxocu/index.html",
        "dong-su-kien/zyxochuoi/index.html", "chu-de/zyxothe/index.html", "tac-gia/zyxonguoi/index.html",
        "chuyen-muc/zyxomuc/index.html", "van-ban/zyxotep.pdf", "van-ban/zyxotep-hai.pdf",
    ):  # fmt: skip
        assert path in after
    assert b"zyxocu" in after["_chuyen-huong.map"]
    assert pictures(newsroom.output)
    assert after == newsroom.clean()


@pytest.mark.parametrize("fields", [{"status": "draft"}, {"date": "2099-01-01"}], ids=["draft", "far away"])
def test_drafts_and_articles_of_a_far_day_leave_no_trace(newsroom, fields):
    write(newsroom.content, {"tin-tuc/mai.md": secret(**fields)})
    newsroom.built()
    assert traces(newsroom.output) == []
    assert pictures(newsroom.output) == []


def test_an_article_that_is_made_a_draft_again_takes_every_trace_with_it(newsroom):
    write(newsroom.content, {"tin-tuc/mai.md": secret()})
    newsroom.built()
    assert traces(newsroom.output) == list(TRACES)
    write(newsroom.content, {"tin-tuc/mai.md": secret(status="draft")})
    newsroom.built()
    assert traces(newsroom.output) == []
