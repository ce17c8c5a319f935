"""`desk edit`: an editor who never saw a terminal writes, uploads, publishes, and sees; all in Vietnamese."""

import json
import re
import time

import pytest
from pillow_heif import register_heif_opener
from playwright.sync_api import expect

from plugins.articles.proof import read_proof
from plugins.editor.document import new_document, read_document
from tests.browsing import PATIENCE, PHONE, Diary, wider_than_window
from tests.building import build, files
from tests.clipboards import ALL
from tests.content import NOW, article, draw, write
from tests.previewing import Preview, free_port
from tests.writing import HOME, body, choose, fetch_editor, insert, log_in, save

pytestmark = pytest.mark.browser

# The system's clipboard, as another program fills it.
_COPY = """html => {
    const fill = event => {
        event.preventDefault();
        event.clipboardData.setData("text/html", html);
        event.clipboardData.setData("text/plain", "chữ thường");
    };
    document.addEventListener("copy", fill, { once: true });
    document.execCommand("copy");
}"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Return a running editor of a small portal."""
    fetch_editor()
    folder = tmp_path_factory.mktemp("desk")
    sources = {
        f"tin-tuc/2024/{name}.md": article(f"Bài {name}", date=f"2024-03-0{day} 08:00")
        for day, name in enumerate(("mot", "hai", "ba", "bon", "nam"), 1)
    }
    write(folder / "content", sources | {"chuyen-muc.yaml": "- Cải cách hành chính\n- Chuyển đổi số\n"})
    draw(folder / "content/anh/quay.png")
    places = ("--content", str(folder / "content"), "--output", str(folder / "output"))
    running = Preview(folder, free_port(), command=("edit", *places))
    running.content = folder / "content"
    running.wait_for("Xem tại")
    yield running
    running.close()


