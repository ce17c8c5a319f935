"""Word documents: what mammoth alone would lose, what must not be published, and what is told."""

import io
import zipfile

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image

from tests.plugins.import_samples import picture_bytes
from tests.plugins.importing import import_document, new_document, run, saved

TEXT = "Chủ tịch UBND tỉnh Lạc Giang chủ trì phiên họp thường kỳ, nghe báo cáo 35,03% và 1.384/3.003 nhiệm vụ…"


def rows_of(page):
    return [[cell.get_text(" ", strip=True) for cell in row(["td", "th"])] for row in page("tr")]


def table_of(document, rows):
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def numbered(document, texts, *, kind, label, start=1):
    """Add *texts* as paragraphs that Word numbers by itself."""
    numbering = document.part.numbering_part.element
    name = str(900 + len(numbering))
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{name}"><w:lvl w:ilvl="0"><w:start w:val="{start}"/>'
        f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{label}"/></w:lvl></w:abstractNum>'
    )
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{name}"><w:abstractNumId w:val="{name}"/></w:num>'))
    for text in texts:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{name}"/></w:numPr>'))


def test_head_and_body_are_written_as_the_house_writes_them(tmp_path):
    document = new_document(TEXT, "Tác giả: Thạch Thảo", "Nguồn: Báo Lạc Giang")
    imported = import_document(tmp_path, document)
    head = dict(line.split(": ", 1) for line in imported.head.split("\n"))
    assert imported.outcome.article == "tin-tuc/2023/hop-giao-ban-thang-bay.md"
    assert list(head) == ["Title", "Date", "Category", "Author", "Id", "Source", "Imported"]
    assert head["Title"] == "Họp giao ban tháng Bảy"
    assert head["Date"] == "20/07/2023"
    assert (head["Author"], head["Source"]) == ("Thạch Thảo", "Báo Lạc Giang")
    assert len(head["Id"]) == 8
    assert imported.body == TEXT
    assert imported.told == []


def test_a_merged_cell_keeps_its_words_and_its_place(tmp_path):
    document = new_document(TEXT)
    table = table_of(document, [["Đơn vị", "Năm 2023", ""], ["", "Kế hoạch", "Thực hiện"], ["Sở Nội vụ", "12", "11"]])
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    imported = import_document(tmp_path, document)
    assert rows_of(imported.page()) == [
        ["Đơn vị", "Năm 2023", ""], ["", "Kế hoạch", "Thực hiện"], ["Sở Nội vụ", "12", "11"],
    ]  # fmt: skip
    assert imported.line("NB031") == "| Đơn vị | Năm 2023 |  |"


def test_a_table_without_a_head_gets_an_empty_one_and_is_told(tmp_path):
    document = new_document(TEXT)
    table_of(document, [["Sở Nội vụ", "12"], ["Sở Tài chính", "9"]])
    imported = import_document(tmp_path, document)
    assert rows_of(imported.page()) == [["", ""], ["Sở Nội vụ", "12"], ["Sở Tài chính", "9"]]
    assert "NB032" in imported.told


def test_years_are_a_head(tmp_path):
    document = new_document(TEXT)
    table_of(document, [["Đơn vị", "2022", "2023"], ["Sở Nội vụ", "12", "11"]])
    assert "NB032" not in import_document(tmp_path, document).told


def test_a_table_in_a_table_loses_no_word(tmp_path):
    document = new_document(TEXT)
    outer = table_of(document, [["Trái", "Phải"], ["Dưới trái", ""]])
    inner = outer.cell(1, 1).add_table(rows=2, cols=2)
    for cell, text in zip((c for row in inner.rows for c in row.cells), ["Tên", "Số", "Xã Trà Lâm", "7"], strict=True):
        cell.text = text
    imported = import_document(tmp_path, document)
    assert "Trái Phải Dưới trái" in " ".join(imported.page().get_text(" ").split())
    assert rows_of(imported.page()) == [["Tên", "Số"], ["Xã Trà Lâm", "7"]]
    assert "NB033" in imported.told


def test_pictures_side_by_side_in_a_table_get_the_captions_below_them(tmp_path):
    document = new_document(TEXT)
    table = table_of(document, [["", ""], ["Quầy số một", "Quầy số hai."]])
    for column in (0, 1):
        table.cell(0, column).paragraphs[0].add_run().add_picture(io.BytesIO(picture_bytes(column)))
    page = import_document(tmp_path, document).page()
    assert [figure.get_text(strip=True) for figure in page("figure")] == ["Quầy số một", "Quầy số hai."]
    assert not page("table")


@pytest.mark.parametrize(
    ("kind", "label", "shown"),
    [
        ("decimal", "Điều %1.", ["Điều 1. Phạm vi", "Điều 2. Đối tượng"]),
        ("lowerLetter", "%1)", ["a) Phạm vi", "b) Đối tượng"]),
        ("upperRoman", "%1.", ["I. Phạm vi", "II. Đối tượng"]),
        ("decimalZero", "%1.", ["01. Phạm vi", "02. Đối tượng"]),
    ],
)
def test_numbers_that_no_list_shows_are_written_out(tmp_path, kind, label, shown):
    document = new_document(TEXT)
    numbered(document, ["Phạm vi", "Đối tượng"], kind=kind, label=label)
    page = import_document(tmp_path, document).page()
    assert [p.get_text() for p in page("p")][1:] == shown


