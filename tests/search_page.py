"""The search page as a reader uses it, for tests in a browser."""

from __future__ import annotations

import re

from playwright.sync_api import expect

SEARCH = "/tim-kiem/"
REFORM = "cải cách hành chính"
CARDS = re.compile("/tim-kiem/du-lieu/the/")
DATA = re.compile("/tim-kiem/du-lieu/")
PARTS = re.compile(r"/tim-kiem/du-lieu/\d")  # lists of words; the rest is the manifest, cards and the lexicon


def field(page):
    return page.locator("#tim-kiem")


def heading(page):
    return page.locator("[data-part=heading]")


def choice(page, name):
    return page.get_by_role("combobox", name=name)


def results(page):
    return page.locator("[data-part=list] > li")


def titles(page):
    return [" ".join(title.split()) for title in results(page).locator("h3").all_inner_texts()]


def parameters(page):
    return page.evaluate("Object.fromEntries(new URLSearchParams(location.search))")


def search_for(page, text, **parameters):
    """Open the search page with *text* in its address, and wait for the answer."""
    page.goto(SEARCH + "?" + page.evaluate("given => String(new URLSearchParams(given))", {"q": text, **parameters}))
    expect(heading(page)).to_contain_text(f"“{text[:80]}")
    expect(page.locator("[data-part=busy]")).to_be_hidden()


def all_shown(page):
    """Press "Xem thêm" while it is there, and check that all results that have every word came, each once."""
    more = page.get_by_role("button", name="Xem thêm kết quả")
    while more.is_visible():
        known = results(page).count()
        more.click()
        expect(results(page).nth(known)).to_be_visible()
    addresses = results(page).get_by_role("link").evaluate_all("links => links.map(link => link.pathname)")
    assert len(set(addresses)) == len(addresses)
    whole = page.evaluate("""() => {
        const rows = [...document.querySelectorAll("[data-part=list] > li")];
        const end = rows.findIndex(row => row.querySelector("[data-part=near]"));
        const isWhole = row => row.querySelector(".row__meta > :last-child").hidden;
        return rows.slice(0, end < 0 ? rows.length : end).filter(isWhole).length;
    }""")
    assert str(whole) == heading(page).inner_text().split()[0]
