"""Samples dressed as articles of old portals: SharePoint, Liferay, NukeViet, with the dirt that years leave."""

from __future__ import annotations

import unicodedata
from html import escape
from pathlib import Path

from tests.plugins.import_samples import Expected, Part, Sample, make_samples, picture_bytes

NBSP = "\xa0"
_SAY = {0: "Chủ nhật", 1: "Thứ hai", 2: "Thứ ba", 3: "Thứ tư", 4: "Thứ năm", 5: "Thứ sáu", 6: "Thứ bảy"}
_ENCODINGS = ("utf-8", "utf-16", "cp1258", "utf-8-sig", "nfd")


def write_pages(folder: Path) -> dict[str, Expected]:
    """Write twenty pages, each with its pictures beside it; return what must come out of each by name."""
    folder.mkdir(parents=True)
    expected = {}
    for number, sample in enumerate(make_samples(20, 10, prefix="trang")):
        dress = (_sharepoint, _liferay, _nukeviet)[number % 3]
        sample.name = f"{dress.__name__.strip('_')}-{number:02}"
        encoding = _ENCODINGS[number % len(_ENCODINGS)]
        for part in sample.parts:
            if part.kind == "picture":
                place = folder / f"{sample.name}_files"
                place.mkdir(exist_ok=True)
                (place / f"anh {part.picture}.jpg").write_bytes(picture_bytes(part.picture))
        (folder / f"{sample.name}.html").write_bytes(encoded(dress(sample), encoding))
        expected[f"{sample.name}.html"] = sample.expected()
    return expected


def encoded(html: str, encoding: str) -> bytes:
    """Return *html* as old systems wrote it; "nfd" is UTF-8 with marks apart from their letters."""
    if encoding == "nfd":
        return unicodedata.normalize("NFD", html).encode()
    if encoding == "cp1258":
        html = html.replace("charset=utf-8", "charset=windows-1258")
        return b"".join(_in_1258(character) for character in html)
    if encoding == "utf-16":
        html = html.replace("charset=utf-8", "charset=utf-16")
    return html.encode(encoding)


def _in_1258(character: str) -> bytes:
    """Return a character in Windows-1258, which holds tones apart from their vowels."""
    try:
        return character.encode("cp1258")
    except UnicodeEncodeError:
        tones = "\u0300\u0301\u0303\u0309\u0323"
        marks = unicodedata.normalize("NFD", character)
        tone = "".join(mark for mark in marks if mark in tones)
        letter = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tones))
        return (letter + tone).encode("cp1258", "xmlcharrefreplace")


def _source(sample: Sample, part: Part) -> str:
    return f"./{sample.name}_files/anh%20{part.picture}.jpg"


def _page(sample: Sample, main: str) -> str:
    """Return a whole page of a portal around *main*."""
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{escape(sample.title)} - Cổng thông tin tỉnh Lạc Giang</title>
<style>.MsoNormal {{ margin: 0 }}</style><script>var menu = ["<p>Trang chủ</p>"];</script></head><body>
<div id="header"><h1 class="logo">Cổng thông tin tỉnh Lạc Giang</h1>
<ul class="menu"><li><a href="/">Trang chủ</a></li></ul></div>
{main}
<div id="footer"><p>Bản quyền thuộc tỉnh Lạc Giang</p></div></body></html>"""


def _sharepoint(sample: Sample) -> str:
    """Word pasted into a field of SharePoint: mso styles, o:p, layout tables, captions pushed by no-break spaces."""
    rows = []
    for part in sample.parts:
        words = escape(part.text)
        if part.kind == "picture":
            rows.append(
                f'<p class="MsoNormal" align="center"><img alt="" src="{_source(sample, part)}" width="500" /></p>\n'
                f'<p class="MsoNormal">{"&#160; " * 52}{words}<o:p></o:p></p><p>&#160;</p>'
            )
        elif part.kind == "table":
            rows.append(
                _table(part, ' class="MsoTableGrid" border="1"', '<p class="MsoNormal"><b>{}<o:p></o:p></b></p>')
            )
        elif part.kind == "ul":
            rows += [
                f'<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><!--[if !supportLists]--><span style='
                f'"font-family:Symbol"><span style="mso-list:Ignore">·<span style="font:7pt">&nbsp;&nbsp;&nbsp; </span>'
                f"</span></span><!--[endif]-->{escape(item)}<o:p></o:p></p>" for item in part.items
            ]  # fmt: skip
        elif part.kind == "ol":
            rows.append("<ol>" + "".join(f"<li><p>{escape(item)}</p>" for item in part.items) + "</ol>")
        elif part.kind in ("h2", "h3"):
            rows.append(
                f'<{part.kind} class="ms-rteElement-{part.kind.upper()}"><strong>{words}</strong></{part.kind}>'
            )
        else:
            rows.append(
                f'<p class="MsoNormal" style="text-align:justify;mso-line-height-rule:exactly"><span lang="VI">'
                f'<font face="Times New Roman">{_cut(words)}</font></span><o:p>&nbsp;</o:p></p>'
            )
    return _page(
        sample,
        f"""<div class="ms-breadcrumb"><a href="/">Trang chủ</a> &gt; <a href="/cchc">Tin tức</a></div>
