"""What the form asks of this machine: opening, saving, refusing. Nothing outside the content folder, nothing lost."""

import io
import json
import os
import threading
from datetime import datetime

import pytest
from PIL import Image

from plugins.editor.backend import Backend, Reading, RefusalError
from plugins.editor.store import ContentStore, write_whole
from portal.vietnamese.dates import ZONE
from tests.content import article, write
from tests.editor_desk import GOOD, PATH, make_backend, make_content, opened, saved


@pytest.fixture
def content(tmp_path):
    return make_content(tmp_path)


@pytest.fixture
def backend(content, tmp_path):
    return make_backend(content, tmp_path / "output")


def test_an_article_is_opened_changed_and_saved(backend, content):
    data, version = opened(backend)
    saved(backend, PATH, data | {"summary": "Tóm tắt khác."}, version)
    assert (content / "tin-tuc/2024/hop.md").read_text("utf-8") == article(summary="Tóm tắt khác.")


def test_another_title_moves_an_article_and_its_former_address_leads_to_it(backend, content):
    file = content / "tin-tuc/2024/hop.md"
    for title in ("Tên khác", "Tên khác nữa"):
        data, version = opened(backend)
        saved(backend, PATH, data | {"title": title}, version)
    first, second = (f"/tin-tuc/2024/03/09/{slug}/" for slug in ("hop-so-ket", "ten-khac"))
    assert f"Aliases: {first}, {second}\n" in file.read_text("utf-8")
    data, version = opened(backend)
    saved(backend, PATH, data | {"title": "Họp sơ kết"}, version)
    assert f"Aliases: {second}, /tin-tuc/2024/03/09/ten-khac-nua/\n" in file.read_text("utf-8")


def test_what_readers_never_had_leaves_no_former_address(backend, content):
    for source in (article(status="draft"), article(date="2030-01-01 08:00")):
        write(content, {"tin-tuc/2024/hop.md": source})
        data, version = opened(backend)
        saved(backend, PATH, data | {"title": "Tên khác", "status": "published"}, version)
        assert "Aliases" not in (content / "tin-tuc/2024/hop.md").read_text("utf-8")


def test_a_second_save_goes_on_from_the_first(backend, content):
    data, version = opened(backend)
    for summary in ("Một.", "Hai."):
        version = saved(backend, PATH, data | {"summary": summary}, version)["version"]
    assert (content / "tin-tuc/2024/hop.md").read_text("utf-8") == article(summary="Hai.")


def test_what_somebody_else_changed_meanwhile_is_never_overwritten(backend, content):
    data, version = opened(backend)
    write(content, {"tin-tuc/2024/hop.md": article("Người khác sửa")})
    with pytest.raises(RefusalError, match="vừa được sửa ở nơi khác") as refused:
        saved(backend, PATH, data | {"title": "Tôi sửa"}, version)
    assert refused.value.status == 409
    assert (content / "tin-tuc/2024/hop.md").read_text("utf-8") == article("Người khác sửa")


def test_nor_is_what_somebody_else_took_away_brought_back(backend, content):
    data, version = opened(backend)
    (content / "tin-tuc/2024/hop.md").unlink()
    with pytest.raises(RefusalError, match="vừa được sửa ở nơi khác"):
        saved(backend, PATH, data, version)


def test_a_change_while_the_portal_reads_the_article_is_not_lost_either(content):
    def read(relative, text):
        write(content, {"tin-tuc/2024/hop.md": article("Người khác sửa")})
        return Reading(str, "", ())

    backend = Backend(ContentStore(content), read, lambda: datetime(2026, 3, 1, tzinfo=ZONE))
    data, version = opened(backend)
    with pytest.raises(RefusalError, match="vừa được sửa ở nơi khác"):
        saved(backend, PATH, data | {"title": "Tôi sửa"}, version)
    assert (content / "tin-tuc/2024/hop.md").read_text("utf-8") == article("Người khác sửa")


