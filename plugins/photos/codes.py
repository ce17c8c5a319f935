"""What can be wrong with a picture or a document that is to be published."""

from __future__ import annotations

from portal.problem import Code

_COPY_INSIDE = "chép tệp thật vào thư mục nội dung"

UNUSABLE = Code("AN001", "{reason}", "lưu lại ảnh dạng JPEG, PNG hoặc WebP, cỡ nhỏ hơn nếu quá lớn, rồi dựng lại")
PICTURE_GONE = Code(
    "AN002", "ảnh vừa bị xóa trong lúc dựng, hoặc nằm ngoài thư mục nội dung", f"dựng lại; nếu còn, {_COPY_INSIDE}"
)
SAME_ADDRESS = Code("TL001", "địa chỉ {url} trùng với tài liệu {other}", "đổi tên một trong hai tệp")
DOCUMENT_GONE = Code(
    "TL002", "tài liệu vừa bị xóa trong lúc dựng, nằm ngoài thư mục nội dung, hoặc không mở được",
    f"xem lại quyền đọc của tệp; dựng lại; nếu còn, {_COPY_INSIDE}",
)  # fmt: skip
