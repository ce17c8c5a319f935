"""A finding as it is shown."""

from portal.problem import Code


def test_what_a_finding_quotes_stays_on_one_line_and_is_cut():
    code = Code("BV999", "liên kết «{target}»: {reason}", "sửa")
    problem = code.at(
        "content/a.md", 3, target="java\nscript:\u202e" + "a" * 5000, reason=ValueError("năm\n" + "9" * 5000)
    )
    assert str(problem).startswith("content/a.md:3: BV999 liên kết «java script: aaa")
    assert str(problem).isprintable()
    assert len(str(problem)) < 700
