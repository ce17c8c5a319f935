"""Samples dressed as Word documents: with styles, as people should write, and typed by hand, as they do."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from tests.plugins.import_samples import Expected, Part, Sample, make_samples, picture_bytes

NBSP = "\xa0"
_NOTE = "Số liệu do Sở Nội vụ tỉnh Lạc Giang cung cấp, tính đến ngày 21/6/2023."


def write_documents(folder: Path) -> dict[str, Expected]:
    """Write eight documents with styles and eight typed by hand; return what must come out of each by name."""
    folder.mkdir(parents=True)
    expected = {}
    for number, sample in enumerate(make_samples(16, prefix="word")):
        styled = number % 2 == 0
        sample.name = f"{'co-style' if styled else 'go-tay'}-{number:02}"
        _add_features(sample, number)
        document = _styled(sample) if styled else _typed(sample)
        (folder / f"{sample.name}.docx").write_bytes(_with_footnotes(document, sample))
        expected[f"{sample.name}.docx"] = sample.expected()
    return expected


def _add_features(sample: Sample, number: int) -> None:
    """Give every other sample a footnote, and each one texts with marks of Markdown."""
    sample.parts.append(Part("p", "1. Mục tiêu: tăng *nhanh* hồ sơ <trực tuyến> & giảm [giấy tờ] 5-10%… theo QĐ_422."))
    sample.parts.append(Part("p", "# Ghi chú | a_b_c | 2 * 3 = 6; xem tệp C:\\ho_so\\mau.docx..."))
    paragraphs = [part for part in sample.parts if part.kind == "p"]
    if number % 2:
        paragraphs[0].note = _NOTE


def _styled(sample: Sample):
    document = docx.Document()
    document.add_paragraph(sample.title, style="Title")
    document.add_paragraph(sample.lead, style="Subtitle")
    document.add_paragraph(f"Đăng ngày {sample.date:%d - %m - %Y}")
    chance = sample.random
    for part in sample.parts:
        if part.kind in ("h2", "h3"):
            document.add_heading(part.text, int(part.kind[1]) - 1)
        elif part.kind in ("ul", "ol"):
            if part.kind == "ol":
                _restart(document)
            for item in part.items:
                _runs(document.add_paragraph(style="List Bullet" if part.kind == "ul" else "List Number"), item, chance)
        elif part.kind == "table":
            _table(document, part, header=True)
        elif part.kind == "picture":
            paragraph = document.add_paragraph()
            _picture(paragraph, part)
            document.add_paragraph(part.text, style="Caption")
        else:
            _runs(document.add_paragraph(style="Quote" if part.kind == "quote" else None), part.text, chance, part.note)
            if chance.random() < 0.2:
                document.add_paragraph()
    return document


def _typed(sample: Sample):
    """Everything by hand: a bold title in the middle, captions pushed by no-break spaces, no style at all."""
    document = docx.Document()
    chance = sample.random
    for text in (sample.title, f"Ngày {sample.date.day}/{sample.date.month}/{sample.date.year}"):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(text).bold = text == sample.title
    lead = document.add_paragraph()
    lead.add_run(sample.lead).bold = True
    document.sections[0].header.paragraphs[0].text = "SỞ NỘI VỤ TỈNH LẠC GIANG"
    for place, part in enumerate(list(sample.parts)):
        if part.kind in ("ul", "ol"):
            for item in part.items:
                paragraph = document.add_paragraph(style="List Bullet" if part.kind == "ul" else None)
                _runs(paragraph, item, chance)
        elif part.kind == "table":
            _table(document, part, header=False)
        elif part.kind == "picture":
            document.add_paragraph(NBSP)
            _picture(document.add_paragraph(), part)
            document.add_paragraph(f"{f'{NBSP} ' * 52}{part.text}")
            document.add_paragraph(NBSP)
        else:
            paragraph = document.add_paragraph()
            _runs(paragraph, part.text, chance, part.note, bold=part.kind.startswith("h"))
            if place == 2:
                _changes(paragraph)
                document.add_comment(paragraph.runs[:1], "Xem lại số liệu giúp tôi", author="Văn thư")
            if place == 4:
                _box(document, sample)
    return document


def _runs(paragraph, text: str, chance, note: str = "", *, bold: bool = False) -> None:
    """Write *text* in runs as Word leaves them: cut anywhere, some bold or italic, spaces doubled."""
    words = re.split(r"(?<= )", text)
    while words:
        piece = "".join(words[: chance.randint(1, 9)])
        del words[: len(re.split(r"(?<= )", piece)) if piece.endswith(" ") is False else piece.count(" ")]
        middle = chance.randint(0, len(piece))
        for half in (piece[:middle], piece[middle:]):
            if half:
                run = paragraph.add_run(half)
        if chance.random() < 0.25:
            run.bold = True
        if chance.random() < 0.15:
            run.italic = True
        run.bold = run.bold or bold
    if note:
        run = paragraph.add_run()
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), "2")
        run._r.append(reference)


def _restart(document) -> None:
    """Make the next numbered list begin at one, as Word does with a number of its own."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    number = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    abstract = next(n for n in numbering.findall(qn("w:num")) if n.get(qn("w:numId")) == number.get(qn("w:val")))
    fresh = numbering.add_num(int(abstract.find(qn("w:abstractNumId")).get(qn("w:val"))))
    fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
    number.set(qn("w:val"), str(fresh.numId))


