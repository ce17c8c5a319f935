"""The codes of what can be wrong with a source file: stable ids, the words for editors, the severity."""

from __future__ import annotations

from portal.problem import Code

# Files; what their bytes may have is told by `portal.text_file`.
MISPLACED = Code(
    "BV004", "bài nằm ngoài thư mục tin-tuc/ và trang/", "chuyển vào tin-tuc/ (bài viết) hoặc trang/ (trang)"
)
OTHER_DATA = Code(
    "BV094", "đây là tệp dữ liệu, không phải bài viết", "chạy make check để kiểm tra cả cổng cùng tệp này", "warning"
)
CLOCK_BEHIND = Code(
    "BV047", "đồng hồ máy đang là {now}, trước giờ đăng của mọi bài", "xem lại ngày giờ của máy, rồi dựng lại"
)
FEWER_ARTICLES = Code(
    "BV048",
    "chỉ còn {count} bài, lần trước {before} bài",
    "xem lại có xóa nhầm, thiếu thư mục, sai ngày giờ máy không; đúng ý thì dựng với --cho-phep-giam",
)
MISNAMED = Code("BV097", "tệp này không được đọc; ý bạn là «{meant}»?", "đổi tên tệp thành «{meant}»")
NO_ARTICLES = Code(
    "BV005",
    "không có bài nào để đăng trong tin-tuc/",
    "xem lại đường dẫn thư mục nội dung; bài nháp, bài lỗi, bài chưa tới giờ không được đăng",
)
UNREADABLE_FOLDER = Code("BV084", "không mở được thư mục", "xem lại quyền đọc của thư mục, rồi dựng lại")
BAD_DATA_FILE = Code("BV007", "{reason}", "sửa lại dòng này; giá trị có dấu hai chấm thì đặt trong dấu nháy kép")

# Headers
NO_HEADERS = Code(
    "BV010", "không có phần đầu bài", "bắt đầu tệp bằng «Title: …», «Date: …», «Category: …», rồi một dòng trống"
)
BAD_HEADER = Code(
    "BV011", "không hiểu dòng «{text}» ở đầu bài", "viết «Tên: giá trị», hoặc thêm một dòng trống trước nội dung bài"
)
DOUBLED = Code("BV012", "trường «{field}» ghi hai lần", "giữ lại một dòng")
UNKNOWN_FIELD = Code("BV013", "không có trường «{field}»{hint}", "sửa tên trường hoặc xóa dòng này", "warning")
MISTYPED = Code("BV098", "không có trường «{field}», ý bạn là «{meant}»?", "sửa tên trường")
ASTRAY = Code(
    "BV099",
    "dòng «{text}» nằm dưới một dòng trống nên thành chữ của bài",
    "đưa dòng này lên trên dòng trống, hoặc xóa đi",
)
MISSING = Code("BV014", "thiếu trường «{field}»", "thêm dòng «{field}: …» ở đầu bài")
NO_SUMMARY = Code("BV015", "thiếu trường «Summary»", "thêm một câu 20–40 chữ tóm tắt bài", "warning")
BAD_DATE = Code("BV016", "trường «{field}»: {reason}", "ghi như 20/07/2023, 20/07/2023 2:05 CH hoặc 2023-07-20 14:05")
UNKNOWN_CATEGORY = Code("BV017", "không có chuyên mục «{name}»{hint}", "chọn một chuyên mục có trong chuyen-muc.yaml")
UNKNOWN_STATUS = Code("BV018", "trường «Status» là «{value}»", "ghi published (đăng) hoặc draft (bản nháp)")
NOT_YES_OR_NO = Code("BV019", "trường «{field}» là «{value}»", "ghi yes hoặc no")
BAD_SLUG = Code(
    "BV020",
    "địa chỉ «{slug}» không dùng được",
    "chỉ dùng chữ thường không dấu, chữ số và dấu gạch nối, tối đa 120 ký tự; hoặc bỏ dòng Slug",
)
RESERVED_SLUG = Code("BV021", "địa chỉ «{slug}» dành cho phần khác của cổng", "chọn địa chỉ khác ở dòng Slug")
SAME_ADDRESS = Code(
    "BV022",
    "trùng địa chỉ trong ngày với {other}; bài này nhận địa chỉ {url}",
    "nếu không muốn đuôi số, đặt dòng Slug riêng",
    "warning",
)
SAME_IDENTITY = Code("BV023", "trường «Id» trùng với {other}", "đổi một trong hai Id, hoặc xóa dòng Id ở bài mới hơn")
MODIFIED_BEFORE = Code("BV024", "ngày ở «{field}» sớm hơn ngày đăng", "xem lại hai ngày")
BAD_RECORD = Code("BV025", "trường «{field}» viết chưa đúng", "ghi «{shape}»")
EMPTY_BODY = Code("BV026", "bài không có nội dung", "viết nội dung sau một dòng trống, dưới phần đầu bài")
BAD_LANG = Code("BV027", "trường «Lang» là «{value}»", "ghi vi hoặc en")

