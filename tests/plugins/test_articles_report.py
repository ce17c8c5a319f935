"""`desk report`: counts that offices pay by, equal to a count by hand."""

import datetime
import os
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from plugins.articles.desk import report
from plugins.articles.desk.report import Period, PeriodError, name_of, period_of
from plugins.articles.desk.workbook import NOTES, SHEETS, Report, workbook
from portal.article import Body, Term
from portal.problem import Problems
from tests.building import ROOT
from tests.commands import desk
from tests.content import article, draw, write
from tests.samples import make_article, make_site, moment

TODAY = datetime.date(2026, 11, 23)
MARCH = Period(datetime.date(2026, 3, 1), datetime.date(2026, 3, 31))


def author(name):
    return Term("tac-gia", name, name.lower())


def rows(path, sheet):
    """Return the rows of a sheet below its header, without notes and what is empty."""
    cells = list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))
    start = 4 if sheet == "Tổng hợp" else 1
    return [row for row in cells[start:] if row[0] and row[0] not in NOTES]


def run(tmp_path, *arguments, content=ROOT / "content"):
    """Run the command; return what it said and the file it wrote."""
    file = tmp_path / "bao-cao.xlsx"
    return desk("report", *arguments, "--output", file, "--content", content), file


# Counted by hand in content/tin-tuc/2025 with grep ('^[Aa]uthor:', '^[Cc]ategory:', '^[Dd]ate:').
AUTHORS_2025 = {"Ban Biên tập": 3, "Khúc An": 3, "Lục Bảo": 3, "Thạch Thảo": 5, "Vi Hải Đăng": 2}
CATEGORIES_2025 = {
    "Cải cách hành chính": 4, "Chuyển đổi số": 1, "Thủ tục hành chính": 3, "Chỉ đạo điều hành": 2,
    "Thông tin và truyền thông": 1, "Văn bản chính sách": 2, "Hoạt động của Sở": 3, "Kinh tế - Xã hội": 0,
}  # fmt: skip
MONTHS_2025 = [0, 1, 2, 1, 2, 1, 2, 0, 2, 3, 1, 1]


def test_a_year_is_what_a_hand_counts_by_author_category_and_month(tmp_path):
    result, file = run(tmp_path, "--from", "01/01/2025", "--to", "31/12/2025")

    assert (result.returncode, result.stderr) == (0, "")
    authors, categories, months = (rows(file, sheet) for sheet in ("Theo tác giả", "Theo chuyên mục", "Tổng hợp"))
    assert {row[0]: row[13] for row in authors[:-1]} == AUTHORS_2025
    assert {row[0]: row[13] for row in categories[:-1]} == CATEGORIES_2025
    assert [row[1] for row in months[:-1]] == MONTHS_2025
    assert authors[-1][13] == categories[-1][13] == months[-1][1] == len(rows(file, "Danh sách")) == 16
    assert list(authors[-1][1:13]) == MONTHS_2025


def test_a_withdrawn_article_is_counted_and_marked(tmp_path):
    # content/tin-tuc/2024/ho-so-dung-han-chin-thang.md: dated 08/10/2024, withdrawn on 10/10/2024; the only one then.
    _, file = run(tmp_path, "--month", "2024-10")

    (line,) = rows(file, "Danh sách")
    assert line[2] == "Chín tháng, cả tám huyện, thị xã, thành phố trả hồ sơ đúng hạn trên 98%"
    assert line[8] == "Đã thu hồi ngày 10/10/2024"
    assert rows(file, "Theo tác giả")[0][:2] == ("Khúc An", 1)
    assert rows(file, "Tổng hợp")[0][4] == 1


def test_words_and_pictures_are_what_a_hand_counts(tmp_path):
    content = tmp_path / "content"
    for name in ("a", "b", "c"):
        draw(content / f"anh/{name}.png", (40, 30))
    # Words: Họp | bàn | 1.384 | hồ | sơ | – (none) | Kết | luận | Xong | ngày | 3/4 = 10. Pictures: a, b, c.
    body = "Họp bàn 1.384 hồ sơ –\n\n![Ảnh](/anh/a.png)\n\n![Ảnh](/anh/b.png)\n\n## Kết luận\n\nXong ngày 3/4."
    fields = {"date": "2026-03-05 08:00", "picture": "/anh/c.png", "picture_alt": "Ảnh"}
    write(content, {"tin-tuc/a.md": article(body=f"{body}\n\n![Ảnh](/anh/a.png)", **fields)})

    _, file = run(tmp_path, "--month", "3/2026", content=content)

    assert rows(file, "Danh sách")[0][6:8] == (10, 3)