def test_of_two_saves_at_once_one_is_refused(backend, content):
    data, version = opened(backend)
    outcomes = []

    def save(title):
        try:
            saved(backend, PATH, data | {"title": title}, version)
            outcomes.append("saved")
        except RefusalError:
            outcomes.append("refused")

    threads = [threading.Thread(target=save, args=(f"Tên {number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused"] * 7 + ["saved"]


def test_a_new_article_gets_an_id_of_its_own(backend, content):
    for name in ("mot", "hai"):
        saved(backend, f"content/tin-tuc/2026/{name}.md", GOOD, is_new=True)
    ids = [(content / f"tin-tuc/2026/{name}.md").read_text("utf-8").splitlines()[1] for name in ("mot", "hai")]
    assert all(line.startswith("id: ") and len(line.strip().partition(": ")[2].strip('"')) == 8 for line in ids)
    assert ids[0] != ids[1]


def test_a_new_article_never_takes_the_place_of_another(backend, content):
    with pytest.raises(RefusalError, match="đã có bài mang tên tệp này"):
        saved(backend, PATH, GOOD, is_new=True)
    assert (content / "tin-tuc/2024/hop.md").read_text("utf-8") == article()


def test_an_article_with_mistakes_is_not_published_but_kept_as_a_draft(backend, content):
    wrong = GOOD | {"date": "31/02/2024", "category": ""}
    path = "content/tin-tuc/2026/sai.md"
    with pytest.raises(RefusalError, match=r"cần sửa ô .*«Ngày đăng»") as refused:
        saved(backend, path, wrong, is_new=True)
    assert {finding.field for finding in refused.value.findings} == {"date", "category"}
    assert not (content / "tin-tuc/2026/sai.md").exists()
    saved(backend, path, wrong | {"status": "draft"}, is_new=True)
    assert opened(backend, path)[0]["date"] == "31/02/2024"


@pytest.mark.parametrize("odd", ["\a", "\0", "\x85", "\u202e", "\u200b", "\ud800", "\ufdd0", "\ufffe", "\x1f"])
def test_no_character_that_nobody_sees_makes_a_file_that_cannot_be_opened(backend, odd):
    path = "content/tin-tuc/2026/an.md"
    records = [{"date": "2024-03-10T09:00", "text": f"sửa{odd} số"}]
    typed = {"title": f"Công{odd} văn", "tags": [f"Một{odd} cửa"], "corrections": records, "body": f"Câu{odd} một."}
    draft = GOOD | typed | {"status": "draft"}
    assert not [one for one in backend.preview(path, draft)["findings"] if one["severity"] == "error"]
    saved(backend, path, draft, is_new=True)
    kept, _ = opened(backend, path)
    shown = [kept["title"], *kept["tags"], kept["corrections"][0]["text"], kept["body"]]
    assert shown == ["Công văn", "Một cửa", "sửa số", "Câu một."]
    saved(backend, PATH, GOOD | typed, opened(backend)[1])
    assert opened(backend)[0]["title"] == "Công văn"


def test_who_takes_an_article_off_the_portal_is_told_so(backend, content):
    def told(data):
        return [one["message"] for one in backend.preview(PATH, GOOD | data)["findings"] if one["field"] == "status"]

    assert told({"status": "draft"}) == ["Bài đang ở trên cổng; lưu ở trạng thái «Bản nháp» là gỡ bài xuống."]
    assert told({"status": "published"}) == []
    write(content, {"tin-tuc/2024/hop.md": article(date="2030-01-01 08:00")})
    assert told({"status": "draft"}) == []


def test_what_is_no_file_is_neither_read_nor_listed(backend, content):
    os.mkfifo(content / "tin-tuc/2024/ong.md")
    assert [entry["file"]["path"] for entry in backend.answer("entriesByFolder", {})] == [PATH]
    with pytest.raises(RefusalError):
        opened(backend, "content/tin-tuc/2024/ong.md")


def test_a_scheduled_article_is_marked_in_the_list_until_its_minute(content):
    now = [datetime(2026, 3, 1, tzinfo=ZONE)]
    backend = Backend(ContentStore(content), lambda *_: Reading(str, "", ()), lambda: now[0])
    write(content, {"tin-tuc/2024/hop.md": article(date="2026-03-02 08:05")})

    def mark():
        return json.loads(backend.answer("entriesByFolder", {})[0]["data"])["mark"]

    assert mark() == mark() == "Hẹn giờ 08:05 · "
    now[0] = datetime(2026, 3, 2, 8, 5, tzinfo=ZONE)
    assert mark() == ""


@pytest.mark.parametrize("name", ["con", "nul", "com1", "lpt9", "hop"])
def test_a_new_file_has_a_name_that_every_machine_can_tell_from_others(backend, content, name):
    write(content, {"tin-tuc/2026/HOP.md": article()})
    path = f"content/tin-tuc/2026/{name}.md"
    assert json.loads(backend.answer("getEntry", {"path": path})["data"]) == {}  # so Decap tries "con-1"
    with pytest.raises(RefusalError, match="đã có bài mang tên tệp này"):
        saved(backend, path, GOOD, is_new=True)
    saved(backend, f"content/tin-tuc/2026/{name}-1.md", GOOD, is_new=True)
    kept = backend.upload("tai-lieu", f"{name}.pdf", b"%PDF-1.7")
    assert kept == ("/van-ban/2026/hop.pdf" if name == "hop" else f"/van-ban/2026/{name}-2.pdf")


def test_a_name_longer_than_disks_take_is_refused(backend, content):
    write(content, {"tin-tuc/2026/mot.md": article()})
    path = f"content/tin-tuc/2026/{'a' * 399}.md"
    for act in (lambda: opened(backend, path), lambda: saved(backend, path, GOOD, is_new=True)):
        with pytest.raises(RefusalError, match="không làm việc này"):
            act()


def test_an_articles_own_page_is_named_once_it_is_built(content):
    built, asked = "http://127.0.0.1:8000/bai/", []

    def page_at(address):
        asked.append(address)
        return built if len(asked) > 2 else ""

    backend = Backend(
        ContentStore(content), lambda *_: Reading(str, "/bai/", ()), lambda: datetime(2026, 3, 1, tzinfo=ZONE), page_at
    )
    assert backend.answer("getDeployPreview", {"slug": "2024/hop"}) == {"url": built, "status": "success"}
    assert asked == ["/bai/"] * 3
    for source in (article(status="draft"), article(date="2030-01-01 08:00")):
        write(content, {"tin-tuc/2024/hop.md": source})
        assert backend.answer("getDeployPreview", {"slug": "2024/hop"}) is None


def test_a_mistake_in_what_readers_have_leaves_that_as_it_is(backend, content):
    data, version = opened(backend)
    with pytest.raises(RefusalError, match="Bài trên cổng vẫn như cũ") as refused:
        saved(backend, PATH, data | {"date": "31/02/2024"}, version)
    assert "Bản nháp" not in str(refused.value)
    assert (content / "tin-tuc/2024/hop.md").read_text("utf-8") == article()


def test_a_mere_note_does_not_hold_an_article_back(backend, content):
    saved(backend, "content/tin-tuc/2026/gon.md", GOOD | {"summary": ""}, is_new=True)
    assert (content / "tin-tuc/2026/gon.md").exists()


def test_a_broken_head_is_not_opened_so_it_cannot_be_spoilt(backend, content):
    write(content, {"tin-tuc/hong.md": "---\ntitle: [\n---\n\nx\n"})
    with pytest.raises(RefusalError, match="nhờ người quản trị"):
        opened(backend, "content/tin-tuc/hong.md")


@pytest.mark.parametrize(
    "path",
    [
        "content/tin-tuc/../bi-mat.md",
        "content/bi-mat.md",
        "../noi-dung/tin-tuc/2024/hop.md",
        "/etc/passwd",
        "content/tin-tuc//../../x.md",
        "content/tin-tuc/ra-ngoai/x.md",
        "content/tin-tuc/lien-ket.md",
        "content/tin-tuc/.an.md",
        "content/tin-tuc/2024",
        "content/tin-tuc/a.html",
        "content/tin-tuc/a\0.md",
        "content\\tin-tuc\\a.md",
        "content/trang/a.md",
        "",
    ],
)
def test_nothing_outside_the_articles_is_read_or_written(backend, content, tmp_path, path):
    write(tmp_path / "khac", {"x.md": article()})
    (content / "tin-tuc/ra-ngoai").symlink_to(tmp_path / "khac")
    (content / "tin-tuc/lien-ket.md").symlink_to(content / "bi-mat.md")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    acts = (
        lambda: opened(backend, path),
        lambda: saved(backend, path, GOOD, is_new=True),
        lambda: saved(backend, path, GOOD, "0"),
        lambda: backend.preview(path, GOOD),
    )
    for act in acts:
        with pytest.raises(RefusalError):
            act()
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("name", ["Bài Viết.md", "a b.md", f"{'a' * 130}.md", "-.md"])
def test_a_new_articles_file_has_a_plain_name(backend, name):
    with pytest.raises(RefusalError):
        saved(backend, f"content/tin-tuc/2026/{name}", GOOD, is_new=True)


@pytest.mark.parametrize("action", ["deleteFiles", "deleteFile", "info", "None", "persistMedia", "__class__"])
def test_nothing_else_is_done(backend, action):
    with pytest.raises(RefusalError, match="không làm việc này"):
        backend.answer(action, {"paths": [PATH], "path": PATH})


@pytest.mark.parametrize(
    "parameters", [{}, {"path": 7}, {"dataFiles": []}, {"dataFiles": [{"path": PATH, "raw": "{"}]}]
)
@pytest.mark.parametrize("action", ["getEntry", "persistEntry"])
def test_requests_of_another_shape_are_refused(backend, action, parameters):
    with pytest.raises(RefusalError):
        backend.answer(action, parameters)


def test_the_preview_shows_the_article_as_its_page_does_and_saves_nothing(backend, content):
    shown = backend.preview(PATH, GOOD | {"body": "## Mục\n\nUBND họp <script>alert(1)</script>.", "title": "Tên mới"})
    assert '<h1 class="page-title">Tên mới</h1>' in shown["html"]
    assert '<h2 id="muc-muc">Mục</h2>' in shown["html"]
    assert "<script" not in shown["html"]
    assert shown["address"] == "/tin-tuc/2024/03/01/ten-moi/"
    assert (content / "tin-tuc/2024/hop.md").read_text("utf-8") == article()


def test_an_article_is_saved_whatever_the_theme_is_like(content):
    def draw():
        raise ValueError

    backend = Backend(
        ContentStore(content), lambda *_: Reading(draw, "", ()), lambda: datetime(2026, 3, 1, tzinfo=ZONE)
    )
    data, version = opened(backend)
    saved(backend, PATH, data | {"summary": "Tóm tắt khác."}, version)
    assert (content / "tin-tuc/2024/hop.md").read_text("utf-8") == article(summary="Tóm tắt khác.")


def test_a_preview_of_an_unfinished_article_shows_what_there_is(backend):
    shown = backend.preview(
        "content/tin-tuc/bai-moi/bai-moi.md", {"title": "Mới", "body": "Một câu.", "status": "draft"}
    )
    assert "Mới" in shown["html"]
    assert "Một câu." in shown["html"]
    assert shown["findings"] == []


def test_pictures_are_kept_once_under_names_of_their_own(backend, content):
    into = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(into, "PNG")
    first, again = (backend.upload("anh", "Họp Đoàn.png", into.getvalue()) for _ in range(2))
    Image.new("RGB", (40, 20), "blue").save(other := io.BytesIO(), "PNG")
    second = backend.upload("anh", "Họp Đoàn.png", other.getvalue())
    assert (first, again, second) == ("/anh/2026/hop-doan.png", "/anh/2026/hop-doan.png", "/anh/2026/hop-doan-2.png")
    assert backend.upload("tai-lieu", "Kế hoạch.pdf", b"%PDF-1.7") == "/van-ban/2026/ke-hoach.pdf"
    os.utime(content / first.lstrip("/"), (1, 1))
    assert backend.pictures("") == backend.pictures("ĐOÀN") == [second, first]
    assert backend.pictures("doan-2") == [second]
    with pytest.raises(RefusalError, match="không phải ảnh"):
        backend.upload("anh", "a.png", b"MZ")


def test_a_preview_shows_the_picture_that_was_uploaded(backend, content):
    into = io.BytesIO()
    Image.new("RGB", (1600, 900), "red").save(into, "JPEG")
    address = backend.upload("anh", "hop.jpg", into.getvalue())
    body = f'![Toàn cảnh]({address} "Buổi họp. Ảnh: Lục Bảo")'
    html = backend.preview(PATH, GOOD | {"picture": address, "picture_alt": "Quầy", "body": body})["html"]
    assert html.count(f'src="/quan-tri/bai-viet/tep{address}"') == 2
    assert 'src="/anh/' not in html
    assert "/anh/hop-" not in html
    assert '<span class="figure__credit">Ảnh: Lục Bảo</span>' in html


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    file = write(tmp_path, {"a.md": "cũ"}) / "a.md"
    file.chmod(0o640)
    with pytest.raises(TypeError):
        write_whole(file, None)
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]
    assert file.read_text("utf-8") == "cũ"
    write_whole(file, "mới".encode())
    assert file.read_text("utf-8") == "mới"
    assert file.stat().st_mode & 0o777 == 0o640
