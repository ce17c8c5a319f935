"""The page /ban-quyen/: what is shipped to readers, and under which licence."""

from __future__ import annotations

from markupsafe import Markup

from plugins.assets.publish import LICENCE_URL
from portal import addresses
from portal.agency import Agency
from portal.article import Body, StaticPage
from portal.build import Page

TITLE = "Bản quyền và giấy phép"
_SUMMARY = "Những gì cổng gửi tới bạn đọc và giấy phép của từng phần."

# The law says that legal and administrative documents are outside copyright: article 15 of the Law on Intellectual
# Property (50/2005/QH11).
_HTML = Markup(
    """\
<h2 id="muc-chu">Chữ</h2>
<p>Cổng dùng bộ chữ <b>Be Vietnam Pro</b>, bản quyền © 2021 của Dự án Be Vietnam Pro, theo giấy phép \
<a href="{licence}">SIL Open Font License 1.1</a>. Tệp chữ đã được lược bớt, chỉ giữ các ký tự tiếng Việt.</p>
<h2 id="muc-phan-mem">Phần mềm</h2>
<p>Mã trình bày và mã chạy trên trình duyệt là một phần của phần mềm Cổng Tin, theo giấy phép \
<b>GNU Affero General Public License</b>, phiên bản 3 hoặc mới hơn (AGPL-3.0-or-later). Bạn đọc có quyền nhận mã \
nguồn: xin hỏi {agency}{contact}.</p>
<h2 id="muc-noi-dung">Tin bài và hình</h2>
<p>Tin bài, hình vẽ và biểu đồ do {agency} đăng; tác giả ghi ở cuối bài và dưới mỗi hình. Khi đăng lại, xin ghi rõ \
nguồn và dẫn liên kết tới bài gốc. Văn bản quy phạm pháp luật và văn bản hành chính không thuộc phạm vi bảo hộ quyền \
tác giả (Điều 15 Luật Sở hữu trí tuệ).</p>
<h2 id="muc-ben-thu-ba">Bên thứ ba</h2>
<p>Không trang nào tải chữ, mã hay hình từ máy chủ của bên khác.</p>
"""
)


def licence_page(agency: Agency) -> Page:
    """Return the page."""
    page = StaticPage("", TITLE, addresses.LICENCES.strip("/"), addresses.LICENCES, _SUMMARY)
    contact = Markup(' (<a href="mailto:{0}">{0}</a>)').format(agency.email) if agency.email else ""
    html = _HTML.format(licence=LICENCE_URL, agency=agency.agency, contact=contact)
    body = Body(html=str(html), text=str(html.striptags()))
    return Page.of(
        addresses.LICENCES,
        "page.html",
        {"page": page, "body": body, "breadcrumbs": (("Trang chủ", addresses.HOME),)},
        subject=page,
    )
