"""The kinds of articles that `desk new` begins: what each consists of, with places to fill in.

A place is ``[… what belongs here]``: `desk check` tells of each that is left (`plugins.articles.checks.placeholders`).
A bare ``[…]`` is none, as quotations leave words out so.
"""

from __future__ import annotations

from dataclasses import dataclass

_SUMMARY = "[… một hoặc hai câu, 20–45 chữ: việc gì, ở đâu, ai làm, người dân cần biết gì]"


@dataclass(frozen=True)
class Kind:
    """One kind of article.

    Attributes:
        name: what the command line calls it ("hop").
        label: what editors call it.
        summary: the line ``Summary``.
        body: Markdown.
        fields: further lines of the head.
    """

    name: str
    label: str
    body: str
    summary: str = _SUMMARY
    fields: str = ""


_MEETING = """\
[… Sáng/Chiều ngày, tháng], tại [… nơi họp], [… chức vụ và họ tên người chủ trì] chủ trì cuộc họp [… về việc gì]. Dự
họp có [… đại diện các cơ quan].

## Nội dung

[… Báo cáo nêu kết quả gì, còn vướng gì; ghi số liệu kèm nguồn và thời điểm]

[… Ý kiến của các cơ quan dự họp]

## Kết luận

Kết luận cuộc họp, [… họ tên người chủ trì] yêu cầu:

- [… Cơ quan nào làm việc gì, xong trước ngày nào]
- [… Cơ quan nào làm việc gì, xong trước ngày nào]
"""

_NOTICE = """\
[… Tên cơ quan] thông báo [… việc gì] từ [… giờ, ngày bắt đầu] đến [… giờ, ngày kết thúc].

## Ai cần biết

[… Những ai phải làm gì, hoặc được gì]

## Cách làm

1. [… Bước thứ nhất: làm gì, ở đâu]
2. [… Bước thứ hai]

## Liên hệ

[… Bộ phận trả lời, địa chỉ, số điện thoại, giờ làm việc]
"""

_DOCUMENT = """\
Ngày [… ngày ban hành], [… cơ quan ban hành] ban hành [… loại, số, ký hiệu văn bản] [… về việc gì]. Văn bản có hiệu lực
từ ngày [… ngày có hiệu lực], thay thế [… văn bản nào; không có thì xóa phần này].

## Có gì mới

- [… Điểm mới thứ nhất, bằng lời dễ hiểu; ghi điều, khoản]
- [… Điểm mới thứ hai]

## Áp dụng với ai

[… Cơ quan, người dân, doanh nghiệp nào phải làm gì, từ khi nào]
"""

_GALLERY = """\
[… Một đoạn mở đầu: sự kiện gì, ở đâu, ngày nào]

![… Điều nhìn thấy trong ảnh thứ nhất](/anh/anh-1.jpg "[… Chú thích]. Ảnh: [… Người chụp]")

![… Điều nhìn thấy trong ảnh thứ hai](/anh/anh-2.jpg "[… Chú thích]. Ảnh: [… Người chụp]")

![… Điều nhìn thấy trong ảnh thứ ba](/anh/anh-3.jpg "[… Chú thích]. Ảnh: [… Người chụp]")
"""

KINDS = {
    kind.name: kind
    for kind in (
        Kind("hop", "Tin cuộc họp", _MEETING),
        Kind("thong-bao", "Thông báo", _NOTICE),
        Kind(
            "van-ban", "Giới thiệu văn bản", _DOCUMENT,
            fields="Attachments: /van-ban/ten-van-ban.pdf | [… Loại, số, ký hiệu và tên văn bản]\n",
        ),
        Kind("anh", "Chùm ảnh", _GALLERY, summary="[… Một câu: chùm ảnh về việc gì, ở đâu, ngày nào]"),
    )
}  # fmt: skip
