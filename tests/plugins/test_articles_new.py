"""`desk new`: a draft with places to fill in, never over another file."""

import re
import signal
import subprocess
import time

import pytest

from plugins.articles.desk.kinds import KINDS
from plugins.articles.desk.new import MAX_LENGTH
from tests.commands import COMMAND, desk, variables
from tests.content import YAML, article, load, load_one, write

CATEGORIES = "- Cải cách hành chính\n- Đất đai\n- Chuyển đổi số\n"


@pytest.fixture
def content(tmp_path):
    return write(tmp_path / "content", {"chuyen-muc.yaml": CATEGORIES, "tin-tuc/a.md": article()})


def new(content, *arguments, **more):
    return desk("new", *arguments, "--content", content, cwd=content.parent, **more)


def only_new(content):
    (path,) = [path for path in content.rglob("*.md") if path.name != "a.md"]
    return path


def head_of(path):
    return path.read_text("utf-8").partition("\n\n")[0].split("\n")


def test_a_draft_is_written_by_year_and_slug_and_the_next_step_is_told_in_one_line(content):
    result = new(content, "Đường về Đăk Đoa", "--date", "20/07/2025 2:05 CH", "--no-input")

    path = content / "tin-tuc/2025/duong-ve-dak-doa.md"
    assert result.returncode == 0
    assert result.stderr == ""
    assert re.fullmatch(
        r"content/tin-tuc/2025/duong-ve-dak-doa\.md → .*desk preview duong-ve-dak-doa.*\n", result.stdout
    )
    lines = head_of(path)
    assert lines[:3] == ["Title: Đường về Đăk Đoa", "Date: 20/07/2025 2:05 CH", "Category: Cải cách hành chính"]
    assert re.fullmatch(r"Id: [a-z0-9]{8}", lines[-2])
    assert lines[-1] == "Status: draft"


def test_a_title_need_not_stand_in_quotes(content):
    new(content, "Họp", "giao", "ban", "--no-input")

    assert head_of(only_new(content))[0] == "Title: Họp giao ban"


def test_a_second_article_of_the_same_title_gets_a_number_and_an_id_of_its_own(content):
    for _ in range(3):
        new(content, "Họp", "--no-input", "--date", "01/02/2026")

    found = {path.name: path for path in (content / "tin-tuc/2026").iterdir()}
    assert sorted(found) == ["hop-2.md", "hop-3.md", "hop.md"]
    assert len({head_of(path)[-2] for path in found.values()}) == 3


def test_what_stands_there_already_is_never_touched(content):
    write(content, {"tin-tuc/2026/hop.md": "của người khác"})

    new(content, "Họp", "--no-input", "--date", "01/02/2026")

    assert (content / "tin-tuc/2026/hop.md").read_text("utf-8") == "của người khác"
    assert (content / "tin-tuc/2026/hop-2.md").exists()


