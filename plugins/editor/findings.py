"""What the portal finds wrong with an article, told at the field it concerns, in the words of the form.

No path, no line, no code, and no name that only files know: whoever writes in a browser sees none of those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from plugins.editor.form import BODY, BY_NAME, HEAD
from plugins.editor.head import Head
from portal.problem import Problem, Severity

_OPENING = re.compile(r"^(?:thiếu )?trường «\w+»:? ?(?:là )?")
_NAMED = re.compile(r"«(\w+)»")
_BY_HEADER = {field.header: field for field in HEAD}
# For these the portal's words speak of files or of how a head is written. {0} is what it names between «».
_SENTENCES = {
    "BV003": "Có một ký tự ẩn không dùng được, thường do dán từ nơi khác. Hãy xóa đoạn vừa dán rồi dán lại",
    "BV007": "Phần đầu bài viết sai, phần mềm không đọc được. Hãy báo người quản trị",
    "BV014": "Chưa điền ô này",
    "BV015": "Chưa có tóm tắt. Nên viết một hoặc hai câu, 20–45 chữ; nếu để trống, cổng lấy phần đầu bài",
    "BV017": "Cổng không có chuyên mục «{0}». Hãy chọn một chuyên mục trong danh sách",
    "BV018": "Trạng thái «{0}» không dùng được. Hãy chọn «Bản nháp» hoặc «Đăng»",
    "BV019": "Hãy chọn có hoặc không",
    "BV020": "Tiêu đề cần có chữ cái hoặc chữ số",
    "BV022": "Trong ngày đã có bài cùng tiêu đề. Nên đổi tiêu đề để bạn đọc khỏi nhầm",
    "BV023": "Bài này trùng mã với một bài khác. Hãy báo người quản trị",
    "BV024": "Ngày giờ này sớm hơn ngày đăng",
    "BV025": "Hãy điền đủ cả hai ô của mỗi mục",
    "BV026": "Bài chưa có nội dung",
    "BV030": "Không tìm thấy ảnh «{0}». Hãy tải ảnh lên lại",
    "BV031": "Ảnh «{0}» không dùng được. Hãy tải lên một ảnh JPEG, PNG hoặc WebP",
    "BV032": "Chưa mô tả ảnh cho người không nhìn được",
    "BV033": "Ảnh «{0}» nằm ở trang khác. Hãy tải ảnh về máy (nếu được phép dùng) rồi chèn bằng nút Ảnh",
    "BV034": "Không tìm thấy tài liệu «{0}». Hãy tải tài liệu lên lại",
    "BV035": "Loại tệp này không được đăng. Hãy dùng PDF, DOCX, XLSX, ODT, ODS, PPTX, CSV hoặc ZIP",
    "BV036": "Liên kết tới «{0}» không dẫn tới đâu. Hãy sửa hoặc bỏ liên kết",
    "BV039": "Có mã lập trình trong bài; phần ấy sẽ bị bỏ đi",
    "BV040": "Liên kết tới một mục không có trong bài. Hãy sửa hoặc bỏ liên kết",
    "BV041": "Liên kết tới «{0}» không dẫn tới trang nào của cổng. Hãy sửa hoặc bỏ liên kết",
    "BV042": "Liên kết tới «{0}» chỉ mở được trong mạng của cơ quan. Hãy dùng địa chỉ công khai",
    "BV051": "Các mục lồng trong nhau quá sâu. Hãy bớt các mức lồng",
    "BV061": "Phần mềm không đọc được bài này. Bài vẫn được giữ; hãy báo người quản trị",
    "BV063": "Ô này có nội dung viết sai cách. Hãy điền lại",
    "BV067": "Bài dài quá. Hãy chia thành nhiều bài, hoặc đưa phần dài vào tài liệu kèm",
    "BV075": "Hãy ghi «có», hoặc ngày thôi ghim, như 20/12/2026",
    "BV069": "Ngày giờ này chưa tới. Chỉ ghi khi việc đã xảy ra",
}
# What nobody need be told while a draft is being written.
_MISSING = {"BV014", "BV015", "BV026"}
_FIELD_OF = {"BV015": "summary", "BV026": BODY}
# What a head's own words mean in the form, for codes without a sentence of their own.
_WORDS = (
    ("dòng Slug", "địa chỉ"),
    ("chuyen-muc.yaml", "danh sách"),
    ("viet-tat.yaml", "bảng chữ viết tắt"),
    ("ten-rieng.yaml", "bảng tên riêng"),
    (" ở đầu bài", ""),
    ("content/", ""),
    ("Markdown", "chữ"),
)


_LEAVES = "Bài đang ở trên cổng; lưu ở trạng thái «Bản nháp» là gỡ bài xuống"


@dataclass(frozen=True)
class Finding:
    """One message: the field it stands at, what it says, and whether it keeps the article from being published."""

    field: str
    message: str
    severity: Severity

    def as_json(self) -> dict[str, str]:
        """Return what the scripts of the form read."""
        return {"field": self.field, "message": self.message, "severity": self.severity}


def findings_of(problems: Iterable[Problem], head: Head, *, is_draft: bool = False) -> list[Finding]:
    """Return the messages for *problems* of the file with *head*, errors first, each once.

    Of a draft, what is not written yet is not told.
    """
    found = [
        Finding(_field(problem, head), _message(problem), problem.severity)
        for problem in problems
        if not (is_draft and problem.code in _MISSING)
    ]
    return list(dict.fromkeys(sorted(found, key=lambda finding: finding.severity)))


def leaving() -> Finding:
    """Return what is told of an article that readers have and that is to become a draft."""
    return Finding("status", f"{_LEAVES}.", "warning")


def _field(problem: Problem, head: Head) -> str:
    if problem.code in _FIELD_OF:
        return _FIELD_OF[problem.code]
    named = _NAMED.search(problem.found)
    if named and named[1] in _BY_HEADER:
        return _BY_HEADER[named[1]].name
    for field in HEAD:
        first, last = head.line_of(field.name)
        if first and first <= problem.line <= last:
            return "picture_alt" if (field.name, problem.code) == ("picture", "BV032") else field.name
    is_in_head = problem.line <= head.opening.count("\n") + sum(len(block.lines) for block in head.blocks)
    return "title" if is_in_head else BODY


def _message(problem: Problem) -> str:
    # "trường «Date»: không đọc được ngày «…»": the field is where the message stands.
    found = _OPENING.sub("", problem.found)
    told = _SENTENCES.get(problem.code)
    if told is not None:
        return f"{told.format(*re.findall(r'«([^»]*)»', found) or [''])}."
    return f"{_plain(found)}. {_plain(problem.fix)}.".replace("?.", "?")


def _plain(text: str) -> str:
    """Return a sentence without the words of files, a capital first."""
    for header, field in _BY_HEADER.items():
        text = text.replace(f"«{header}»", f"«{field.label}»")
        text = re.sub(rf"\b{header}: …", field.label, text)
    for word, meaning in _WORDS:
        text = text.replace(word, meaning)
    return text[:1].upper() + text[1:].rstrip(".")


def blocking(findings: Iterable[Finding], *, is_live: bool = False) -> str:
    """Return one sentence that names the fields which keep an article from being published; "" when none does.

    One that readers have already stays as it is: as a draft it would leave the portal.
    """
    fields = dict.fromkeys(finding.field for finding in findings if finding.severity == "error")
    if not fields:
        return ""
    names = ", ".join(f"«{BY_NAME[name].label}»" for name in fields)
    if is_live:
        return f"Chưa lưu: cần sửa ô {names}. Bài trên cổng vẫn như cũ; phần đang viết vẫn ở trên trang này."
    return f"Chưa đăng được: cần sửa ô {names}. Muốn giữ lại phần đã viết, hãy chọn trạng thái «Bản nháp» rồi lưu."
