"""One new post costs as much in a large portal as in a small one: counted, not timed."""

from pathlib import Path
from typing import Any

import pytest

from tests.building import files
from tests.content import article, write
from tests.workshop import Workshop, changed_files, stamps

CATEGORIES = ("Cải cách hành chính", "Chuyển đổi số", "Thủ tục hành chính")
TAGS = ("Một cửa", "Số hóa hồ sơ", "Đất đai", "Xếp hạng", "Hộ tịch")
PLAIN = "Tỉnh bàn việc trong buổi họp."
NEW = article("Bài mới", body=PLAIN, date="2026-01-05 08:00", category=CATEGORIES[0], tags=TAGS[0])


def corpus(root: Path, count: int) -> Path:
    """Write *count* plain articles over two years; every subject and month grows with their number."""
    for number in range(count):
        date = f"{2024 + number % 2}-{number % 12 + 1:02}-{number % 28 + 1:02} {8 + number % 9:02}:{number % 60:02}"
        fields = {"date": date, "category": CATEGORIES[number % 3], "tags": TAGS[number % 5]}
        write(root, {f"tin-tuc/{number}.md": article(f"Bài số {number}", body=PLAIN, **fields)})
    return root


def cost_of_one_post(workshop: Workshop, count: int, mode: str) -> dict[str, Any]:
    """Return what one new post costs after *count* others."""
    # Feeds and lists that are full in the small portal too.
    workshop.settings = {"INCREMENTAL_BUILD_MODE": mode, "FEEDS_LIMIT": 10, "LISTINGS_PER_PAGE": 10}
    corpus(workshop.content, count)
    workshop.age()
    workshop.built()
    workshop.built()
    before = stamps(workshop.output)
    write(workshop.content, {"tin-tuc/moi.md": NEW})
    seen = workshop.built().seen
    after = stamps(workshop.output)
    changed = changed_files(before, after)
    assert seen["written"] == len(changed & after.keys())
    return {
        "pages": seen["pages"],
        "rendered": seen["rendered"],
        "restitched": seen["restitched"],
        "written": seen["written"],
        "changed feeds": len([path for path in changed if path.startswith("feeds/")]),
        "bodies": len(seen["bodies"]),
        "rows": seen["row_bytes"],
    }


def assert_alike(small: dict[str, Any], large: dict[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        # A list has one page more or less at its newest end.
        assert abs(large[name] - small[name]) <= 6, (name, small, large)


def assert_cheap_in_both(make, sizes, mode):
    names = ("rendered", "bodies", "changed feeds")
    small, large = (cost_of_one_post(make(f"of-{count}"), count, mode) for count in sizes)
    assert large["pages"] > small["pages"] * 2
    if mode == "ssi":
        assert_alike(small, large, (*names, "restitched", "written"))
        assert large["written"] <= 45 + 25 + 12
        # Those that get, or give back, a list of their own: the newest ones.
        assert large["restitched"] <= 4
    else:
        assert_alike(small, large, names)
        # The list of newest articles stands in nearly all of them.
        assert large["restitched"] + large["rendered"] >= large["pages"] - 10
    assert large["rendered"] <= 45
    assert abs(large["rows"]["kept_bodies"] - small["rows"]["kept_bodies"]) <= 2_000
    # A new value costs its chunk of the ledger: half a thousand values at most, however many there are.
    for ledger, bound in (("ledger_records", 600_000), ("ledger_related", 200_000)):
        assert large["rows"][ledger] <= bound, (ledger, small, large)
    if mode == "ssi":
        assert large["rows"]["ledger_files"] <= 4_000_000


@pytest.fixture
def make(tmp_path, warm_cache):
    return lambda name: Workshop(tmp_path / name, warm_cache)


@pytest.mark.parametrize("mode", ["inline", "ssi"])
def test_one_post_costs_the_same_after_500_and_after_2000_others(make, mode):
    assert_cheap_in_both(make, (500, 2_000), mode)


@pytest.mark.long
@pytest.mark.parametrize("mode", ["inline", "ssi"])
def test_one_post_costs_the_same_after_500_and_after_5000_others(make, mode):
    assert_cheap_in_both(make, (500, 5_000), mode)


def test_one_post_leaves_the_pages_that_it_does_not_concern(make):
    workshop = make("site")
    corpus(workshop.content, 60)
    workshop.settings = {"INCREMENTAL_BUILD_MODE": "ssi"}
    workshop.built()
    before = files(workshop.output)
    write(workshop.content, {"tin-tuc/moi.md": NEW})
    workshop.built()
    after = files(workshop.output)
    changed = {path for path in after if before.get(path) != after[path]}
    assert not [
        path for path in changed if path.startswith(("chuyen-muc/chuyen-doi-so", "chu-de/dat-dai", "tin-tuc/2024"))
    ]
    assert not [
        path for path in changed if path.startswith("feeds/") and ("dat-dai" in path or "chuyen-doi-so" in path)
    ]
    workshop.assert_equals_clean()
