"""Photos: what is published of pictures and documents, in which form, and what is refused."""

from __future__ import annotations

import hashlib
import io
import shutil
from dataclasses import replace

import pytest
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from plugins.photos import derive, plugin, produce
from plugins.photos.config import PhotosConfig
from plugins.photos.select import referred
from portal.article import Attachment, Body, StaticPage, Withdrawal
from portal.pictures import Picture
from portal.problem import ConfigError
from tests.samples import FakePelican, MemorySink, carry_out, make_article, make_site, moment

RED, BLUE = (200, 30, 30), (30, 30, 200)


@pytest.fixture
def content(tmp_path):
    """A content folder."""
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


def save(content, name, image, **options):
    """Save *image* as *name* and return its bytes."""
    path = content / name
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, **options)
    return path.read_bytes()


def picture_of(content, name, width, height):
    digest = hashlib.sha256((content / name).read_bytes()).hexdigest()[:10]
    return Picture(name, digest, width, height)


def two_colours(width=300, height=200):
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image


def publish(content, site, cache=None, **settings):
    pelican = FakePelican(content, **settings)
    pelican.build.cache = cache or content.parent / "cache"
    plugin.join_build(pelican)
    sink = MemorySink()
    carry_out(pelican.build, site, lambda template, values: "", sink)
    return sink.files, list(pelican.build.problems)


def published(content, picture, **settings):
    """Publish one article with *picture* as its cover; return files and problems."""
    return publish(content, make_site([make_article(picture=picture)]), **settings)


def opened(files, url):
    return Image.open(io.BytesIO(files[url.lstrip("/")]))


def close(colour, wanted, by=25):
    return all(abs(a - b) <= by for a, b in zip(colour, wanted, strict=True))


# What is published


def test_pictures_and_documents_of_covers_texts_and_pages_are_published_once(content):
    for name in ("bia", "bai", "trang"):
        save(content, f"anh/{name}.png", Image.new("RGB", (10, 10), (len(name), 0, 0)))
    save(content, "anh/khong-ai-dung.png", two_colours())
    (content / "van-ban").mkdir()
    (content / "van-ban/a.pdf").write_bytes(b"%PDF a")
    cover, text, page = (picture_of(content, f"anh/{name}.png", 10, 10) for name in ("bia", "bai", "trang"))
    document = Attachment("van-ban/a.pdf", "/van-ban/a.pdf", "A", "PDF", 6)
    articles = [make_article("a", picture=cover, attachments=(document,)), make_article("b", picture=cover)]
    bodies = {
        "tin-tuc/a.md": Body("", "", pictures=(text, replace(cover, alt="khác"))),
        "tin-tuc/b.md": Body("", "", attachments=(replace(document, title="tên khác"),)),
        "trang/c.md": Body("", "", pictures=(page,)),
    }
    site = replace(make_site(articles, bodies=bodies.get), pages=(StaticPage("trang/c.md", "C", "c", "/c/", ""),))

    files, problems = publish(content, site)

    assert problems == []
    assert files.pop("van-ban/a.pdf") == b"%PDF a"
    pictures = (cover, text, page)
    assert sorted(files) == sorted(url.lstrip("/") for p in pictures for url in (p.url(10), p.fallback_url))


def test_a_withdrawn_article_publishes_nothing(content):
    save(content, "anh/a.png", two_colours())
    picture = picture_of(content, "anh/a.png", 300, 200)
    document = Attachment("van-ban/a.pdf", "/van-ban/a.pdf", "A", "PDF", 6)
    withdrawn = Withdrawal(moment("2023-08-01"), "sai số liệu")
    article = make_article(picture=picture, attachments=(document,), withdrawn=withdrawn)
    body = Body("", "", pictures=(picture,), attachments=(document,))

    assert publish(content, make_site([article], bodies=lambda source: body)) == ({}, [])


