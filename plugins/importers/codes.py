"""The codes of what importing finds: an error keeps a file from being imported, a warning wants a person's eye."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from plugins.importers.cleaning import tidy
from portal.problem import Code, Problem


def finding(code: Code, path: str, line: int, values: dict[str, Any]) -> Problem:
    """Return the finding at *line* of *path*, on one line whatever a source put into *values*."""
    return code.at(path, line, **{name: " ".join(tidy(str(value)).split()) for name, value in values.items()})


@dataclass(frozen=True)
class Note:
    """A finding about a text that has no file yet.

    Attributes:
        near: words of the new file beside which it stands; "" when it concerns the head.
    """

    code: Code
    values: dict[str, Any]
    near: str = ""


# Files that cannot be imported
WRONG_KIND = Code(
    "NB001",
    "không nhập được loại tệp này ({kind})",
    "mở tệp và lưu lại dạng Word (.docx) hoặc trang web (.html)",
    "error",
)
NOT_WORD = Code("NB002", "tệp .docx hỏng ({reason})", "mở bằng Word, lưu lại với tên khác rồi nhập lại", "error")
LOCKED = Code("NB003", "tệp có mật khẩu", "mở bằng Word, bỏ mật khẩu rồi lưu lại", "error")
TOO_LARGE = Code("NB004", "tệp quá lớn ({reason})", "nén bớt ảnh trong tệp hoặc chia thành nhiều bài", "error")
UNREADABLE = Code(
    "NB005", "không đọc được tệp ({reason})", "xem lại tệp; nếu tệp mở được bình thường, báo người quản trị", "error"
)
EMPTY = Code("NB006", "không thấy nội dung bài nào trong tệp", "xem lại tệp có đúng là bài viết không", "error")
TOO_SLOW = Code("NB007", "đọc tệp quá lâu hoặc tốn quá nhiều bộ nhớ, đã dừng", "chia tệp thành nhiều bài", "error")
NOT_WRITTEN = Code(
    "NB008", "không ghi được bài vào thư mục nội dung ({reason})", "xem lại quyền ghi và chỗ trống", "error"
)

# The head of the new article
NO_DATE = Code("NB010", "không tìm thấy ngày đăng", "thêm dòng «Date: …» ở đầu bài", "warning")
NO_CATEGORY = Code(
    "NB011", "chưa rõ chuyên mục", "chọn một chuyên mục trong chuyen-muc.yaml, ghi ở dòng «Category: …»", "warning"
)
TITLE_GUESSED = Code("NB012", "tiêu đề lấy từ {origin}", "xem lại dòng «Title: …»", "warning")
KEPT_DRAFT = Code("NB013", "bài để ở bản nháp vì còn thiếu {what}", "bổ sung rồi xóa dòng «Status: draft»", "warning")
NAME_TAKEN = Code("NB014", "đã có bài khác tên {name}", "so hai bài; nếu là một, giữ một bài", "warning")

# Pictures and documents
NO_ALT = Code(
    "NB020",
    "ảnh chưa có lời mô tả cho người không nhìn được",
    "ghi điều nhìn thấy trong ảnh vào giữa ![ và ]",
    "warning",
)
PICTURE_LEFT_OUT = Code(
    "NB021", "ảnh «{name}» không đưa vào bài ({reason})", "lưu lại ảnh dạng JPEG hoặc PNG rồi chèn vào bài", "warning"
)
PICTURE_MISSING = Code(
    "NB022", "không thấy tệp ảnh «{name}»", "tìm ảnh, chép vào content/anh/ rồi chèn vào bài", "warning"
)
CAPTION_GUESSED = Code(
    "NB023", "đoạn «{text}» được coi là chú thích ảnh", "nếu không phải, chuyển thành đoạn văn", "warning"
)
DOCUMENT_MISSING = Code(
    "NB024",
    "tài liệu «{name}» không đưa vào được ({reason})",
    "tìm tài liệu, chép vào content/van-ban/ rồi đặt liên kết",
    "warning",
)

# The text
LINK_REFUSED = Code("NB030", "bỏ liên kết «{href}», giữ lại chữ", "đặt lại liên kết nếu cần", "warning")
MERGED_CELLS = Code(
    "NB031", "bảng có ô gộp: chữ nằm ở ô đầu, các ô còn lại để trống", "xem lại bảng, điền ô trống nếu cần", "warning"
)
NO_TABLE_HEAD = Code("NB032", "bảng không có hàng tiêu đề", "ghi tên các cột vào hàng trống đầu bảng", "warning")
TABLE_UNWRAPPED = Code("NB033", "bảng chỉ để trình bày, đã trải thành đoạn văn", "xem lại thứ tự các đoạn", "warning")
TABLE_IN_CELL = Code(
    "NB034", "ô bảng có danh sách hoặc bảng con, đã đổi thành các dòng trong ô", "xem lại ô này", "warning"
)
EMBEDDED = Code("NB035", "nội dung nhúng «{name}» không đưa vào bài", "đặt liên kết tới nội dung đó nếu cần", "warning")
WORD_PART = Code("NB036", "{part} không đưa vào bài{words}", "chép vào bài nếu cần", "warning")
TRACKED = Code(
    "NB037", "tệp có sửa theo dõi (track changes): giữ {kept} chỗ thêm, bỏ {dropped} chỗ xóa", "xem lại bài", "warning"
)
TEXT_BOX = Code("NB038", "khung chữ (text box) đã thành đoạn văn thường", "xem lại chỗ đứng của đoạn này", "warning")
FORMULA = Code("NB039", "công thức toán chỉ còn chữ «{text}»", "viết lại công thức hoặc chèn ảnh của nó", "warning")
WORDS_LOST = Code(
    "NB040", "có chữ trong tệp gốc mà không có trong bài: «{words}»", "so với tệp gốc, chép thêm nếu cần", "warning"
)
FRAME_GUESSED = Code(
    "NB041", "không nhận ra khung bài của trang này; đã lấy phần nhiều chữ nhất", "so bài với trang gốc", "warning"
)
ENCODING_GUESSED = Code(
    "NB042", "trang không ghi đúng bảng mã; đã đọc theo {encoding}", "xem lại dấu tiếng Việt trong bài", "warning"
)