<table width="100%" cellpadding="0"><tr><td><div class="article-title">{escape(sample.title)}</div>
<div class="date">Đăng ngày {sample.date:%d - %m - %Y}</div><div class="text-zoom">100%</div>
<div class="summary">{escape(sample.lead)}</div>
<div id="ctl00_PlaceHolderMain_ctl01__ControlWrapper_RichHtmlField" class="ms-rtestate-field"><div>
{chr(10).join(rows)}
<p>&nbsp;</p></div></div></td></tr></table><div class="comments"><h3>Ý kiến bạn đọc</h3></div>""",
    )


def _liferay(sample: Sample) -> str:
    """An asset of Liferay: captions in tables below pictures, line ends for paragraphs, divs everywhere."""
    rows = []
    for part in sample.parts:
        words = escape(part.text)
        if part.kind == "picture":
            rows.append(
                f'<table align="center"><tbody><tr><td><a href="/documents/20182/{part.picture}.jpg"><img'
                f' src="/documents/20182/0/anh%20{part.picture}.jpg?t=1689" alt="a {part.picture}.jpg"/></a></td></tr>'
                f"<tr><td><em>{words}</em></td></tr></tbody></table>"
            )
        elif part.kind == "table":
            rows.append(_table(part, ' cellspacing="0"', "<div>{}</div>"))
        elif part.kind in ("ul", "ol"):
            rows.append(
                f"<{part.kind}>" + "".join(f"<li>{_cut(escape(item))}" for item in part.items) + f"</{part.kind}>"
            )
        elif part.kind in ("h2", "h3"):
            rows.append(f"<{part.kind}>{words}</{part.kind}>")
        else:
            rows.append(f"<div>{_cut(words)}<br /><br />&nbsp;</div>")
    return _page(
        sample,
        f"""<div class="breadcrumbs"><a href="/">Trang chủ</a><a href="#">CẢI CÁCH HÀNH CHÍNH</a></div>
<div class="asset-full-content"><h2 class="header-title"><span>{escape(sample.title)}</span></h2>
<div class="metadata-publish-date">{sample.date:%d/%m/%Y %H:%M}</div>
<div class="taglib-social-bookmarks"><a href="http://mang-xa-hoi.example/share">Chia sẻ</a></div>
<div class="asset-summary">{escape(sample.lead)}</div>
<div class="asset-content"><div class="journal-content-article">{"".join(rows)}</div></div></div>""",
    )


def _nukeviet(sample: Sample) -> str:
    """An article of NukeViet: figures with figcaption, paragraphs of two breaks, an author below."""
    rows = []
    for part in sample.parts:
        words = escape(part.text)
        if part.kind == "picture":
            rows.append(
                f'<figure class="image"><img data-src="{_source(sample, part)}"'
                f' src="data:image/gif;base64,R0lGODlhAQABAIA="'
                f' alt="{escape(sample.title)}" /><figcaption>{words}</figcaption></figure>'
            )
        elif part.kind == "table":
            rows.append(f'<div class="table-responsive">{_table(part, "", "{}", head="th")}</div>')
        elif part.kind in ("ul", "ol"):
            rows.append(
                f"<{part.kind}>\n" + "\n".join(f"\t<li>{escape(i)}</li>" for i in part.items) + f"\n</{part.kind}>"
            )
        elif part.kind in ("h2", "h3", "quote"):
            tag = part.kind.replace("quote", "blockquote")
            rows.append(f"<{tag}>{words}</{tag}>")
        else:
            rows.append(f"{_cut(words)}<br />\n<br />\n")
    say = _SAY[sample.date.isoweekday() % 7]
    return _page(
        sample,
        f"""<div class="news_column panel panel-default" itemtype="http://schema.org/NewsArticle">
<h1 class="title margin-bottom-lg">{escape(sample.title)}</h1><div class="margin-bottom-lg">
<em class="pull-left">{say} - {sample.date:%d/%m/%Y %H:%M}</em>
<ul class="list-inline text-right"><li><a title="In ra" href="/print">In ra</a></li></ul></div>
<div class="hometext m-bottom">{escape(sample.lead)}</div>
<div id="news-bodyhtml" class="bodytext margin-bottom-lg">{"".join(rows)}</div>
<p class="h5 text-right"><strong>Tác giả: </strong>Lục Bảo</p>
<p class="h5 text-right"><strong>Nguồn tin: </strong>Báo Lạc Giang</p></div>""",
    )


def _cut(words: str) -> str:
    """Return *words* with their middle in font tags and a spare no-break space, as editors of old leave them."""
    middle = len(words) // 2
    while middle < len(words) and words[middle] != " ":
        middle += 1
    return f'{words[:middle]}{NBSP}<b><font color="#000">{words[middle:]}</font></b>'


def _table(part: Part, attributes: str, cell: str, head: str = "td") -> str:
    rows = []
    for number, row in enumerate(part.rows):
        tag = head if number == 0 else "td"
        rows.append("<tr>" + "".join(f"<{tag}>{cell.format(escape(text))}</{tag}>" for text in row) + "</tr>")
    return f"<table{attributes}>{''.join(rows)}</table>"
