"""Old encodings: recognised by what they say, put right, and left alone when they are no Vietnamese."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.vietnamese.encodings import decode_foreign, mend_foreign

# All letters with all marks, in words, as the tables of the encodings must have them.
TEXT = (
    "Đẩy mạnh cải cách hành chính ở các xã, phường; thủ tục được giải quyết đúng hạn, tỷ lệ hài lòng đạt mức cao. "
    "Nguyễn Ngữ Phủ, ưu tiên số hóa hồ sơ đất đai, nước sạch, hữu nghị, kỹ năng, mỳ, thủy lợi, quyển sổ, bẵng đi, "
    "bặt tin, lẵng hoa, sắc lệnh, bằng chứng, vẳng nghe, mẫu đơn, ẩn số, gần gũi, chẵn lẻ, đề nghị, nghĩ kĩ, "
    "trọn vẹn, bỏ ngỏ, "
    "hỗn hợp, lỡ hẹn, chợ xã, cớ sự, sửa chữa, tự do, ỷ lại, ỵ, quỵ, ý kiến, ví dụ, thị xã, chỉ thị, mũ nón, "
    "của, cũ, bé, bè, kẻ, nghé, nhẹ, khế, bể, lễ nghi, bò, hóa, hõm, cố gắng, ổn, hộ, bờ, mở, giờ, gió"
)
# Combining tones as Windows-1258 writes them after their vowels.
TONES = "\u0300\u0301\u0303\u0309\u0323"
TCVN3 = {
    "à": "µ", "á": "¸", "ả": "¶", "ã": "·", "ạ": "¹", "ă": "¨", "đ": "®", "ê": "ª",
    "ế": "Õ", "ệ": "Ö", "ô": "«", "ơ": "¬", "ư": "\xad", "ứ": "ø", "ữ": "÷", "ì": "×", "ị": "Þ", "Đ": "§",
}  # fmt: skip


def windows_1258(text):
    """Return the bytes of *text* as Windows wrote them."""
    data = b""
    for letter in text:
        try:
            data += letter.encode("cp1258")
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", letter)
            tones = "".join(mark for mark in apart if mark in TONES)
            base = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in TONES))
            data += base.encode("cp1258") + tones.encode("cp1258")
    return data


def read_wrongly(text):
    """Return *text* as a program shows it that takes UTF-8 for Windows-1252."""
    return "".join(
        chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp1252")
        for byte in text.encode()
    )


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
        (windows_1258(TEXT), "Windows-1258"),
    ],
)
def test_every_vietnamese_letter_comes_back_from_other_bytes(data, encoding):
    reading = decode_foreign(data)
    assert reading is not None
    assert (reading.encoding, reading.text) == (encoding, TEXT)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("C¶i c¸ch hµnh chÝnh vµ ®Êt ®ai".encode("latin-1"), "Cải cách hành chính và đất đai"),
        (
            "Caûi caùch haønh chính vaø ñaát ñai, nöôùc saïch".encode("cp1252"),
            "Cải cách hành chính và đất đai, nước sạch",
        ),
        ("ÑAÅY MAÏNH CAÛI CAÙCH".encode("cp1252"), "ĐẨY MẠNH CẢI CÁCH"),
    ],
)
def test_texts_in_the_fonts_of_the_nineties_come_back(data, text):
    reading = decode_foreign(data)
    assert reading is not None
    assert reading.text == text


def test_what_was_read_wrongly_is_read_again():
    reading = mend_foreign(read_wrongly(TEXT))
    assert reading is not None
    assert reading.text == TEXT


def test_only_the_lines_that_are_wrong_are_put_right():
    good = "Đoạn đúng: «ba phần tư» là 3/4, tên ông Müller giữ nguyên."
    reading = mend_foreign(f"{good}\nC¶i c¸ch hµnh chÝnh\n{good}")
    assert reading is not None
    assert reading.text == f"{good}\nCải cách hành chính\n{good}"


@pytest.mark.parametrize(
    "text",
    [TEXT, "Ông Müller, bà Søren và cô Zoë thăm Đà Nẵng", "Diện tích 12 × 30 m², nhiệt độ 25 ± 1 °C", "naïve café"],
)
def test_good_text_and_foreign_names_are_left_alone(text):
    assert mend_foreign(text) is None


def test_a_letter_of_every_old_font_stands_for_its_own():
    for letter, old in TCVN3.items():
        reading = mend_foreign(f"c¸ch hµnh chÝnh ®Êt ®ai\n{old}")
        assert reading is not None
        assert reading.text.split("\n")[1] in (letter, old)  # alone it may also be what it looks like


@given(st.binary(max_size=300))
def test_any_bytes_are_read_as_vietnamese_or_not_at_all(data):
    reading = decode_foreign(data)
    assert reading is None or "\0" not in reading.text


@given(st.text(max_size=200))
def test_mending_any_text_keeps_its_lines(text):
    reading = mend_foreign(text)
    assert reading is None or reading.text.count("\n") == text.count("\n")


def test_a_mark_of_utf16_is_enough_where_words_are_few():
    reading = decode_foreign("- name: Tin\n".encode("utf-16"))
    assert reading is not None
    assert reading.text == "- name: Tin\n"
    assert decode_foreign(b"\xff\xfe") is None
    assert decode_foreign(b"\xff\xfe" + bytes(range(40, 200))) is None
