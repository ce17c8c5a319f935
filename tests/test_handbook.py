"""The pages on problem codes follow from the codes and from the cases of bad input."""

import re

from tests.building import ROOT
from tests.handbook import INDEX, codes, pages


def test_the_pages_on_problem_codes_are_up_to_date(request):
    made = pages()
    folder = ROOT / "docs/loi"
    if request.config.getoption("--update-golden"):
        folder.mkdir(exist_ok=True)
        for path in folder.glob("*.md"):
            path.unlink()
        for path, text in made.items():
            (ROOT / path).write_text(text, "utf-8")
    assert sorted(path.name for path in folder.glob("*.md")) == sorted(f"{code}.md" for code in codes())
    for path, text in made.items():
        assert (ROOT / path).read_text("utf-8") == text, path


def test_every_code_stands_in_the_index_once_with_a_link_to_its_page():
    index = (ROOT / INDEX).read_text("utf-8")
    for code in codes():
        assert index.count(f"[{code}](loi/{code}.md)") == 1


# What one folder of files cannot show, and the test that shows it.
SHOWN_ELSEWHERE = {
    "BV094": "tests/desk/test_check.py",  # an argument of the command
    "BV048": "tests/desk/test_check.py",  # takes two builds
    "BV057": "tests/plugins/test_articles_checks.py",  # takes five seconds
    "BV061": "tests/plugins/test_articles_mistakes.py",  # a defect of ours
    "AN001": "tests/plugins/test_photos.py",  # takes a setting
    "AN002": "tests/plugins/test_photos.py",  # takes two processes
    "TL002": "tests/plugins/test_photos.py",
}


def test_every_code_is_told_by_a_case_of_bad_input_or_by_a_test_of_its_own():
    cases = (ROOT / "tests/bad_input").glob("*/*/case.yaml")
    told = {code for path in cases for code in re.findall(r" ([A-Z]{2}\d{3}) ", path.read_text("utf-8"))}
    of_importing = "".join(path.read_text("utf-8") for path in (ROOT / "tests/plugins").glob("test_importers*.py"))
    told |= set(re.findall(r"NB\d{3}", of_importing))
    assert set(codes()) - told == set(SHOWN_ELSEWHERE)
    for code, path in SHOWN_ELSEWHERE.items():
        assert code in (ROOT / path).read_text("utf-8"), code
