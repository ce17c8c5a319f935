"""What can be wrong with the file of the urgent notice."""

from __future__ import annotations

from portal.problem import Code

_SHAPE = "ghi như 20/11/2026 5:00 CH hoặc 2026-11-20 17:00"

BROKEN = Code(
    "TB002", "{reason}", "sửa lại dòng này: «khóa: giá trị»; giá trị có dấu hai chấm thì đặt trong dấu nháy kép"
)
UNKNOWN = Code("TB003", "không có mục «{key}»", "chỉ dùng {keys}")
MISSING = Code("TB004", "thiếu mục «{key}»", "thêm dòng «{key}: …»")
NOT_A_LINE = Code(
    "TB005", "mục «{key}» phải là một dòng chữ, không có ký tự ẩn", "viết trên một dòng, đặt trong dấu nháy"
)
BAD_DATE = Code("TB006", "mục «{key}»: {reason}", _SHAPE)
NO_TIME = Code("TB007", "mục «{key}» thiếu giờ", _SHAPE)
ENDS_FIRST = Code("TB008", "mục «from» không sớm hơn «until»", "xem lại hai thời điểm")
BAD_ADDRESS = Code(
    "TB009", "địa chỉ «{url}» không dùng được", "ghi địa chỉ trên cổng (bắt đầu bằng /) hoặc địa chỉ https://"
)
