"""The form: which fields an article has in the editor, what they are called there, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# How a field is kept: one line of text, a list of names, records of two values, yes or no, a date, draft or published.
Kind = Literal["text", "names", "records", "flag", "moment", "status"]


@dataclass(frozen=True)
class FormField:
    """One field of the form.

    Attributes:
        name: the field of the head, lower case ("picture_alt").
        label, hint: what editors read.
        kind: how it is kept in the file.
        widget: which control shows it; see ``static/fields.js`` and Decap's own.
        keys: the names of a record's values; the first two are needed.
        item: what one of several is called: "Thêm lần đính chính".
    """

    name: str
    label: str
    hint: str
    kind: Kind = "text"
    widget: str = "line"
    keys: tuple[str, ...] = ()
    item: str = ""

    @property
    def header(self) -> str:
        """The name as ``Key: value`` heads write it: "Picture_alt"."""
        return self.name.capitalize()


FIELDS = (
    FormField("title", "Tiêu đề", "Không viết hoa toàn bộ."),
    FormField(
        "status",
        "Trạng thái",
        "Bản nháp chỉ người viết thấy. Chọn «Đăng» rồi bấm «Lưu bài» thì bài lên cổng, đúng ngày giờ ở ô dưới.",
        "status",
        "choice",
    ),
    FormField(
        "date", "Ngày đăng", "Để giờ ở tương lai nếu muốn hẹn giờ: trước giờ ấy không ai thấy bài.", "moment", "moment"
    ),
    FormField("category", "Chuyên mục", "Bài hiện ở trang của chuyên mục này.", widget="choice"),
    FormField("summary", "Tóm tắt", "Một hoặc hai câu, 20–45 chữ, hiện dưới tiêu đề.", widget="lines"),
    FormField("picture", "Ảnh đại diện", "Ảnh chụp ngang, rộng từ 1.200 điểm ảnh trở lên.", widget="photo"),
    FormField(
        "picture_alt",
        "Mô tả ảnh (cho người không nhìn được)",
        "Ảnh chụp gì? Ví dụ: Người dân nộp hồ sơ tại quầy số 3.",
    ),
    FormField("picture_caption", "Chú thích ảnh", "Dòng chữ hiện dưới ảnh."),
    FormField("picture_credit", "Người chụp", "Ví dụ: Lục Bảo."),
    FormField("body", "Nội dung", "Dán được từ Word, Excel, Zalo. Chèn ảnh bằng nút dấu cộng.", widget="prose"),
    FormField("tags", "Từ khóa", "Cách nhau bằng dấu phẩy. Ví dụ: Một cửa, Cấp xã.", "names", "names"),
    FormField("author", "Tác giả", "Nhiều người thì cách nhau bằng dấu phẩy."),
    FormField("source", "Nguồn", "Nơi đăng đầu tiên, nếu lấy lại từ nơi khác."),
    FormField(
        "attachments",
        "Tài liệu kèm",
        "PDF, Word, Excel… để bạn đọc tải về.",
        "records",
        "documents",
        ("file", "title", "number", "date", "issuer", "type"),
        "tài liệu",
    ),
    FormField(
        "series",
        "Dòng sự kiện",
        "Tên của chuỗi bài về cùng một việc, ghi giống nhau ở mọi bài trong chuỗi.",
    ),
    FormField("pinned", "Ghim bài", "Ghi «có» để ghim đầu trang, hoặc ngày thôi ghim, như 20/12/2026."),
    FormField(
        "expires", "Hết hiệu lực lúc", "Từ giờ này bài rời trang chủ và ghi là hết hiệu lực.", "moment", "moment"
    ),
    FormField("featured", "Bài nổi bật", "Hiện lớn trên trang chủ.", "flag", "flag"),
    FormField(
        "corrections",
        "Đính chính",
        "Khi sửa một chi tiết đã đăng: ghi ngày giờ sửa và đã sửa gì. Bạn đọc thấy lời đính chính ở đầu bài.",
        "records",
        "notes",
        ("date", "text"),
        "lần đính chính",
    ),
    FormField(
        "withdrawn",
        "Thu hồi bài",
        "Bài đã đăng mà không còn đúng: ghi ngày giờ và lý do. Trang chỉ còn lời báo thu hồi.",
        "records",
        "notes",
        ("date", "text"),
        "lời thu hồi",
    ),
)
BY_NAME = {one.name: one for one in FIELDS}
BODY = "body"
HEAD = tuple(one for one in FIELDS if one.name != BODY)
