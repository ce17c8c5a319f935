"""Articles: checks that need more than one file of bad input to show."""

import time

import pytest

from plugins.articles.limit import TooSlowError, limited
from portal.hosts import is_private
from tests.content import article, codes, load, reader, write


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "localhost:8000", "may-chu", "vanthu.lacgiang.local", "noibo.lan", "127.0.0.1", "10.0.0.5",
        "172.16.1.1", "192.168.1.20:8080", "169.254.1.1", "0.0.0.0", "[::1]", "[fe80::1]:80", "2130706433",
        "0x7f000001", "127.1", "LOCALHOST.",
    ],
)  # fmt: skip
def test_hosts_of_an_office_or_this_machine_are_private(host):
    assert is_private(host)


@pytest.mark.parametrize(
    "host", ["lacgiang.example", "dichvucong.lacgiang.example:443", "8.8.8.8", "[2001:4860:4860::8888]"]
)
def test_public_hosts_are_not(host):
    assert not is_private(host)


def test_work_without_end_is_stopped_and_work_that_ends_is_not():
    def work_for_ever():
        with limited(0.05):
            while True:
                pass

    with pytest.raises(TooSlowError):
        work_for_ever()
    with limited(5):
        assert sum(range(1000)) == 499500


def test_the_limit_counts_work_and_not_waiting():
    with limited(0.05):
        time.sleep(0.2)


def test_a_source_that_takes_too_long_is_told_and_the_next_one_is_read(tmp_path):
    files = {"tin-tuc/dai.md": article(body="**chữ** " * 40_000), "tin-tuc/ngan.md": article()}
    read = reader(write(tmp_path / "content", files), seconds=0.05).read

    slow, _ = read("tin-tuc/dai.md")
    quick, body = read("tin-tuc/ngan.md")

    assert codes(slow.problems) == [("BV057", 1)]
    assert quick.is_sound
    assert body.text == "Nội dung của bài."


def test_a_link_to_a_heading_of_another_article_is_followed_there(tmp_path):
    files = {
        "tin-tuc/dich.md": article("Đích", body="## Kết quả\n\nChữ."),
        "tin-tuc/dung.md": article("Đúng", body="[x](/tin-tuc/dich.md#muc-ket-qua)", date="2024-03-10"),
        "tin-tuc/sai.md": article("Sai", body="Chữ.\n\n[x](/tin-tuc/dich.md#muc-khong-co)", date="2024-03-11"),
    }
    site, problems = load(write(tmp_path, files))
    assert len(site.articles) == 3
    assert [(problem.path.rpartition("/")[2], problem.line, problem.code) for problem in problems] == [
        ("sai.md", 8, "BV045")
    ]