def test_all_widths_and_the_jpeg_are_published_under_the_names_that_pages_use(content):
    save(content, "anh/rong.jpg", two_colours(1500, 1000))
    picture = picture_of(content, "anh/rong.jpg", 1500, 1000)

    files, _ = published(content, picture)

    sizes = {name: Image.open(io.BytesIO(file)).size for name, file in files.items()}
    stem = f"anh/rong-{picture.digest}"
    assert sizes == {
        f"{stem}-240.webp": (240, 160),
        f"{stem}-480.webp": (480, 320),
        f"{stem}-800.webp": (800, 533),
        f"{stem}-1280.webp": (1280, 853),
        f"{stem}-1200.jpg": (1200, 800),
    }
    assert all(url.split()[0].lstrip("/") in files for url in picture.srcset.split(", "))


def test_two_sources_that_give_one_name_are_one_file(content):
    save(content, "anh/2023/hop.png", two_colours())
    save(content, "anh/2024/hop.png", two_colours())
    pictures = tuple(picture_of(content, f"anh/{year}/hop.png", 300, 200) for year in (2023, 2024))
    assert len({picture.fallback_url for picture in pictures}) == 1

    files, problems = publish(
        content, make_site([make_article()], bodies=lambda source: Body("", "", pictures=pictures))
    )

    assert (len(files), problems) == (3, [])


def test_the_order_of_what_is_referred_to_is_that_of_the_sources(content):
    one, two = Picture("anh/1.png", "a" * 10, 1, 1), Picture("anh/2.png", "b" * 10, 1, 1)
    articles = [make_article("a", picture=two), make_article("b", picture=one)]

    assert referred(make_site(articles))[0] == referred(make_site(reversed(articles)))[0] == [one, two]


# What they look like


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["jpg", "png"])
def test_a_picture_is_upright_whatever_way_the_camera_was_held(content, kind, orientation):
    """The camera's file is the upright picture, turned back by each EXIF orientation."""
    upright = two_colours(320, 200)
    turn = derive._TURNS.get(orientation)
    back = {
        Image.Transpose.ROTATE_90: Image.Transpose.ROTATE_270,
        Image.Transpose.ROTATE_270: Image.Transpose.ROTATE_90,
    }
    stored = upright if turn is None else upright.transpose(back.get(turn, turn))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    save(content, f"anh/a.{kind}", stored, exif=exif)
    picture = picture_of(content, f"anh/a.{kind}", 320, 200)

    files, _ = published(content, picture)

    for url in (picture.url(320), picture.url(240), picture.fallback_url):
        image = opened(files, url).convert("RGB")
        assert close(image.getpixel((20, image.height - 20)), RED)
        assert close(image.getpixel((image.width - 20, 20)), BLUE)


def test_nothing_of_the_camera_is_published(content):
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = "MAYANH"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[1] = "N"
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    save(content, "anh/a.jpg", two_colours(), exif=exif, icc_profile=srgb, comment=b"GHICHU", xmp=b"<x>XMPXMP</x>")
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "GHICHU")
    save(content, "anh/b.png", two_colours(), pnginfo=text, exif=exif, dpi=(300, 300))
    for name in ("anh/a.jpg", "anh/b.png"):
        files, _ = published(content, picture_of(content, name, 300, 200))

        for file in files.values():
            assert not any(mark in file for mark in (b"MAYANH", b"GHICHU", b"XMPXMP", b"Exif", b"ICC", b"acsp"))
            assert not set(Image.open(io.BytesIO(file)).info) & {"exif", "icc_profile", "comment", "xmp"}