def test_the_longest_title_keeps_a_name_that_an_address_may_have(content):
    for _ in range(2):
        new(content, "dài " * 60, "--no-input", "--date", "01/02/2026")

    names = [path.stem for path in (content / "tin-tuc/2026").iterdir()]
    assert len(names) == 2
    assert max(map(len, names)) <= MAX_LENGTH


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_read_as_a_draft_whose_only_findings_are_what_is_to_be_filled_in(content, kind):
    new(content, "Bài mới", "--kind", kind, "--no-input", "--date", "01/02/2026")

    site, problems = load(content)

    assert [item.source for item in site.articles] == ["tin-tuc/a.md"]
    assert {problem.code for problem in problems} <= {"BV080", "BV030", "BV034"}
    assert [problem.code for problem in problems].count("BV080") == 1
    assert {problem.severity for problem in problems} == {"warning"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_that_is_filled_in_has_no_place_left(content, kind):
    new(content, "Bài mới", "--kind", kind, "--no-input", "--date", "01/02/2026")
    path = only_new(content)

    path.write_text(re.sub(r"\[…[^\]]*\]", "chữ", path.read_text("utf-8")), "utf-8")

    assert "BV080" not in {problem.code for problem in load(content)[1]}


@pytest.mark.parametrize("name", ["dat-dai", "Đất đai", "đất đai", "2"])
def test_a_category_is_known_by_its_name_its_slug_and_its_number(content, name):
    new(content, "Họp", "--category", name, "--no-input")

    assert "Category: Đất đai" in head_of(only_new(content))


def test_without_a_list_of_categories_any_name_will_do(content):
    (content / "chuyen-muc.yaml").unlink()

    assert new(content, "Họp", "--category", "Nông thôn mới", "--no-input").returncode == 0
    assert "Category: Nông thôn mới" in head_of(only_new(content))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("Họp", "--category", "Đắt đai"), "Không có chuyên mục «Đắt đai», ý bạn là «Đất đai»? → ghi lại cho đúng."),
        (("Họp", "--category", "dat da"), "Không có chuyên mục «dat da», ý bạn là «Đất đai»? → ghi lại cho đúng."),
        (
            ("Họp", "--category", "Thể thao"),
            "Không có chuyên mục «Thể thao» → chọn một trong: Cải cách hành chính, Đất đai, Chuyển đổi số.",
        ),
        (
            ("Họp", "--date", "30/02/2026"),
            "Ngày đăng: ngày «30/02/2026» không có trong lịch → ghi như 20/07/2026 hoặc 20/07/2026 2:05 CH.",
        ),
        (("Họp", "--kind", "thơ"), "Không có loại bài «thơ» → chọn một trong: hop, thong-bao, van-ban, anh."),
        (("…",), 'Tiêu đề cần có chữ hoặc số → ví dụ: desk new "Họp sơ kết sáu tháng"'),
        ((), 'Tiêu đề cần có chữ hoặc số → ví dụ: desk new "Họp sơ kết sáu tháng"'),
        (("Họp\x07",), "Tiêu đề có ký tự ẩn, thường do dán từ nơi khác → gõ lại."),
    ],
    ids=["near", "without-marks", "far", "date", "kind", "no-word", "no-title", "control"],
)
def test_what_cannot_be_used_is_told_in_one_line_and_nothing_is_written(content, arguments, told):
    result = new(content, *arguments, "--no-input")

    assert (result.returncode, result.stdout, result.stderr) == (2, "", f"{told}\n")
    assert [path.name for path in content.rglob("*.md")] == ["a.md"]


def test_a_title_cannot_add_lines_to_the_head(content):
    new(content, "Họp\nStatus: published\n\nNội dung", "--no-input", "--date", "01/02/2026")

    site, _ = load(content)
    assert len(site.articles) == 1
    assert head_of(only_new(content))[0] == "Title: Họp Status: published Nội dung"


def test_questions_take_numbers_names_and_enter_and_ask_again_after_a_wrong_answer(content):
    answers = ["", "Họp bàn", "thong-bao", "9", "2", "Mạc Lan, Lò Sơn", "hôm qua", "5/3/2026"]

    result = new(content, answers="\n".join(answers) + "\n")

    assert result.returncode == 0, result.stderr
    path = content / "tin-tuc/2026/hop-ban.md"
    assert head_of(path)[:4] == [
        "Title: Họp bàn", "Date: 05/03/2026", "Category: Đất đai", "Author: Mạc Lan, Lò Sơn",
    ]  # fmt: skip
    assert "## Cách làm" in path.read_text("utf-8")
    assert "  2. Đất đai" in result.stderr
    assert "Không có chuyên mục «9»" in result.stderr
    assert "không đọc được ngày «hôm qua»" in result.stderr
    assert result.stdout.count("\n") == 1


def test_enter_takes_every_default(content):
    result = new(content, "Họp", answers="\n\n\n\n", DESK_AUTHOR="Thạch Thảo")

    assert result.returncode == 0, result.stderr
    assert head_of(only_new(content))[1:4] == [
        "Date: 23/11/2026 7:00 SA", "Category: Cải cách hành chính", "Author: Thạch Thảo",
    ]  # fmt: skip


def test_the_end_of_input_ends_the_questions_cleanly(content):
    result = new(content, "Họp", answers="1\n")

    assert result.returncode == 1
    assert result.stderr.endswith("\nĐã dừng theo yêu cầu.\n")
    assert [path.name for path in content.rglob("*.md")] == ["a.md"]