SAME_PAGE = Code("BV081", "địa chỉ «{slug}» đã là của trang {other}", "đặt dòng Slug khác cho một trong hai trang")

# What the text refers to
NO_PICTURE = Code("BV030", "không tìm thấy ảnh «{path}»", "chép ảnh vào content/anh/ hoặc sửa đường dẫn")
BAD_PICTURE = Code("BV031", "ảnh «{path}» không dùng được ({reason})", "lưu lại ảnh dạng JPEG, PNG hoặc WebP")
NO_ALT = Code("BV032", "ảnh «{path}» chưa có lời mô tả cho người không nhìn được", "thêm mô tả: {shape}", "warning")
FOREIGN_PICTURE = Code(
    "BV033", "ảnh lấy từ trang khác: «{path}»", "tải ảnh về content/anh/ (nếu được phép dùng) rồi trỏ tới đó"
)
NO_DOCUMENT = Code("BV034", "không tìm thấy tài liệu «{path}»", "chép tệp vào content/van-ban/ hoặc sửa đường dẫn")
BAD_DOCUMENT = Code(
    "BV035", "tài liệu «{path}» không thuộc loại được đăng", "dùng PDF, DOCX, XLSX, ODT, ODS, PPTX, CSV hoặc ZIP"
)
FALSE_DOCUMENT = Code(
    "BV111", "tài liệu «{path}» trống hoặc không phải tệp {type} thật", "mở tệp gốc, lưu lại đúng dạng rồi chép vào"
)
DEAD_LINK = Code(
    "BV036",
    "liên kết chết tới «{target}»",
    "sửa địa chỉ; liên kết tới bài khác thì ghi đường dẫn tệp, như /tin-tuc/2024/ten-bai.md",
)
LINK_TO_UNPUBLISHED = Code(
    "BV037",
    "liên kết tới bài chưa đăng «{target}»; tạm hiện như chữ thường",
    "không cần làm gì nếu bài kia sắp đăng",
    "warning",
)
UNSAFE_LINK = Code("BV038", "liên kết không an toàn «{target}»", "dùng địa chỉ http, https, mailto hoặc tel")
UNSAFE_MARKUP = Code("BV039", "mã HTML không được phép: <{tag}>", "bỏ đoạn mã này; dùng cú pháp Markdown", "warning")
LOST_IN_BRACKETS = Code(
    "BV085", "«{text}» sẽ mất khi lên trang vì nằm giữa dấu < và >",
    "viết không có dấu < >, hoặc ghi \\< thay cho <",
)  # fmt: skip
LOST_SECTION = Code(
    "BV086", "cả đoạn mở đầu bằng «{mark}» sẽ mất khi lên trang",
    "xóa dấu mở và dấu đóng, giữ lại chữ; là mã của phần mềm khác thì xóa cả đoạn",
)  # fmt: skip
LOST_CONTENT = Code(
    "BV087", "thẻ <{tag}> bị bỏ cùng với chữ bên trong: «{words}»", "cần chữ này thì chép ra ngoài thẻ, rồi xóa thẻ",
    "warning",
)  # fmt: skip
LOST_CELLS = Code(
    "BV088", "dòng bảng «{row}» có nhiều ô hơn dòng đầu bảng: ô thừa sẽ mất khi lên trang",
    "thêm cột ở dòng đầu bảng, hoặc gộp các ô; dấu | là chữ thì ghi \\|",
)  # fmt: skip
DEAD_ANCHOR = Code("BV040", "liên kết tới mục «#{target}» không có trong bài", "sửa lại theo tiêu đề mục", "warning")
DEAD_ADDRESS = Code(
    "BV041",
    "liên kết tới địa chỉ không có trên cổng «{target}»",
    "sửa địa chỉ{hint}; liên kết tới bài khác thì ghi đường dẫn tệp",
)

PRIVATE_LINK = Code(
    "BV042",
    "liên kết tới máy trong nội bộ «{target}», người đọc không mở được",
    "dùng địa chỉ công khai; liên kết trong cổng thì ghi đường dẫn, như /tin-tuc/2024/ten-bai.md",
)
EMBED = Code(
    "BV043",
    "nội dung nhúng từ nơi khác (<{tag}>) bị bỏ đi",
    "thay bằng một liên kết tới trang đó",
    "warning",
)
DEAD_ANCHOR_THERE = Code(
    "BV045",
    "liên kết tới mục «#{anchor}» không có ở «{target}»",
    "mở trang đó, chép lại địa chỉ của mục",
    "warning",
)

