"""HTTP for the editor: only this machine's own page may ask."""

import base64
import errno
import hashlib
import json
import re
import tarfile

import pytest
from click.testing import CliRunner

from desk.edit import edit
from desk.editor import make_editor
from plugins.editor import vendor
from plugins.editor.backend import Backend
from plugins.editor.cms import ADDRESS, local_config, office_config
from plugins.editor.routes import Editor
from plugins.editor.store import ContentStore
from portal.web import Request
from tests.building import ROOT
from tests.content import NOW, article, draw, write

HOST = "127.0.0.1:8000"


@pytest.fixture
def editor(tmp_path):
    content = write(tmp_path / "content", {"tin-tuc/a.md": article(), "chuyen-muc.yaml": "- Cải cách hành chính\n"})
    draw(content / "anh/hop.png")
    write(tmp_path / "output", {"index.html": '<link rel="stylesheet" href="/assets/site-0a.css">'})
    write(tmp_path / "decap", {"decap-cms.js": "1"})
    settings = ROOT / "pelicanconf.py"
    return make_editor(content, tmp_path / "output", settings=settings, vendored=tmp_path / "decap", port=8000)


def get(editor, where="", **headers):
    return editor(Request("GET", ADDRESS + where, headers={"host": HOST} | headers))


def post(editor, where, body, **headers):
    return editor(Request("POST", ADDRESS + where, headers={"host": HOST} | headers, body=json.dumps(body).encode()))


def start(editor):
    page = get(editor).content.decode()
    return json.loads(re.search(r'type="application/json">(.*?)</script>', page)[1])


def test_the_page_begins_with_the_configuration_the_token_and_the_sites_style(editor):
    begin = start(editor)
    (collection,) = begin["config"]["collections"]
    category = next(field for field in collection["fields"] if field["name"] == "category")
    assert category["options"] == ["Cải cách hành chính"]
    assert begin["stylesheets"] == ["/assets/site-0a.css"]
    assert len(begin["token"]) >= 32


def test_each_run_has_a_token_of_its_own(editor, tmp_path):
    other = make_editor(tmp_path / "content", tmp_path / "output", settings=tmp_path, vendored=tmp_path, port=8000)
    assert start(editor)["token"] != start(other)["token"]


def test_the_page_lets_nothing_be_asked_of_another_host(editor):
    policy = get(editor).headers["Content-Security-Policy"]
    assert "http" not in policy
    assert "*" not in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize(
    "host", ["evil.example:8000", "127.0.0.1:9000", "127.0.0.1", "", "127.0.0.1:8000.evil.example"]
)
def test_other_names_of_this_machine_are_refused(editor, host):
    token = start(editor)["token"]
    assert get(editor, host=host).status == 403
    assert post(editor, "api", {}, host=host, **{"x-soan-bai": token}).status == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9000", "http://localhost:8000"])
def test_pages_of_other_sites_are_refused(editor, origin):
    assert post(editor, "api", {}, origin=origin, **{"x-soan-bai": start(editor)["token"]}).status == 403


@pytest.mark.parametrize("token", ["", "sai", "ŵ"])
@pytest.mark.parametrize("door", ["api", "xem-thu", "anh", "tai-lieu"])
def test_nothing_is_done_without_the_token(editor, tmp_path, door, token):
    answer = post(editor, door, {"action": "entriesByFolder", "params": {}}, **{"x-soan-bai": token})
    assert answer.status == 403
    assert "tải lại trang" in json.loads(answer.content)["error"]


def test_with_all_three_the_form_is_answered(editor):
    asked = {"action": "getEntry", "params": {"path": "content/tin-tuc/a.md"}}
    answer = post(editor, "api", asked, origin=f"http://{HOST}", **{"x-soan-bai": start(editor)["token"]})
    assert answer.status == 200
    assert json.loads(json.loads(answer.content)["data"])["title"] == "Họp sơ kết"


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b'{"action": 5}', b'{"action":"getEntry","params":[]}'])
def test_nonsense_is_answered_in_a_sentence(editor, body):
    token = start(editor)["token"]
    answer = editor(Request("POST", ADDRESS + "api", headers={"host": HOST, "x-soan-bai": token}, body=body))
    assert answer.status in (400, 422)
    assert json.loads(answer.content)["error"].endswith(".")


@pytest.mark.parametrize(
    "where",
    [
        "tep/../tin-tuc/a.md", "tep/tin-tuc/a.md", "tep/%2e%2e/tin-tuc/a.md", "tep/anh/../../../etc/passwd",
        "decap/../../x", "routes.py", "../routes.py", "khong-co.js", "decap/", "tep/anh/hop.png/x", "tep/anh/khong.png",
        "%00",
    ],
)  # fmt: skip
def test_only_pictures_and_the_editors_own_files_are_given(editor, where):
    assert get(editor, where).status == 404


def test_pictures_are_given_whole_and_small(editor, tmp_path):
    whole, small = get(editor, "tep/anh/hop.png"), get(editor, "tep-nho/anh/hop.png")
    assert whole.content == (tmp_path / "content/anh/hop.png").read_bytes()
    assert (whole.media_type, small.media_type) == ("image/png", "image/jpeg")
    assert small.content.startswith(b"\xff\xd8")
    assert json.loads(get(editor, "kho-anh.json").content) == ["/anh/hop.png"]