def test_an_article_of_two_authors_counts_for_each_and_once_in_the_sum(tmp_path):
    content = write(
        tmp_path / "content",
        {
            "tin-tuc/a.md": article("Chung", author="Mạc Lan, Lò Sơn", date="2026-03-05"),
            "tin-tuc/b.md": article("Riêng", author="Mạc Lan", date="2026-03-06"),
            "tin-tuc/c.md": article("Không tên", date="2026-03-07"),
        },
    )

    _, file = run(tmp_path, "--month", "2026-03", content=content)

    assert [row[:2] for row in rows(file, "Theo tác giả")] == [
        ("Lò Sơn", 1), ("Mạc Lan", 2), ("(không ghi tác giả)", 1), ("Cộng (mỗi bài một lần)", 3),
    ]  # fmt: skip
    assert [row[8] for row in rows(file, "Danh sách")] == ["2 tác giả, tính cho từng người", None, None]
    notes = [row[0] for row in openpyxl.load_workbook(file)["Theo tác giả"].iter_rows(values_only=True)]
    assert notes[-1] == NOTES[1]


def test_what_is_not_published_is_not_counted_and_what_is_held_back_is_told(tmp_path):
    content = write(
        tmp_path / "content",
        {
            "tin-tuc/a.md": article("Đã đăng", date="2026-11-05"),
            "tin-tuc/nhap.md": article("Nháp", date="2026-11-06", status="draft"),
            "tin-tuc/hen.md": article("Hẹn", date="2026-11-29"),
            "tin-tuc/hong.md": article("Hỏng", date="2026-11-07", category=""),
        },
    )

    result, file = run(tmp_path, "--month", "2026-11", content=content)

    assert [row[2] for row in rows(file, "Danh sách")] == ["Đã đăng"]
    assert result.stderr == "1 tệp có lỗi nên chưa tính → xem: desk check\n"


def test_a_month_begins_and_ends_at_midnight_in_viet_nam(tmp_path):
    dates = ("2026-02-28 23:59", "2026-03-01 00:00", "2026-03-31 23:59", "2026-04-01 00:00", "2026-02-28T17:00Z")
    content = write(
        tmp_path / "content", {f"tin-tuc/{n}.md": article(f"Bài {n}", date=date) for n, date in enumerate(dates)}
    )

    _, file = run(tmp_path, "--month", "2026-03", content=content)

    assert sorted(row[2] for row in rows(file, "Danh sách")) == ["Bài 1", "Bài 2", "Bài 4"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_text_is_ever_a_formula_nor_a_link(tmp_path, sign):
    words = f'{sign}HYPERLINK("http://x.example","bấm")'
    site = make_site(
        [
            make_article(
                "a", title=words, slug="a", authors=(author(f"{sign}1+1"),), published=moment("2026-03-05 08:00")
            )
        ]
    )
    file = tmp_path / "a.xlsx"
    file.write_bytes(workbook(Report.of(site, MARCH, Problems())))

    sheets = openpyxl.load_workbook(file)
    title, name = sheets["Danh sách"]["C2"], sheets["Theo tác giả"]["A2"]
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in (title, name)] == [
        (words, "s", True), (f"{sign}1+1", "s", True),
    ]  # fmt: skip
    with zipfile.ZipFile(file) as parts:
        whole = b"".join(parts.read(name) for name in parts.namelist())
    assert b"<f>" not in whole
    assert b"<hyperlink" not in whole


def test_the_sheets_have_vietnamese_heads_that_stay_in_sight_widths_and_formats(tmp_path):
    _, file = run(tmp_path, "--month", "2025-10")
    book = openpyxl.load_workbook(file)

    assert tuple(book.sheetnames) == SHEETS
    assert [book[name].freeze_panes for name in SHEETS] == ["A5", "A2", "A2", "A2"]
    listed = book["Danh sách"]
    assert [cell.value for cell in listed[1]] == [
        "STT", "Ngày đăng", "Tiêu đề", "Chuyên mục", "Tác giả", "Địa chỉ", "Số chữ", "Số ảnh", "Ghi chú",
    ]  # fmt: skip
    assert listed["B2"].is_date
    assert (listed["B2"].number_format, listed["G2"].number_format) == ("dd/mm/yyyy hh:mm", "#,##0")
    assert listed.column_dimensions["C"].width > 50
    assert re.fullmatch(r"/tin-tuc/2025/10/\d\d/[a-z0-9-]+/", listed["F2"].value)


def test_the_same_articles_give_the_same_bytes_whenever_and_wherever_it_is_written(tmp_path):
    made = []
    for number, (epoch, zone) in enumerate([("1795392000", "UTC"), ("1800000000", "America/New_York")]):
        file = tmp_path / f"{number}.xlsx"
        desk("report", "--month", "2025-10", "--output", file, SOURCE_DATE_EPOCH=epoch, TZ=zone)
        made.append(file.read_bytes())

    assert made[0] == made[1]