def test_colours_of_another_profile_become_srgb(content):
    """With red and blue swapped in its profile, what is stored as red is blue."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = profile.index(b"rXYZ"), profile.index(b"bXYZ")
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    own = bytes(profile).replace("sRGB".encode("utf-16-be"), "TEST".encode("utf-16-be"))
    save(content, "anh/a.png", Image.new("RGB", (50, 50), (255, 0, 0)), icc_profile=own)
    picture = picture_of(content, "anh/a.png", 50, 50)

    files, _ = published(content, picture)

    assert close(opened(files, picture.fallback_url).getpixel((25, 25)), (0, 0, 255))


def test_a_damaged_profile_is_left_out(content):
    save(content, "anh/a.png", two_colours(), icc_profile=b"khong phai ICC")
    picture = picture_of(content, "anh/a.png", 300, 200)

    files, problems = published(content, picture)

    assert problems == []
    assert close(opened(files, picture.fallback_url).getpixel((20, 20)), RED)


def test_what_is_transparent_stays_so_in_webp_and_is_white_in_jpeg(content):
    image = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    image.paste((*RED, 255), (0, 0, 30, 40))
    save(content, "anh/a.png", image)
    picture = picture_of(content, "anh/a.png", 60, 40)

    files, _ = published(content, picture)

    assert opened(files, picture.url(60)).convert("RGBA").getpixel((50, 20))[3] == 0
    jpeg = opened(files, picture.fallback_url)
    assert close(jpeg.getpixel((50, 20)), (255, 255, 255))
    assert close(jpeg.getpixel((10, 20)), RED)


@pytest.mark.parametrize(
    ("name", "image", "colour"),
    [
        ("a.gif", two_colours().quantize(16), RED),
        ("a.jpg", two_colours().convert("CMYK"), RED),
        ("a.png", Image.new("L", (300, 200), 128), (128, 128, 128)),
        ("b.png", Image.new("LA", (300, 200), (128, 255)), (128, 128, 128)),
        ("c.png", Image.new("I;16", (300, 200), 128 * 257), (128, 128, 128)),
        ("d.png", Image.new("1", (300, 200), 1), (255, 255, 255)),
        ("a.webp", two_colours(), RED),
    ],
    ids=lambda value: getattr(value, "mode", None),
)
def test_every_kind_of_pixel_comes_out_as_rgb(content, name, image, colour):
    save(content, name, image)
    picture = picture_of(content, name, 300, 200)

    files, problems = published(content, picture)

    assert problems == []
    for url in (picture.url(240), picture.fallback_url):
        assert opened(files, url).mode == "RGB"
        assert close(opened(files, url).getpixel((20, 20)), colour)


def test_a_picture_of_one_pixel_height_has_all_its_files(content):
    save(content, "anh/a.png", Image.new("RGB", (2000, 1), RED))

    files, problems = published(content, picture_of(content, "anh/a.png", 2000, 1))

    assert (len(files), problems) == (5, [])


# Same input, same bytes


def test_a_file_has_the_same_bytes_whatever_else_was_in_the_cache(content):
    save(content, "anh/a.png", Image.effect_noise((500, 350), 80).convert("RGB"))
    picture = picture_of(content, "anh/a.png", 500, 350)
    cache = content.parent / "cache"
    clean, _ = published(content, picture)

    for kept in sorted((cache / "photos").rglob("*.*")):
        kept.unlink()
        assert published(content, picture)[0] == clean
    shutil.rmtree(cache)
    assert published(content, picture)[0] == clean


def test_several_processes_give_the_same_bytes_as_one(content, monkeypatch):
    names = [f"anh/{number}.png" for number in range(produce._WORTH_PROCESSES)]
    for number, name in enumerate(names):
        save(content, name, two_colours(300 + number))
    pictures = tuple(picture_of(content, name, 300 + number, 200) for number, name in enumerate(names))
    site = make_site([make_article()], bodies=lambda source: Body("", "", pictures=pictures))
    many, _ = publish(content, site)

    monkeypatch.setattr(produce, "_WORTH_PROCESSES", 100)
    alone, _ = publish(content, site, cache=content.parent / "other")

    assert len(many) == 3 * len(names)
    assert many == alone


def test_a_warm_build_makes_nothing(content, monkeypatch):
    save(content, "anh/a.png", two_colours())
    picture = picture_of(content, "anh/a.png", 300, 200)
    first, _ = published(content, picture)

    monkeypatch.setattr(produce, "run", lambda job: pytest.fail("made again"))
    assert published(content, picture)[0] == first


# What is refused


def test_a_picture_of_too_many_pixels_is_told_and_not_opened(content):
    save(content, "anh/bom.png", Image.new("1", (3000, 2000)))
    good = save(content, "anh/a.png", two_colours())
    pictures = (picture_of(content, "anh/bom.png", 3000, 2000), picture_of(content, "anh/a.png", 300, 200))
    site = make_site([make_article()], bodies=lambda source: Body("", "", pictures=pictures))

    files, problems = publish(content, site, PHOTOS_MAX_PIXELS=5_500_000)

    assert good
    assert len(files) == 3
    assert [str(problem) for problem in problems] == [
        "content/anh/bom.png:1: AN001 ảnh lớn hơn 5,5 triệu điểm ảnh"
        " → lưu lại ảnh dạng JPEG, PNG hoặc WebP, cỡ nhỏ hơn nếu quá lớn, rồi dựng lại"
    ]


@pytest.mark.filterwarnings("error")
def test_our_limit_replaces_that_of_pillow(content, monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 50_000)
    save(content, "anh/a.png", two_colours(300, 200))
    save(content, "anh/b.png", two_colours(600, 400))

    assert len(published(content, picture_of(content, "anh/a.png", 300, 200))[0]) == 3
    _, problems = published(content, picture_of(content, "anh/b.png", 600, 400))
    assert [problem.code for problem in problems] == ["AN001"]


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp"])
def test_a_damaged_picture_is_told(content, name):
    data = save(content, name, Image.effect_noise((300, 200), 80).convert("RGB"))
    (content / name).write_bytes(data[: len(data) // 2])

    files, problems = published(content, picture_of(content, name, 300, 200))

    assert files == {}
    assert [(problem.code, problem.found) for problem in problems] == [("AN001", "tệp hỏng hoặc bị cắt cụt")]


def test_another_photo_is_never_kept_under_this_ones_name(content):
    save(content, "anh/a.png", two_colours())
    picture = picture_of(content, "anh/a.png", 300, 200)
    save(content, "anh/a.png", Image.new("RGB", (300, 200)))

    files, problems = published(content, picture)

    assert (files, [problem.found for problem in problems]) == ({}, ["tệp vừa bị thay trong lúc dựng"])


def test_files_outside_the_content_folder_are_not_published(content):
    secret = content.parent / "bi-mat.pdf"
    secret.write_bytes(b"%PDF")
    two_colours().save(content.parent / "bi-mat.png")
    (content / "a.pdf").symlink_to(secret)
    (content / "a.png").symlink_to(content.parent / "bi-mat.png")
    documents = tuple(
        Attachment(name, f"/van-ban/{n}.pdf", "A", "PDF", 4) for n, name in enumerate(("a.pdf", "../bi-mat.pdf"))
    )
    picture = picture_of(content, "a.png", 300, 200)
    site = make_site([make_article(picture=picture, attachments=documents)])

    files, problems = publish(content, site)

    assert files == {}
    assert sorted(problem.code for problem in problems) == ["AN002", "TL002", "TL002"]


def test_two_documents_that_ask_for_one_address_are_told(content):
    for name in ("Kế hoạch.pdf", "ke-hoach.pdf"):
        (content / name).write_bytes(name.encode())
    documents = tuple(
        Attachment(name, "/van-ban/ke-hoach.pdf", "A", "PDF", 4) for name in ("ke-hoach.pdf", "Kế hoạch.pdf")
    )

    files, problems = publish(content, make_site([make_article(attachments=documents)]))

    assert list(files) == ["van-ban/ke-hoach.pdf"]
    assert [(problem.path, problem.code) for problem in problems] == [("content/ke-hoach.pdf", "TL001")]


@pytest.mark.parametrize("value", [0, -1, "60", True, 1.5, None])
def test_a_limit_that_is_no_number_of_pixels_is_a_wrong_setting(value):
    with pytest.raises(ConfigError, match="PHOTOS_MAX_PIXELS"):
        PhotosConfig.from_settings({"PHOTOS_MAX_PIXELS": value})