# What no parser can be given
TOO_MANY_OPEN = Code(
    "BV050",
    "có hơn {limit} dấu «{mark}» mở mà không đóng",
    "xóa bớt các dấu này hoặc đóng chúng; thường do dán nhầm từ nơi khác",
)
TOO_DEEP = Code(
    "BV051", "nội dung lồng quá sâu (danh sách, trích dẫn hoặc thẻ HTML trong nhau)", "bớt các mức lồng trong bài"
)
TOO_SLOW = Code(
    "BV057",
    "đọc bài này quá {seconds} giây mà chưa xong",
    "xóa phần dán nhầm (rất nhiều dấu ngoặc, dấu sao, bảng lồng nhau) hoặc chia thành nhiều bài",
)

# Names, sizes, and what would be lost without a word
BAD_NAME = Code("BV060", "tên tệp không dùng được ({reason})", "đổi tên tệp, tốt nhất là chữ không dấu")
DEFECT = Code("BV061", "lỗi của phần mềm khi đọc bài này ({reason})", "báo người quản trị, kèm tệp này")
EMPTY_NAME = Code("BV062", "tên «{name}» ở «{field}» không có chữ hay số, bị bỏ qua", "sửa hoặc xóa tên này", "warning")
NOT_TEXT = Code(
    "BV063", "«{field}» có mục «khóa: giá trị», bị bỏ qua", "ghi chữ thường; chữ có dấu hai chấm đặt trong dấu nháy",
    "warning",
)  # fmt: skip
UNKNOWN_KEY = Code("BV090", "không có khóa «{key}», phần này bị bỏ qua", "dùng các khóa {keys}", "warning")
TOO_MANY_PARTS = Code(
    "BV091", "tài liệu «{title}» ghi quá sáu phần, phần thừa «{rest}» sẽ hiện lẫn vào loại văn bản",
    "ghi «tệp | tên | số | ngày | cơ quan | loại»; dấu | không dùng trong từng phần", "warning",
)  # fmt: skip
BAD_ABBREVIATION = Code(
    "BV064",
    "chữ viết tắt «{short}» không có đúng một dòng nghĩa, bị bỏ qua",
    "ghi như «UBND: Ủy ban nhân dân»",
    "warning",
)
STRAY_FILE = Code(
    "BV065", "tệp không phải Markdown và không bài nào dùng, bị bỏ qua",
    "bài viết thì lưu thành tệp .md; tài liệu thì chuyển vào van-ban/", "warning",
)  # fmt: skip
MERGED = Code(
    "BV066", "«{name}» và «{other}» cùng địa chỉ {url}; gộp thành «{other}»",
    "cùng một nghĩa thì ghi giống nhau, khác nghĩa thì đặt tên khác hẳn", "warning",
)  # fmt: skip
LINKED_FOLDER = Code(
    "BV068", "thư mục là liên kết tượng trưng, không được đọc", "chép thư mục thật vào thư mục nội dung"
)
SAME_NAME = Code(
    "BV056", "tên tệp chỉ khác {other} ở chữ hoa, chữ thường: trên Windows tệp này ghi đè tệp kia",
    "đổi tên một trong hai tệp", "warning",
)  # fmt: skip
FAR_AHEAD = Code("BV058", "bài hẹn đăng sau hơn một năm nữa ({date})", "xem lại năm ở dòng Date", "warning")
NOT_YET = Code("BV069", "ngày ở «{field}» chưa tới", "xem lại ngày này; ghi khi việc đã xảy ra")

# The life of an article
BAD_ALIAS = Code(
    "BV070",
    "địa chỉ cũ «{alias}» không dùng được: {reason}",
    "ghi phần sau tên miền của địa chỉ cũ, như /tin/2019/ten-bai.html, không có phần sau dấu «?»",
)
RESERVED_ALIAS = Code(
    "BV071", "địa chỉ cũ «{alias}» thuộc về phần khác của cổng («{first}»)", "xóa địa chỉ này ở dòng Aliases"
)
LIVE_ALIAS = Code(
    "BV072", "địa chỉ cũ «{alias}» đang là địa chỉ của một trang, nên bị bỏ qua",
    "xóa địa chỉ này ở dòng Aliases, hoặc đổi địa chỉ của trang kia", "warning",
)  # fmt: skip
TAKEN_ALIAS = Code(
    "BV073", "địa chỉ cũ «{alias}» đã dẫn tới {other}, nên bị bỏ qua", "giữ địa chỉ này ở một bài thôi", "warning"
)
BAD_NUMBER = Code("BV074", "số văn bản «{number}» viết chưa đúng", "ghi như 12/KH-UBND hoặc 30/2020/NĐ-CP", "warning")
BAD_PIN = Code("BV075", "trường «Pinned» là «{value}»", "ghi yes, no hoặc ngày thôi ghim, như 12/03/2026")
BAD_MERGER = Code(
    "BV076", "{reason}; mục này bị bỏ qua", "mỗi mục cần name, date; có thể thêm abbreviations, successor, note",
    "warning",
)  # fmt: skip
