"""Files from an editor's disk: judged by what they hold."""

import io
import zipfile

import pytest
from PIL import Image
from pillow_heif import register_heif_opener

from plugins.editor.uploads import RefusedError, document, picture


def drawn(kind, size=(640, 400), mode="RGB", **options):
    register_heif_opener()
    into = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(into, kind, **options)
    return into.getvalue()


def zipped(*names):
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return into.getvalue()


def opened(upload):
    return Image.open(io.BytesIO(upload.content))


def test_a_telephones_heic_becomes_a_jpeg_with_a_plain_name():
    kept = picture("C:\\fakepath\\Ảnh Đoàn (1).HEIC", drawn("HEIF"))
    assert kept.name == "anh-doan-1.jpg"
    assert (opened(kept).format, opened(kept).size) == ("JPEG", (640, 400))


def test_a_heic_named_jpg_is_known_by_its_bytes():
    assert opened(picture("IMG_0001.jpg", drawn("HEIF"))).format == "JPEG"


@pytest.mark.parametrize(("kind", "suffix"), [("JPEG", ".jpg"), ("PNG", ".png"), ("WEBP", ".webp")])
def test_what_the_portal_publishes_keeps_its_format_whatever_its_name(kind, suffix):
    kept = picture("Ảnh.XYZ", drawn(kind))
    assert (opened(kept).format, kept.name) == (kind, f"anh{suffix}")


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "GIF"])
def test_odd_formats_become_jpegs(kind):
    assert opened(picture(f"hop.{kind}", drawn(kind))).format == "JPEG"


def test_where_and_by_whom_a_photo_was_taken_does_not_go_out():
    exif = Image.Exif()
    exif[0x010F] = "HangMay"
    exif[0x0112] = 6  # lying: to be turned
    exif.get_ifd(0x8825)[1] = "N"
    kept = picture("a.jpg", drawn("JPEG", exif=exif))
    assert b"HangMay" not in kept.content
    assert not dict(opened(kept).getexif())
    assert opened(kept).size == (400, 640)


def test_a_very_wide_photo_is_made_smaller_and_a_clear_one_gets_white_behind():
    assert opened(picture("a.png", drawn("PNG", (4000, 1000)))).size == (2560, 640)
    clear = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(clear, "TIFF")
    assert opened(picture("a.tif", clear.getvalue())).convert("RGB").getpixel((1, 1)) == (255, 255, 255)


def test_the_same_photo_gives_the_same_bytes():
    photo = drawn("HEIF")
    assert picture("a", photo) == picture("a", photo)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "không phải ảnh"),
        ("a.jpg", b"MZ\x90\x00" + b"\0" * 200, "không phải ảnh"),
        ("a.png", drawn("PNG")[:300], "bị hỏng"),
        ("a.heic", b"\0\0\0\x18ftypheic" + b"\0" * 64, "không"),
        ("a.jpg", b"\xff\xd8" + b"\0" * 40_000_001, "40 MB"),
        ("a.png", b"", "không phải ảnh"),
    ],
    ids=["svg", "program", "cut short", "broken heic", "too large", "empty"],
)
def test_what_is_no_usable_picture_is_refused_in_one_sentence(name, content, words):
    with pytest.raises(RefusedError, match=words) as refused:
        picture(name, content)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("kind", ["AVIF", "HEIF", "WEBP", "GIF", "TIFF", "BMP", "JPEG", "PNG"])
def test_a_damaged_picture_of_any_kind_is_refused_in_one_sentence(kind):
    whole = drawn(kind)
    for kept in (40, len(whole) // 3, len(whole) * 9 // 10):
        damaged = whole[:kept] + bytes(255 - byte for byte in whole[kept : kept + 400])
        try:
            made = picture("a", damaged)
        except RefusedError as refused:
            assert str(refused).endswith(".")  # noqa: PT017  # some decoders mend what others refuse
        else:
            assert made.content


def test_a_damaged_avif_is_called_broken():
    whole = drawn("AVIF")
    with pytest.raises(RefusedError, match=r"bị hỏng|không phải ảnh"):
        picture("a.avif", whole[: len(whole) // 2])


def test_a_picture_as_long_as_a_street_is_refused():
    with pytest.raises(RefusedError, match=r"20\.000"):
        picture("a.png", drawn("PNG", (20_001, 2), "1"))


def test_too_many_points_are_refused_before_they_are_unpacked():
    with pytest.raises(RefusedError, match="60 triệu"):
        picture("a.png", drawn("PNG", (9000, 7000), "1"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Kế hoạch số 12.PDF", b"%PDF-1.7\n"),
        ("a.docx", zipped("word/document.xml")),
        ("a.xlsx", zipped("xl/workbook.xml")),
        ("a.ods", zipped("content.xml")),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..."),
        ("a.csv", "Xã;Hồ sơ\n".encode()),
    ],
)
def test_documents_are_kept_as_they_are(name, content):
    assert document(name, content).content == content


def test_a_documents_name_loses_marks_spaces_and_folders():
    assert document("../Kế hoạch số 12.PDF", b"%PDF-1.7\n").name == "ke-hoach-so-12.pdf"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"),
        ("a.pdf", b"MZ\x90"),
        ("a.pdf.exe", b"%PDF-1.7"),
        ("a.docx", b"%PDF-1.7"),
        ("a.docx", zipped("xl/workbook.xml")),
        ("a.docx", zipped("word/document.xml", "word/vbaProject.bin")),
        ("a.xlsx", zipped("xl/workbook.xml", "xl/macrosheets/sheet1.xml")),
        ("a.ods", zipped("content.xml", "Basic/Standard/Module1.xml")),
        ("a.odt", zipped("content.xml", "Scripts/python/a.py")),
        ("a.docx", zipped("word/document.xml", "word/embeddings/Cai.EXE")),
        ("a.pptx", zipped("ppt/presentation.xml", "ppt/media/a.js")),
        ("a.docm", zipped("word/document.xml")),
        ("a.html", b"<script>"),
        ("a.csv", b"\xff\xfe\0a"),
        ("a", b"%PDF-1.7"),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(name, content):
    with pytest.raises(RefusedError, match="không đăng được"):
        document(name, content)