def test_the_configuration_cannot_end_its_script(tmp_path):
    names = "- 'Mục </script><script>alert(1)</script>'\n"
    content = write(tmp_path / "content", {"tin-tuc/a.md": article(), "chuyen-muc.yaml": names})
    editor = make_editor(content, tmp_path, settings=tmp_path, vendored=tmp_path, port=8000)
    assert b"alert(1)</script>" not in get(editor).content
    assert "alert(1)" in json.dumps(start(editor))


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "ổ đĩa đã đầy"), (errno.EROFS, "chỉ cho đọc"), (errno.EIO, "báo người quản trị")],
)
def test_a_disk_that_takes_nothing_more_is_told_in_one_sentence(tmp_path, number, words):
    def full(relative, text):
        raise OSError(number, "")

    content = write(tmp_path / "content", {"tin-tuc/a.md": article()})
    backend = Backend(ContentStore(content), full, lambda: NOW)
    editor = Editor(backend, ContentStore(content), tmp_path, dict, list, 8000)
    asked = {"path": "content/tin-tuc/a.md", "data": {"title": "Bài"}}
    answer = post(editor, "xem-thu", asked, **{"x-soan-bai": start(editor)["token"]})
    assert answer.status == 500
    assert words in json.loads(answer.content)["error"]


def test_a_broken_data_file_is_told_in_its_own_sentence(editor, tmp_path):
    token = start(editor)["token"]
    write(tmp_path / "content", {"chuyen-muc.yaml": "- ["})
    asked = {"path": "content/tin-tuc/a.md", "data": {"title": "Bài", "status": "published"}}
    told = (get(editor), post(editor, "xem-thu", asked, **{"x-soan-bai": token}))
    assert [answer.status for answer in told] == [500, 500]
    assert all("tệp dữ liệu chung viết sai" in answer.content.decode() for answer in told)


def test_an_office_configuration_asks_for_approval_and_names_its_server():
    options = {"repository": "van-phong/cong-tin", "server": "https://git.lacgiang.example", "application": "abc"}
    gitlab, gitea = (
        office_config(["Tin"], kind=kind, site="https://lacgiang.example", **options) for kind in ("gitlab", "gitea")
    )
    assert gitlab["publish_mode"] == "editorial_workflow"
    assert gitlab["backend"]["api_root"] == "https://git.lacgiang.example/api/v4"
    assert gitea["backend"]["api_root"] == "https://git.lacgiang.example/api/v1"
    for config in (gitlab, gitea):
        (collection,) = config["collections"]
        assert collection["format"] == "yaml-frontmatter"
        assert collection["fields"][0] == {"name": "id", "label": "Mã", "widget": "hidden"}
        assert "proxy_url" not in config["backend"]


def test_without_a_list_of_categories_one_is_typed():
    (collection,) = local_config(None, site="http://127.0.0.1:8000")["collections"]
    assert next(field for field in collection["fields"] if field["name"] == "category")["widget"] == "string"


@pytest.fixture
def package(tmp_path):
    """Return a package as npm gives one, and its lock."""
    files = write(
        tmp_path / "package",
        {
            "dist/decap-cms.js": "chính", "dist/103.decap-cms.js": "phần", "dist/decap-cms.js.map": "bản đồ",
            "dist/cms.js": "cũ", "package.json": "{}", f"dist/{'0' * 20}.wasm": "w",
        },
    )  # fmt: skip
    with tarfile.open(tmp_path / "goi.tgz", "w:gz") as archive:
        archive.add(files, "package")
        info = tarfile.TarInfo("package/dist/../../ra-ngoai.decap-cms.js")
        archive.addfile(info)
    digest = base64.b64encode(hashlib.sha512((tmp_path / "goi.tgz").read_bytes()).digest()).decode()
    return tmp_path / "goi.tgz", {"name": "decap-cms", "version": "9.9.9", "integrity": f"sha512-{digest}"}


def test_only_what_a_browser_loads_is_taken_from_the_package(package, tmp_path):
    write(tmp_path / "editor", {"cu.js": "của bản cũ"})
    vendor.unpack(*package, tmp_path / "editor")
    assert sorted(path.name for path in (tmp_path / "editor").iterdir()) == [
        f"{'0' * 20}.wasm", "103.decap-cms.js", "decap-cms.js", "version",
    ]  # fmt: skip
    assert not (tmp_path / "ra-ngoai.decap-cms.js").exists()


def test_another_package_than_the_locked_one_is_not_used(package, tmp_path):
    archive, lock = package
    archive.write_bytes(archive.read_bytes() + b"x")
    with pytest.raises(vendor.VendorError, match="không đúng bản đã khóa"):
        vendor.unpack(archive, lock, tmp_path / "editor")
    assert not (tmp_path / "editor").exists()


def test_without_npm_one_line_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(vendor.VendorError, match=r"^Thiếu Node.js.*apt-get install nodejs npm$"):
        vendor.install(tmp_path / "editor")


def test_the_command_ends_with_2_and_that_line_where_node_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr("desk.edit.ROOT", tmp_path)  # where nothing is installed yet
    monkeypatch.setenv("PATH", str(tmp_path))
    write(tmp_path / "content", {"tin-tuc/a.md": article()})
    result = CliRunner().invoke(edit, ["--content", str(tmp_path / "content"), "--output", str(tmp_path / "output")])
    assert result.exit_code == 2
    assert result.stderr == "Thiếu Node.js cho trình soạn bài. Hãy cài: sudo apt-get install nodejs npm\n"


def test_the_lock_names_no_address():
    assert "http" not in vendor.LOCK.read_text("utf-8")
