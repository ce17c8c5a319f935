"""The pages on problem codes follow from the codes and from the cases of bad input."""

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