def test_a_plain_numbered_list_stays_a_list(tmp_path):
    document = new_document(TEXT)
    numbered(document, ["Phạm vi", "Đối tượng"], kind="decimal", label="%1.")
    assert import_document(tmp_path, document).body.endswith("\n\n1. Phạm vi\n2. Đối tượng")


def test_a_list_that_goes_on_after_a_paragraph_keeps_its_numbers(tmp_path):
    document = new_document(TEXT)
    numbered(document, ["Phạm vi", "Đối tượng"], kind="decimal", label="%1.")
    last = document.paragraphs[-1]._p
    last.addprevious(document.add_paragraph("Đoạn xen giữa hai mục.")._p)
    imported = import_document(tmp_path, document)
    assert imported.body.endswith("1. Phạm vi\n\nĐoạn xen giữa hai mục.\n\n2\\. Đối tượng")


def test_fields_keep_their_text_and_hidden_text_stays_hidden(tmp_path):
    document = new_document(TEXT)
    paragraph = document.add_paragraph("Bảng ")
    paragraph._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="SEQ Bảng"><w:r><w:t>7</w:t></w:r></w:fldSimple>')
    )
    paragraph.add_run(". Kết quả")
    hidden = paragraph.add_run("mật khẩu nội bộ")
    hidden.font.hidden = True
    imported = import_document(tmp_path, document)
    assert imported.body.endswith("Bảng 7. Kết quả")
    assert "mật khẩu nội bộ" not in imported.source
    assert imported.found("NB036") == "chữ ẩn (hidden text) không đưa vào bài: «mật khẩu nội bộ»"


def test_a_box_that_only_new_programs_draw_keeps_its_text(tmp_path):
    document = new_document(TEXT)
    document.paragraphs[-1]._p.append(
        parse_xml(
            f'<w:r {nsdecls("w", "wp", "a")} xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
            "<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r>"
            "<w:t>Đường dây nóng 0229</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData>"
            "</a:graphic></wp:anchor></w:drawing></w:r>"
        )
    )
    imported = import_document(tmp_path, document)
    assert imported.body == f"{TEXT}\n\nĐường dây nóng 0229"
    assert imported.line("NB038") == "Đường dây nóng 0229"


def test_a_formula_keeps_its_characters_and_is_told(tmp_path):
    document = new_document(TEXT)
    names = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    document.add_paragraph("Tỉ lệ")._p.append(parse_xml(f"<m:oMath {names}><m:r><m:t>a=b/c</m:t></m:r></m:oMath>"))
    imported = import_document(tmp_path, document)
    assert imported.body.endswith("Tỉ lệ a=b/c")
    assert "NB039" in imported.told


def test_comments_deletions_headers_and_footers_are_never_published_but_told(tmp_path):
    document = new_document(TEXT)
    document.sections[0].footer.paragraphs[0].text = "Lưu: VT, số 12/BC"
    document.add_comment(document.paragraphs[-1].runs, "Chưa duyệt câu này", author="Lãnh đạo")
    deleted = parse_xml(f'<w:del {nsdecls("w")} w:id="1"><w:r><w:delText>bản cũ</w:delText></w:r></w:del>')
    document.paragraphs[-1]._p.append(deleted)
    imported = import_document(tmp_path, document)
    assert imported.body == TEXT
    assert sorted(imported.told) == ["NB036", "NB036", "NB037"]


def test_links_with_unsafe_schemes_become_their_words(tmp_path):
    document = new_document(TEXT)
    for target, words in (
        ("https://lacgiang.example/a b(1)", "Văn bản"),
        ("file:///C:/mat.docx", "Tệp"),
        ("javascript:x", "Mã"),
    ):
        link = OxmlElement("w:hyperlink")
        link.set(
            qn("r:id"),
            document.part.relate_to(
                target,
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
                is_external=True,
            ),
        )
        run = document.paragraphs[-1].add_run(f" {words}")
        link.append(run._r)
        document.paragraphs[-1]._p.append(link)
    imported = import_document(tmp_path, document)
    assert imported.body == f"{TEXT} [Văn bản](https://lacgiang.example/a%20b%281%29) Tệp Mã"
    assert imported.told == ["NB030", "NB030"]