def _table(document, part: Part, *, header: bool) -> None:
    width = max(map(len, part.rows))
    table = document.add_table(rows=0, cols=width, style="Table Grid")
    for number, row in enumerate(part.rows):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.paragraphs[0].add_run(text).bold = number == 0
        if header and number == 0:
            table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def _picture(paragraph, part: Part) -> None:
    run = paragraph.add_run()
    run.add_picture(io.BytesIO(picture_bytes(part.picture)), width=Cm(8))
    run._r.find(f".//{qn('wp:docPr')}").set("descr", "Hai người đứng cạnh quầy tiếp nhận hồ sơ")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _changes(paragraph) -> None:
    """Put a deletion and an insertion, with the words that were there before, into *paragraph*."""
    first = paragraph.runs[0]
    deleted = parse_xml(
        f'<w:del {nsdecls("w")} w:id="90" w:author="Văn thư"><w:r><w:delText>XÓA-BỎ </w:delText></w:r></w:del>'
    )
    first._r.addprevious(deleted)
    inserted = parse_xml(f'<w:ins {nsdecls("w")} w:id="91" w:author="Văn thư"/>')
    first._r.addprevious(inserted)
    inserted.append(first._r)
    paragraph.add_run().add_break(WD_BREAK.PAGE)


def _box(document, sample: Sample) -> None:
    """Put a text box, written for new and for old programs, where a paragraph of the sample stands."""
    text = "Hộp thông tin: đường dây nóng của tỉnh Lạc Giang làm việc cả thứ Bảy"
    content = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    names = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    run = parse_xml(
        f'<w:r {nsdecls("w", "wp", "a")} {names}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        f"<a:graphic><a:graphicData><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        f"</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect><v:textbox>{content}</v:textbox></v:rect></w:pict>"
        f"</mc:Fallback></mc:AlternateContent></w:r>"
    )
    document.add_paragraph()._p.append(run)
    sample.parts.insert(5, Part("p", text))


def _with_footnotes(document, sample: Sample) -> bytes:
    """Return the document with its footnotes, which python-docx cannot write."""
    target = io.BytesIO()
    document.save(target)
    note = next((part.note for part in sample.parts if part.note), "")
    if not note:
        return target.getvalue()
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    footnotes = (
        f'<w:footnotes xmlns:w="{main}"><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p>'
        '</w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {note}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    result = io.BytesIO()
    with zipfile.ZipFile(target) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name).decode() if name.endswith((".xml", ".rels")) else old.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(
                    "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
                )
            if name == "word/_rels/document.xml.rels":
                data = data.replace(
                    "</Relationships>",
                    f'<Relationship Id="rId990" Type="{relation}" Target="footnotes.xml"/></Relationships>',
                )
            new.writestr(name, data)
        new.writestr("word/footnotes.xml", footnotes)
    return result.getvalue()