@pytest.fixture
def sit_down(chromium, desk):
    """Return a function that gives an editor's page, logged in; what its dialogs ask is agreed to."""
    contexts = []

    def open_page(address=HOME, viewport=None, **options):
        size = viewport or {"width": 1280, "height": 900}
        context = chromium.new_context(base_url=desk.url, viewport=size, locale="vi-VN", **options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        diary = Diary(context)
        page = context.new_page()
        page.diary = diary
        log_in(page)
        if address != HOME:
            page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def new_article(sit_down, **options):
    page = sit_down(**options)
    page.get_by_role("link", name="Viết bài mới").click()
    page.get_by_label("Tiêu đề").wait_for()
    return page


def entry(name):
    return f"{HOME}#/collections/tin-tuc/entries/2024/{name}"


def heic(path):
    """Write a photo as an iPhone does."""
    register_heif_opener()
    return draw(path, (800, 600), format="HEIF")


def messages(page, label):
    """Return what stands at the field *label*."""
    return page.locator('[aria-label="Ô nhập"]', has=page.get_by_label(label)).locator("> .thong-bao")


def foreign(page, desk):
    return [url for url in page.diary.asked if not url.startswith((desk.url + "/", "data:", "blob:"))]


def test_a_newcomer_writes_uploads_publishes_and_sees_the_article(desk, sit_down, tmp_path):
    page = new_article(sit_down)
    page.get_by_label("Tiêu đề").fill("Đoàn công tác về Đầm Hà")
    choose(page, "Trạng thái", "Đăng")
    page.get_by_label("Ngày đăng", exact=False).first.fill("20/11/2026 8:05 SA")
    choose(page, "Chuyên mục", "Chuyển đổi số")
    page.get_by_label("Tóm tắt").fill("Đoàn công tác làm việc với xã.")
    photo = draw(tmp_path / "Ảnh Đoàn.jpg", (1600, 900))
    page.locator('input[type="file"]').first.set_input_files(photo)
    expect(page.get_by_alt_text("Ảnh đại diện đang chọn")).to_be_visible()
    page.get_by_label("Mô tả ảnh").fill("Đoàn công tác đứng trước trụ sở xã")
    page.get_by_label("Chú thích ảnh").fill("Đoàn công tác tại Đầm Hà.")
    page.get_by_label("Người chụp").fill("Lục Bảo")
    body(page).click()
    page.keyboard.type("Sáng 20/11, đoàn làm việc với xã.")
    insert(page, "Ảnh")
    page.locator('input[type="file"]').nth(1).set_input_files(heic(tmp_path / "quầy 2.HEIC"))
    inside = page.locator(".cms-editor-visual")
    inside.get_by_label("Mô tả ảnh").fill("Quầy số 2")
    inside.get_by_label("Chú thích").fill("Quầy số 2 chiều thứ Sáu.")
    inside.get_by_label("Người chụp").fill("Khúc An")

    preview = page.frame_locator("#preview-pane")
    expect(preview.get_by_role("heading", level=1)).to_have_text("Đoàn công tác về Đầm Hà")
    expect(preview.locator(".figure__caption").last).to_have_text("Quầy số 2 chiều thứ Sáu. Ảnh: Khúc An")
    shown = "images => images.length > 1 && images.every(image => image.naturalWidth > 0)"
    desk.wait_until(lambda: preview.locator("img").evaluate_all(shown))
    expect(preview.get_by_role("heading", level=1)).to_have_css("font-family", re.compile('^"Be Vietnam Pro"'))

    save(page)
    expect(page.get_by_text("Đã lưu bài")).to_be_visible()
    file = desk.content / "tin-tuc" / f"{NOW.year}" / "doan-cong-tac-ve-dam-ha.md"
    text = file.read_text("utf-8")
    assert re.fullmatch(
        r'---\nid: "?\w{8}"?\ntitle: Đoàn công tác về Đầm Hà\ndate: 2026-11-20 08:05\ncategory: Chuyển đổi số\n'
        r"summary: Đoàn công tác làm việc với xã\.\npicture: /anh/\d{4}/anh-doan\.jpg\n"
        r"picture_alt: Đoàn công tác đứng trước trụ sở xã\npicture_caption: Đoàn công tác tại Đầm Hà\.\n"
        r"picture_credit: Lục Bảo\n---\n\nSáng 20/11, đoàn làm việc với xã\.\n\n"
        r'!\[Quầy số 2\]\(/anh/\d{4}/quay-2\.jpg "Quầy số 2 chiều thứ Sáu\. Ảnh: Khúc An"\)\n',
        text,
    )
    public = page.context.new_page()
    desk.wait_until(lambda: "Đầm Hà" in desk.page("/tin-tuc/2026/11/20/doan-cong-tac-ve-dam-ha/"))
    public.goto("/")
    # In one step: the last build may end just now, and put a new page between the mouse and the link.
    public.get_by_role("link", name="Đoàn công tác về Đầm Hà").first.dispatch_event("click")
    expect(public.locator(".article__cover .figure__credit")).to_have_text("Ảnh: Lục Bảo")
    expect(public.get_by_alt_text("Quầy số 2")).to_be_visible()
    assert foreign(page, desk) == []
    # That the name is free is asked for by opening it.
    assert [trouble for trouble in page.diary.troubles if not trouble.endswith("404")] == []


def test_after_the_first_save_one_press_opens_the_articles_own_page(desk, sit_down):
    page = new_article(sit_down)
    title = "Tên rất dài của bài " * 13 + "hết"
    page.get_by_label("Tiêu đề").fill(title)
    choose(page, "Trạng thái", "Đăng")
    page.get_by_label("Ngày đăng", exact=False).first.fill("06/03/2024 8:05")
    choose(page, "Chuyên mục", "Chuyển đổi số")
    body(page).click()
    page.keyboard.type("Bài dài tên.")
    save(page)
    with page.expect_popup() as opening:
        page.get_by_role("link", name="Mở trang xem thử").click()
    expect(opening.value.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_text("Tìm trang xem thử")).not_to_be_visible()
    (kept,) = desk.content.rglob("ten-rat-dai*.md")
    assert len(kept.stem) <= 100
    kept.unlink()


def test_on_a_telephone_the_signs_of_the_text_stand_in_a_row(sit_down):
    page = new_article(sit_down, viewport=PHONE)
    bar = page.locator('.cms-editor-visual [class*="-EditorControlBar"]')
    assert bar.bounding_box()["height"] < 100


def test_messages_stand_at_their_fields_in_plain_words(desk, sit_down):
    page = new_article(sit_down)
    page.get_by_label("Tiêu đề").fill("Bài chưa xong")
    date = page.get_by_label("Ngày đăng", exact=False).first
    date.fill("31/02/2026 8:00")
    expect(messages(page, "Ngày đăng")).to_contain_text("Ngày «31/02/2026 8:00» không có trong lịch.")
    expect(date).not_to_have_attribute("aria-invalid", "true")  # a draft: told, not held against it
    page.get_by_role("button", name="Chọn ảnh đã có").click()
    page.get_by_role("button", name="quay.png").click()
    expect(messages(page, "Mô tả ảnh")).to_have_text("Chưa mô tả ảnh cho người không nhìn được.")

    choose(page, "Trạng thái", "Đăng")
    expect(messages(page, "Chuyên mục")).to_have_text("Chưa điền ô này.")
    expect(messages(page, "Nội dung")).to_have_text("Bài chưa có nội dung.")
    expect(date).to_have_attribute("aria-invalid", "true")
    assert messages(page, "Ngày đăng").get_attribute("id") == date.get_attribute("aria-describedby")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text(
        "Chưa đăng được: cần sửa ô «Ngày đăng», «Chuyên mục», «Nội dung»."
    )
    assert not list(desk.content.rglob("bai-chua-xong.md"))
    told = " ".join(page.locator(".thong-bao, [role=alert]").all_inner_texts())
    assert not re.search(r"BV\d|content/|\.md|API|Error", told)

    choose(page, "Trạng thái", "Bản nháp")
    save(page)
    expect(page.get_by_text("Đã lưu bài")).to_be_visible()
    (kept,) = desk.content.rglob("bai-chua-xong.md")
    assert "date: 31/02/2026 8:00\n" in kept.read_text("utf-8")
    page.goto(HOME)
    expect(page.get_by_text("Bản nháp · Bài chưa xong")).to_be_visible()
    kept.unlink()


def test_a_file_that_is_no_picture_is_refused_at_its_field_in_one_sentence(sit_down, tmp_path):
    page = new_article(sit_down)
    write(tmp_path, {"anh.jpg": b"MZ\x90 not a picture"})
    page.locator('input[type="file"]').first.set_input_files(tmp_path / "anh.jpg")
    told = page.get_by_text("Tệp này không phải ảnh dùng được. Hãy chọn ảnh JPEG, PNG, WebP hoặc HEIC.")
    expect(told).to_be_visible()
    with (tmp_path / "to.jpg").open("wb") as file:
        file.truncate(65_000_000)
    page.locator('input[type="file"]').first.set_input_files(tmp_path / "to.jpg")
    expect(page.get_by_text("Ảnh lớn quá 40 MB. Hãy lưu ảnh nhỏ hơn rồi tải lên lại.")).to_be_visible()
    expect(page.get_by_alt_text("Ảnh đại diện đang chọn")).to_have_count(0)


def test_what_was_changed_elsewhere_is_not_overwritten_and_the_text_stays(desk, sit_down):
    page = sit_down(entry("mot"))
    page.get_by_label("Tiêu đề").fill("Tôi sửa tên")
    write(desk.content, {"tin-tuc/2024/mot.md": article("Người khác sửa tên", date="2024-03-01 08:00")})
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("bài này vừa được sửa ở nơi khác")
    expect(page.get_by_label("Tiêu đề")).to_have_value("Tôi sửa tên")
    assert "Người khác sửa tên" in (desk.content / "tin-tuc/2024/mot.md").read_text("utf-8")


def test_an_article_in_header_lines_is_edited_twice_and_stays_one(desk, sit_down):
    page = sit_down(entry("hai"))
    for summary in ("Tóm tắt thứ nhất.", "Tóm tắt thứ hai."):
        page.get_by_label("Tóm tắt").click()
        page.keyboard.press("Control+a")
        page.keyboard.type(summary)
        save(page)
        desk.wait_until(lambda: summary in (desk.content / "tin-tuc/2024/hai.md").read_text("utf-8"))  # noqa: B023  # at once
        expect(page.get_by_text("Đã lưu", exact=True).first).to_be_visible()
    expected = article("Bài hai", date="2024-03-02 08:00", summary="Tóm tắt thứ hai.")
    assert (desk.content / "tin-tuc/2024/hai.md").read_text("utf-8") == expected


def test_rich_editing_keeps_what_only_the_portals_markdown_can_say(desk, sit_down):
    text = (
        "Câu đầu[^1] có *chữ nghiêng*.\n\nBảng 1. Hồ sơ\n\n| Xã | Hồ sơ |\n| --- | ---: |\n| A | 1.384 |\n\n"
        '!!! note "Cần biết"\n    Mang theo căn cước.\n\n    Đến trước 8h.\n\n'
        '![Quầy](/anh/quay.png "Quầy số 3. Ảnh: Lục Bảo")\n\n[^1]: Theo báo cáo.'
    )
    write(desk.content, {"tin-tuc/2024/ba.md": article("Bài ba", body=text)})
    page = sit_down(entry("ba"))
    expect(page.locator(".cms-editor-visual").get_by_label("Mô tả ảnh")).to_have_value("Quầy")
    body(page).get_by_text("Câu đầu").click()
    page.keyboard.press("Home")
    # The rich editor looks where the cursor is ten times a second, by the page's own clock.
    page.evaluate("new Promise(resolve => setTimeout(resolve, 300))")
    page.keyboard.type("Mới: ")
    save(page)
    file = desk.content / "tin-tuc/2024/ba.md"
    desk.wait_until(lambda: "Mới: " in file.read_text("utf-8"))

    after = read_document(file.read_bytes()).body.replace("Mới: ", "")
    assert html_of(desk, after) == html_of(desk, text)


def test_text_that_rich_editing_would_harm_opens_as_markdown(desk, sit_down):
    write(desk.content, {"tin-tuc/2024/bon.md": article("Bài bốn", body="Đoạn một.\n{: .lead }\n\nĐoạn hai.")})
    page = sit_down(entry("bon"))
    expect(page.locator(".cms-editor-raw")).to_be_visible()


@pytest.fixture(scope="module")
def writing(chromium, desk):
    """Return a page with a new article, for one paste after another."""
    context = chromium.new_context(base_url=desk.url, viewport={"width": 1280, "height": 900}, locale="vi-VN")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    log_in(page)
    page.last = {}

    def remember(request):
        if request.url.endswith("/xem-thu"):
            page.last = json.loads(request.post_data)

    page.on("request", remember)
    yield page
    context.close()


@pytest.mark.parametrize("mode", ["rich", "raw"])
@pytest.mark.parametrize("name", ALL)
def test_what_is_pasted_leaves_clean_words(writing, desk, name, mode):
    writing.goto(f"{HOME}#/")
    writing.get_by_role("link", name="Viết bài mới").click()
    body(writing).wait_for()
    is_raw = writing.locator(".cms-editor-raw").count() > 0
    if is_raw != (mode == "raw"):
        writing.locator(".cms-editor-visual, .cms-editor-raw").get_by_role("switch").click()
        writing.locator(f".cms-editor-{'raw' if mode == 'raw' else 'visual'}").wait_for()
    writing.last = {}  # what an earlier paste left says nothing of this one
    writing.evaluate(_COPY, ALL[name].html)
    body(writing).click()
    writing.keyboard.press("Control+v")
    expected = html_of(desk, ALL[name].markdown)
    end = time.monotonic() + PATIENCE / 1000
    while html_of(desk, now(writing)) != expected:
        assert time.monotonic() < end, now(writing)
        writing.wait_for_timeout(100)
    expect(writing.get_by_text("Ảnh trong đoạn dán không đi theo")).to_have_count(1 if name == "word" else 0)
    assert ("\n| --- |" in now(writing)) == ("\n| --- |" in ALL[name].markdown)


def now(page):
    """Return the text as it was last sent to be shown, as a save would keep it."""
    document = new_document(page.last.get("data", {}), "00000000")
    return document.body or "-"


def html_of(desk, markdown):
    """Return what the portal makes of a text."""
    return read_proof(desk.content, "tin-tuc/x.md", article(body=markdown).encode(), now=NOW).body.html


def test_every_word_of_decap_has_one_in_vietnamese_and_none_is_shown_in_english(sit_down):
    page = new_article(sit_down)
    keys = """(lang) => {
        const keys = (words, where = "") => Object.entries(words).flatMap(([name, word]) =>
            typeof word === "string" ? [[`${where}${name}`, word]] : keys(word, `${where}${name}.`));
        return keys(window.CMS.getLocale(lang));
    }"""
    english, vietnamese = dict(page.evaluate(keys, "en")), dict(page.evaluate(keys, "vi"))
    assert english.keys() <= vietnamese.keys()
    assert set(re.findall(r"%\{\w+\}", " ".join(vietnamese.values()))) <= set(
        re.findall(r"%\{\w+\}", " ".join(english.values()))
    )
    shown = page.locator("body").inner_text() + " ".join(
        page.locator("[aria-label], [title], [placeholder]").evaluate_all(
            "all => all.flatMap(one => ['aria-label', 'title', 'placeholder'].map(name => one.getAttribute(name)))"
            ".filter(text => text)"
        )
    )
    page.goto(HOME)
    page.get_by_role("link", name="Viết bài mới").wait_for()
    page.get_by_role("button", name="Xếp theo").click()
    shown += page.locator("body").inner_text()
    words = {word for word in english.values() if len(word) > 4 and "%" not in word and word not in vietnamese.values()}
    assert [word for word in words if re.search(rf"\b{re.escape(word)}\b", shown, re.IGNORECASE)] == []


def test_the_form_is_filled_and_saved_without_a_mouse(desk, sit_down):
    page = new_article(sit_down)
    reached = []
    page.get_by_role("button", name="Lưu bài", exact=True).focus()
    for _ in range(80):
        page.keyboard.press("Tab")
        name = page.evaluate(
            "document.activeElement.id.replace(/-field-\\d+$/, '') || document.activeElement.getAttribute('aria-label')"
            " || document.activeElement.textContent"
        )
        reached.append(name)
        if name == "title":
            page.keyboard.type("Bàn phím")
        if name == "featured":
            break
    assert {"title", "date", "summary", "picture", "picture_alt", "Nội dung", "tags", "featured"} <= set(reached)
    page.get_by_role("button", name="Lưu bài", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="Lưu bài này")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã lưu bài")).to_be_visible()
    (kept,) = desk.content.rglob("ban-phim.md")
    assert "status: draft\n" in kept.read_text("utf-8")
    kept.unlink()


@pytest.mark.parametrize("width", [360, 768])
def test_the_form_fits_a_narrow_window(sit_down, width):
    page = new_article(sit_down, viewport=PHONE | {"width": width})
    page.get_by_label("Tiêu đề").fill("Bài trên điện thoại")
    assert wider_than_window(page) == []


def test_nothing_of_the_editor_is_published(desk, tmp_path):
    result = build(desk.content, tmp_path / "output")
    assert result.returncode == 0, result.stderr
    assert not [path for path in files(tmp_path / "output") if "quan-tri" in path or "decap" in path]
    assert read_document((desk.content / "tin-tuc/2024/nam.md").read_bytes()).body == "Nội dung của bài."