def test_ctrl_c_ends_the_questions_cleanly(content, tmp_path):
    told = tmp_path / "told"
    with told.open("w") as errors:
        process = subprocess.Popen(
            [*COMMAND, "new", "Họp", "--content", str(content)],
            env=variables(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
        )  # fmt: skip
        end = time.monotonic() + 120
        while "Chọn số" not in told.read_text("utf-8"):
            assert time.monotonic() < end
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=120)

    assert (process.returncode, out) == (1, b"")
    assert told.read_text("utf-8").endswith("Đã dừng theo yêu cầu.\n")
    assert [path.name for path in content.rglob("*.md")] == ["a.md"]


def test_a_folder_that_cannot_be_written_is_told(content):
    write(content, {"tin-tuc/2026": "một tệp, không phải thư mục"})

    result = new(content, "Họp", "--no-input", "--date", "01/02/2026")

    assert result.returncode == 2
    assert re.fullmatch(r".*tin-tuc/2026: không ghi được .* → xem lại quyền ghi và chỗ trống\.\n", result.stderr)


def test_a_full_disk_leaves_no_empty_article(content):
    script = 'ulimit -f 0; exec "$@" 2>&1 | cat'
    command = [*COMMAND, "new", "Họp", "--no-input", "--date", "01/02/2026", "--content", str(content)]
    result = subprocess.run(
        ["bash", "-c", script, "bash", *command], env=variables(PYTHONDONTWRITEBYTECODE="1"), capture_output=True,
        text=True, check=True,
    )  # fmt: skip

    assert "tin-tuc/2026: không ghi được (tệp lớn quá mức cho phép)" in result.stdout
    assert [path.name for path in content.rglob("*") if path.is_file() and path.name != "chuyen-muc.yaml"] == ["a.md"]


def test_a_closed_keyboard_is_not_asked(content):
    command = [*COMMAND, "new", "Họp", "--date", "01/02/2026", "--content", str(content)]
    closed = ["bash", "-c", 'exec "$@" <&-', "bash", *command]
    result = subprocess.run(closed, env=variables(), capture_output=True, text=True, check=False)

    assert (result.returncode, result.stderr) == (0, "")
    assert head_of(only_new(content))[0] == "Title: Họp"


def test_a_broken_list_of_categories_is_told_with_its_line(content):
    write(content, {"chuyen-muc.yaml": "- Đất đai\n- {name: }\n"})

    result = new(content, "Họp", "--no-input")

    assert result.returncode == 1
    assert result.stderr.startswith("content/chuyen-muc.yaml:2: BV007 ")
    assert result.stderr.count("\n") == 1


def left(source, tmp_path):
    return [
        (found.line, found.found, found.severity) for found in load_one(tmp_path, source)[1] if found.code == "BV080"
    ]


def test_places_left_in_a_published_article_keep_it_out(tmp_path):
    write(tmp_path / "content", {"tin-tuc/khac.md": article("Khác")})
    body = "Đoạn một.\n\n- [… việc thứ nhất]\n- [… việc thứ hai]"

    site, problems = load(write(tmp_path / "content", {"tin-tuc/bai.md": article(body=body)}))

    assert [item.title for item in site.articles] == ["Khác"]
    assert [(found.code, found.line, found.found) for found in problems] == [
        ("BV080", 8, "còn 2 chỗ chưa điền, trước hết: «việc thứ nhất»")
    ]


def test_places_of_the_head_and_of_yaml_are_found(tmp_path):
    write(tmp_path / "content", {"tin-tuc/khac.md": article("Khác")})
    found = "còn 1 chỗ chưa điền, trước hết: «một câu»"

    assert left(article(summary="[… một câu]"), tmp_path) == [(4, found, "error")]
    assert left(YAML.format('source: "[… một câu]"'), tmp_path) == [(5, found, "error")]


@pytest.mark.parametrize("words", ["“Điều 5 […] quy định”", "[1]", "[…]", "… [chữ]"])
def test_words_left_out_of_a_quotation_are_no_place(tmp_path, words):
    assert left(article(body=f"Theo văn bản: {words}."), tmp_path) == []
