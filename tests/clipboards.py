"""What other programs put on the clipboard, as HTML in their manner, and what ought to come of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Clipboard:
    """One thing that was copied.

    Attributes:
        html: its ``text/html``.
        markdown: what it is in the portal's Markdown.
    """

    html: str
    markdown: str


_WORD_HEAD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=ProgId content=Word.Document>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:LsdException Locked="false" Name="Normal"/>
</w:WordDocument></xml><![endif]-->
<style><!-- /* Style Definitions */ p.MsoNormal, li.MsoNormal {mso-style-unhide:no; margin:0cm;} --></style>
<!--[if gte mso 10]><style>table.MsoNormalTable {mso-style-name:"Table Normal";}</style><![endif]--></head>
<body lang=VI style='tab-interval:36.0pt;word-wrap:break-word'><!--StartFragment-->"""


def _word_item(mark: str, text: str) -> str:
    return (
        "<p class=MsoListParagraph style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level1 lfo1'>"
        "<![if !supportLists]><span style='mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>"
        f"{mark}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>"
        f"<span lang=VI>{text}<o:p></o:p></span></p>\n"
    )


WORD = Clipboard(
    _WORD_HEAD
    + """
<p class=MsoNormal style='text-align:justify'><b style='mso-bidi-font-weight:normal'><span
lang=VI>Sáng 20/11</span></b><span lang=VI>, Sở Nội vụ&nbsp;&nbsp; họp sơ kết với <i>34 xã, phường</i>.<o:p></o:p>
</span></p>
<h2><span lang=VI style='mso-ansi-language:VI'>Kết quả<o:p></o:p></span></h2>
"""
    + _word_item("·", "Hồ sơ đúng hạn: 98,5%")
    + _word_item("·", "Hồ sơ trực tuyến: 1.384")
    + """<p class=MsoNormal><o:p>&nbsp;</o:p></p>
"""
    + _word_item("1.", "Việc thứ nhất")
    + _word_item("2.", "Việc thứ hai")
    + """<p class=MsoNormal><span lang=VI>Xem <a href="https://lacgiang.example/ke-hoach?a=1&amp;b=2">kế hoạch</a> và
<a href="file:///C:/Users/vp/kh.docx">tệp ở máy</a>.<o:p></o:p></span></p>
<p class=MsoNormal><!--[if gte vml 1]><v:shape id="x"><v:imagedata src="file:///C:/a.png"/></v:shape><![endif]-->
<![if !vml]><img width=600 src="file:///C:/Temp/clip_image002.jpg"><![endif]></p>
<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse;mso-yfti-tbllook:1184'>
<tr style='mso-yfti-irow:0'><td width=100><p class=MsoNormal><b>Xã<o:p></o:p></b></p></td>
<td><p class=MsoNormal><b>Hồ sơ</b></p></td></tr>
<tr><td><p class=MsoNormal>Suối Hồng</p></td><td><p class=MsoNormal>2.054</p></td></tr></table>
<p class=MsoNormal>Hết.</p><!--EndFragment--></body></html>""",
    """**Sáng 20/11**, Sở Nội vụ họp sơ kết với *34 xã, phường*.

## Kết quả

* Hồ sơ đúng hạn: 98,5%
* Hồ sơ trực tuyến: 1.384

1. Việc thứ nhất
2. Việc thứ hai

Xem [kế hoạch](https://lacgiang.example/ke-hoach?a=1&b=2) và tệp ở máy.

| Xã | Hồ sơ |
| --- | --- |
| Suối Hồng | 2.054 |

Hết.""",
)

EXCEL = Clipboard(
    """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=ProgId content=Excel.Sheet>
<style><!--table {mso-displayed-decimal-separator:"\\,";} .xl65 {mso-number-format:"\\#\\,\\#\\#0";} --></style></head>
<body link="#0563C1"><table border=0 cellpadding=0 cellspacing=0 width=192 style='border-collapse:collapse'>
<!--StartFragment--><col width=64 span=3><tr height=19><td class=xl65 colspan=2>Quý I</td><td>Tỷ lệ</td><td></td></tr>
<tr height=19><td>Kim Đường</td><td align=right x:num="1384">1.384</td><td align=right>35,03%</td><td></td></tr>
<tr style='display:none'><td>Ẩn</td><td>1</td><td>2</td></tr>
<tr><td>A | B</td><td></td><td>x<br>y</td></tr>
<tr><td></td><td></td><td></td></tr><!--EndFragment--></table></body></html>""",
    """| Quý I |  | Tỷ lệ |
| --- | --- | --- |
| Kim Đường | 1.384 | 35,03% |
| A \\| B |  | x y |""",
)

ZALO = Clipboard(
    """<meta charset='utf-8'><div id="message-frame" class="card-text" style="white-space: pre-wrap;"><span id="mtc-1"
class="text">Kính gửi các xã,</span><br><span class="text">Ngày mai họp lúc 8h.\u200b</span>&nbsp;<img
class="emoji-sizer" alt="👍" src="https://res.example/emoji.png"><br><br><span class="text"
style="font-weight: 700;">Đề nghị</span><span> đi đúng giờ.</span></div>""",
    """Kính gửi các xã,

Ngày mai họp lúc 8h. 👍

**Đề nghị** đi đúng giờ.""",
)

FACEBOOK = Clipboard(
    """<meta charset="utf-8"><div class="x11i5rnm"><div dir="auto" style="text-align: start;">Trung tâm mở cửa <span
class="html-span"><a tabindex="-1" class="html-a"></a></span>sáng thứ Bảy <span><img height="16" alt="🎉"
src="x.png"></span></div></div>
<div class="x11i5rnm"><div dir="auto"><a href="https://lacgiang.example/lich" role="link"><span>Lịch</span></a>
<script>alert(1)</script><span style="display:none">ẩn</span></div></div>""",
    """Trung tâm mở cửa sáng thứ Bảy 🎉

[Lịch](https://lacgiang.example/lich)""",
)

MARKS = Clipboard(
    "<p>Điểm 5*3 và [a] _b_ &lt;b&gt;</p><p># không phải tên mục</p><p>To\u0302 tie\u0302\u0301ng Vie\u0323\u0302t</p>",
    """Điểm 5\\*3 và \\[a] \\_b\\_ &lt;b>

\\# không phải tên mục

Tô tiếng Việt""",
)

ALL = {"word": WORD, "excel": EXCEL, "zalo": ZALO, "facebook": FACEBOOK, "marks": MARKS}
