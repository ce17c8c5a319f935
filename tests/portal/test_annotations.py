"""Findings in the forms of other programs."""

import json

from portal.annotations import as_github, as_gitlab, as_json
from portal.problem import Problem

FOUND = [
    Problem("content/tin-tuc/a, b.md", 3, "BV012", "trường «Title» ghi hai lần", "giữ lại một dòng"),
    Problem("content", 0, "BV005", "100 % bài mất", "xem lại", "warning"),
]


def test_json_holds_every_part_and_the_page_that_explains():
    assert json.loads(as_json(FOUND))[0] == {
        "path": "content/tin-tuc/a, b.md", "line": 3, "code": "BV012", "severity": "error",
        "found": "trường «Title» ghi hai lần", "fix": "giữ lại một dòng", "help": "docs/loi/BV012.md",
    }  # fmt: skip


def test_github_gets_one_command_a_finding_with_its_signs_escaped():
    assert as_github(FOUND).split("\n") == [
        "::error file=content/tin-tuc/a%2C b.md,line=3,title=BV012::trường «Title» ghi hai lần → giữ lại một dòng",
        "::warning file=content,line=1,title=BV005::100 %25 bài mất → xem lại",
    ]


def test_gitlab_gets_a_report_whose_fingerprints_tell_findings_apart():
    report = json.loads(as_gitlab(FOUND))
    assert [item["severity"] for item in report] == ["major", "minor"]
    assert report[0]["location"] == {"path": "content/tin-tuc/a, b.md", "lines": {"begin": 3}}
    assert len({item["fingerprint"] for item in report}) == 2