def test_pictures_are_described_named_and_kept_once(tmp_path):
    document = new_document(TEXT)
    for _ in range(2):
        document.add_paragraph().add_run().add_picture(io.BytesIO(picture_bytes(1)))
    imported = import_document(tmp_path, document)
    assert imported.outcome.pictures == ("anh/2023/hop-giao-ban-thang-bay-1.png",)
    assert imported.body.count("![](/anh/2023/hop-giao-ban-thang-bay-1.png)") == 2
    assert imported.told == ["NB020", "NB020"]
    assert imported.line("NB020").startswith("![](")
    assert (imported.content / imported.outcome.pictures[0]).read_bytes() == picture_bytes(1)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x01\x00\x00\x00" + b"\0" * 36 + b" EMF" + b"\0" * 60, "EMF/WMF"),
        (picture_bytes(1)[:200], "hỏng"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "không phải ảnh"),
    ],
)
def test_pictures_that_cannot_be_shown_are_left_out_by_name(tmp_path, data, reason):
    document = new_document(TEXT)
    document.add_paragraph().add_run().add_picture(io.BytesIO(picture_bytes(1)))
    picture = next(part for part in document.part.package.iter_parts() if part.partname.startswith("/word/media"))
    picture._blob = data
    imported = import_document(tmp_path, document)
    assert imported.body == TEXT
    assert reason in imported.found("NB021")
    assert "ảnh thứ 1" in imported.found("NB021")


def test_an_old_bitmap_becomes_a_png_of_the_same_points(tmp_path):
    document = new_document(TEXT)
    image = Image.new("RGB", (40, 30), "#0B4F8A")
    target = io.BytesIO()
    image.save(target, "BMP")
    document.add_paragraph().add_run().add_picture(io.BytesIO(target.getvalue()))
    imported = import_document(tmp_path, document)
    with Image.open(imported.content / imported.outcome.pictures[0]) as kept:
        assert kept.format == "PNG"
        assert kept.tobytes() == image.tobytes()


def captions(imported):
    return [figure.get_text(strip=True) for figure in imported.page()("figure")]


@pytest.mark.parametrize(
    "caption", ["Các đại biểu dự họp tại điểm cầu Lạc Giang", "Đại biểu dự họp. Ảnh: Lục Bảo", 'Quầy "một cửa" (số 3']
)
def test_a_caption_stays_with_its_picture(tmp_path, caption):
    document = new_document(TEXT)
    document.add_paragraph().add_run().add_picture(io.BytesIO(picture_bytes(1)))
    document.add_paragraph(caption)
    document.add_paragraph(TEXT)
    assert captions(import_document(tmp_path, document))[0].replace("Ảnh:", " Ảnh:").split() == caption.split()


def test_a_sentence_below_a_picture_is_no_caption(tmp_path):
    document = new_document(TEXT)
    document.add_paragraph().add_run().add_picture(io.BytesIO(picture_bytes(1)))
    document.add_paragraph("Dự họp có lãnh đạo các sở.")
    document.add_paragraph("KẾT QUẢ ĐẠT ĐƯỢC").runs[0].bold = True
    assert captions(import_document(tmp_path, document)) == [""]


def test_a_guessed_caption_is_told(tmp_path):
    document = new_document(TEXT)
    document.add_paragraph().add_run().add_picture(io.BytesIO(picture_bytes(1)))
    document.add_paragraph("Quang cảnh buổi họp")
    assert "NB023" in import_document(tmp_path, document).told


def test_headings_begin_at_level_two_with_none_left_out(tmp_path):
    document = new_document(TEXT)
    for text, level in (("Kết quả", 2), ("Chi tiết", 4), ("Nhiệm vụ", 2)):
        document.add_heading(text, level)
        document.add_paragraph(TEXT)
    assert [tag.name for tag in import_document(tmp_path, document).page()(["h2", "h3", "h4"])] == ["h2", "h3", "h2"]


def test_without_title_the_name_of_the_file_serves_and_is_told(tmp_path):
    document = new_document()
    for paragraph in document.paragraphs:
        paragraph._p.getparent().remove(paragraph._p)
    document.add_paragraph(TEXT * 4)
    (imported,) = run(tmp_path, {"Báo cáo_quý-II.docx": saved(document)})
    assert imported.head.startswith("Title: Báo cáo quý II\n")
    assert imported.found("NB012") == "tiêu đề lấy từ tên tệp"


def test_a_bold_first_paragraph_is_the_lead(tmp_path):
    document = new_document()
    document.add_paragraph().add_run(TEXT).bold = True
    document.add_paragraph("Nội dung chính của bài.")
    document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    imported = import_document(tmp_path, document)
    assert f"Summary: {TEXT}" in imported.head
    assert imported.body == "Nội dung chính của bài."


def test_a_document_saved_in_the_strict_form_is_read(tmp_path):
    usual, other = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    strict = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(new_document(TEXT)))) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            text = old.read(name).replace(usual + b"wordprocessingml/2006/", other + b"wordprocessingml/")
            new.writestr(name, text.replace(usual + b"officeDocument/2006/", other + b"officeDocument/"))
    (imported,) = run(tmp_path, {"a.docx": strict.getvalue()})
    assert imported.body == TEXT


def test_a_list_in_a_cell_becomes_lines_of_the_cell(tmp_path):
    document = new_document(TEXT)
    table = table_of(document, [["Đơn vị", "Việc"], ["Sở Nội vụ", ""]])
    cell = table.cell(1, 1)
    for words in ("Rà soát thủ tục", "Công bố danh mục"):
        cell.add_paragraph(words, style="List Bullet")
    imported = import_document(tmp_path, document)
    shown = " ".join(imported.page().get_text(" ").split())
    assert "Rà soát thủ tục" in shown
    assert "Công bố danh mục" in shown
    assert "NB034" in imported.told