def test_an_older_report_is_replaced_whole_and_nothing_else_is_left(tmp_path):
    run(tmp_path, "--month", "2025-09")

    result, file = run(tmp_path, "--month", "2025-10")

    assert result.returncode == 0
    assert len(rows(file, "Danh sách")) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["bao-cao.xlsx"]


def test_without_a_name_the_file_bears_its_month(tmp_path):
    result = desk("report", "--month", "10/2025", cwd=tmp_path)

    assert result.stdout == "bao-cao-2025-10.xlsx: 3 bài. Bài đăng từ 01/10/2025 đến 31/10/2025.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["bao-cao-2025-10.xlsx"]


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        (("2026-03", "", ""), (2026, 3, 1), (2026, 3, 31)),
        (("02/2024", "", ""), (2024, 2, 1), (2024, 2, 29)),
        (("", "", ""), (2026, 10, 1), (2026, 10, 31)),
        (("", "05/01/2026", "2026-02-03"), (2026, 1, 5), (2026, 2, 3)),
        (("", "05/01/2026", ""), (2026, 1, 5), (2026, 11, 23)),
    ],
    ids=["month", "leap-year", "nothing", "days", "until-today"],
)
def test_a_period_is_a_month_or_days(asked, first, last):
    assert period_of(*asked, TODAY) == Period(datetime.date(*first), datetime.date(*last))


def test_nothing_asked_for_in_january_means_december():
    assert name_of(period_of("", "", "", datetime.date(2026, 1, 31))) == "2025-12"


@pytest.mark.parametrize(
    "asked",
    [
        ("2026-13", "", ""), ("2026", "", ""), ("0000-01", "", ""), ("tháng 3", "", ""), ("2026-03", "01/03/2026", ""),
        ("", "", "01/03/2026"), ("", "31/02/2026", ""), ("", "02/03/2026", "01/03/2026"), ("", "1/3/26", ""),
    ],
)  # fmt: skip
def test_a_period_that_cannot_be_is_refused_in_words(asked):
    with pytest.raises(PeriodError, match=r"→|Chỉ dùng một"):
        period_of(*asked, TODAY)


def test_a_wrong_month_and_a_place_that_cannot_be_written_end_with_2_and_one_line(tmp_path):
    for arguments in (("--month", "13/2026"), ("--month", "2025-10", "--output", tmp_path / "khong" / "x.xlsx")):
        result = desk("report", *arguments)
        assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
        assert "→" in result.stderr


def test_counts_of_many_months_stand_apart(tmp_path):
    articles = [
        make_article(f"a{n}", published=moment(f"2026-0{n}-05 08:00"), authors=(author("Lan"),)) for n in (1, 3)
    ]
    site = make_site(articles, bodies={"a1": Body("", "Một hai ba."), "a3": Body("", "Bốn.")})
    period = Period(datetime.date(2026, 1, 1), datetime.date(2026, 3, 31))

    (count,) = report.by_author(report.lines_of(site, period), period)

    assert (count.by_month, count.articles, count.words) == ({(2026, 1): 1, (2026, 2): 0, (2026, 3): 1}, 2, 4)


@pytest.mark.parametrize("name", ["bai.md", "bao-cao", "bang-luong.xlsx", "anh.xlsx", "thu-muc.xlsx"])
def test_nothing_but_an_older_report_is_ever_replaced(tmp_path, name):
    other = tmp_path / name
    if name == "bang-luong.xlsx":
        book = openpyxl.Workbook()
        book.save(other)
    elif name == "thu-muc.xlsx":
        other.mkdir()
    else:
        other.write_text("của người khác", "utf-8")
    before = other.stat()

    result = desk("report", "--month", "10/2025", "--output", other)

    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert str(other) in result.stderr
    assert (other.stat().st_ino, other.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert list(tmp_path.iterdir()) == [other]


def test_special_files_are_never_replaced(tmp_path):
    os.mkfifo(tmp_path / "ong.xlsx")

    assert desk("report", "--output", "/dev/full").returncode == 2
    assert desk("report", "--month", "10/2025", "--output", tmp_path / "ong.xlsx").returncode == 2
    assert Path("/dev/full").is_char_device()
    assert (tmp_path / "ong.xlsx").is_fifo()


def test_a_report_that_another_program_saved_again_is_replaced(tmp_path):
    _, file = run(tmp_path, "--month", "10/2025")
    book = openpyxl.load_workbook(file)
    book.create_sheet("Ghi chú")
    book.save(file)

    result, _ = run(tmp_path, "--month", "10/2025")

    assert result.returncode == 0, result.stderr
    assert "Ghi chú" not in openpyxl.load_workbook(file).sheetnames
