"""The Whoosh index: what it holds after any edits, crashes and damage."""

import os
import random
import shutil
import subprocess
import sys
from datetime import timedelta

import pytest

from plugins.search.editors.index import HOME, update_index
from plugins.search.editors.search import SearchIndexError, search_expression, suggest
from plugins.search.editors.writer import MOST_SEGMENTS
from portal.article import Attachment, Term
from tests.plugins.searching import Archive
from tests.samples import REFORM, SERVICES, moment

WORDS = ["cải", "cách", "hành", "chính", "thủ tục", "đất", "đai", "trường học", "y tế", "xã", "phường", "người dân"]
QUESTIONS = [
    "cải cách", '"cải cách"', '"hành chính"', "thu*", "KHÔNG cải", "đất HOẶC trường", "tieu-de:xã",
    "ngay:2023-02..2023-03", "chuyen-muc:dich-vu-cong", "nhan:dat-dai", "so:12/QĐ-UBND", "12/QĐ-UBND",
    "người dân VÀ (xã HOẶC phường)",
]  # fmt: skip


@pytest.fixture
def archive():
    made = Archive()
    made.put("a1", "Cải cách hành chính ở xã An Khê.", title="Thủ tục đất đai", published=moment("2023-01-05 08:00"))
    made.put("a2", "Họp theo Quyết định số 422/QĐ-TTg.", title="Hội nghị", published=moment("2023-02-05 08:00"))
    made.put("a3", "Trường học mới.\nCải tiến cách làm.", title="Giáo dục", published=moment("2023-03-05 08:00"))
    return made


def found(folder, expression, **options):
    return [one.identity for one in search_expression(folder, expression, **options).found]


def answers(folder):
    return [search_expression(folder, question, limit=100) for question in QUESTIONS], [
        suggest(folder, word) for word in ("cahc", "hanhh", "duongg", "truog")
    ]


def segments(folder):
    return list((folder / HOME).glob("*.seg"))


def random_text(chance):
    lines = [" ".join(chance.choices(WORDS, k=8)) for _ in range(chance.randrange(1, 5))]
    return "\n".join([*lines, *(["Số 12/QĐ-UBND"] if chance.random() < 0.3 else [])])


def change_at_random(archive, chance):
    """Add, change or remove up to three articles."""
    for _ in range(chance.randrange(1, 4)):
        identity = f"b{chance.randrange(30)}"
        if identity in archive.articles and chance.random() < 0.4:
            archive.remove(identity)
        else:
            archive.put(
                identity,
                random_text(chance),
                title=" ".join(chance.choices(WORDS, k=4)),
                published=moment("2023-01-01 08:00") + timedelta(days=chance.randrange(120)),
                category=chance.choice([REFORM, SERVICES]),
                tags=(Term("chu-de", "Đất đai", "dat-dai"),) if chance.random() < 0.3 else (),
            )


def test_an_article_is_found_by_title_summary_text_tag_document_and_number(tmp_path):
    archive = Archive()
    plan = Attachment("van-ban/a.pdf", "/a.pdf", "Kế hoạch số hóa", "PDF", 1, number="12/KH-UBND", kind="Kế hoạch")
    tags = (Term("chu-de", "Nhãn riêng", "nhan-rieng"),)
    archive.put("a1", "Ở đây.", title="Tên bài", summary="Câu tóm tắt.", tags=tags, attachments=(plan,))
    archive.put("a2", "Bài khác.")
    archive.update(tmp_path)
    for question in ("ten bai", "câu tóm tắt", "ở đây", "nhãn riêng", "số hóa", "12/KH-UBND", "loai:ke-hoach"):
        assert found(tmp_path, question) == ["a1"], question


def test_what_is_found_stands_newest_first_and_all_of_it_is_counted(tmp_path, archive):
    archive.put("a0", "Cải.", published=moment("2023-03-05 08:00"))
    archive.update(tmp_path)
    answer = search_expression(tmp_path, "cải", limit=2)
    assert [one.identity for one in answer.found] == ["a0", "a3"]
    assert answer.total == 3
    assert answer.found[1] == (
        "a3",
        archive.articles["a3"].url,
        "Giáo dục",
        moment("2023-03-05 08:00").timestamp() / 60,
    )


def test_only_what_changed_is_read(tmp_path, archive):
    assert archive.update(tmp_path) == 3
    archive.read.clear()
    assert archive.update(tmp_path) == 0
    archive.put("a2", "Đã sửa.", published=moment("2023-02-05 08:00"))
    archive.remove("a1")
    assert archive.update(tmp_path) == 1
    assert archive.read == ["a2"]
    assert found(tmp_path, "422/QĐ-TTg") == []
    assert found(tmp_path, "đã sửa") == ["a2"]
    assert found(tmp_path, "KHÔNG xyz") == ["a3", "a2"]


def test_nothing_is_loaded_of_whoosh_where_nothing_changed(tmp_path):
    update_index(tmp_path, [], lambda _: [])
    program = (
        "import sys; from pathlib import Path; from plugins.search.editors.index import update_index;"
        "update_index(Path(sys.argv[1]), [], list); print('whoosh' in sys.modules, 'numpy' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True)
    assert run.stdout == "False False\n"


def test_python_warns_of_nothing_that_is_used_of_whoosh(tmp_path):
    program = (
        "import sys; from pathlib import Path; from plugins.search.editors import search;"
        "from tests.plugins.searching import Archive; archive = Archive(); folder = Path(sys.argv[1])\n"
        "for n in range(12): archive.put(f'b{n}', 'Cải cách.'); archive.update(folder)\n"
        "found = search.search_expression(folder, '\"cải cách\" ca*')\n"
        "print(found.total, search.suggest(folder, 'cachh'))"
    )
    # Some warnings come only when a module is compiled: nothing compiled before is used.
    fresh = ["-W", "error", "-X", f"pycache_prefix={tmp_path / 'compiled'}", "-c", program, tmp_path / "state"]
    run = subprocess.run([sys.executable, *fresh], capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == ("12 ['cach']\n", "")


@pytest.mark.parametrize("seed", range(6))
def test_an_index_brought_up_to_date_answers_as_one_made_at_once(tmp_path, seed):
    chance, archive = random.Random(seed), Archive()
    for _ in range(40):
        change_at_random(archive, chance)
        archive.update(tmp_path / "kept")
        assert len(segments(tmp_path / "kept")) <= MOST_SEGMENTS
    archive.update(tmp_path / "clean")
    assert answers(tmp_path / "kept") == answers(tmp_path / "clean")


def test_words_of_a_removed_article_are_not_suggested(tmp_path, archive):
    archive.put("a4", "Bí mật quzvi.")
    archive.update(tmp_path)
    assert suggest(tmp_path, "quzvy") == ["quzvi"]
    archive.remove("a4")
    archive.update(tmp_path)
    assert suggest(tmp_path, "quzvy") == []


def test_small_segments_are_merged_and_the_large_one_stays(tmp_path):
    archive = Archive()
    for number in range(40):
        archive.put(f"b{number}", f"Bài số {number}.")
    archive.update(tmp_path)
    large = segments(tmp_path)[0]
    for number in range(20):
        archive.put(f"c{number}", f"Tin số {number}.")
        archive.update(tmp_path)
        assert len(segments(tmp_path)) <= MOST_SEGMENTS
    assert large in segments(tmp_path)
    assert search_expression(tmp_path, "bài HOẶC tin").total == 60


def test_an_index_of_which_most_changed_is_one_segment_again(tmp_path, archive):
    archive.update(tmp_path)
    for identity in ("a1", "a2"):
        archive.put(identity, "Mới cả.")
    assert archive.update(tmp_path) == 3
    assert len(segments(tmp_path)) == 1
    assert found(tmp_path, "mới cả") == ["a1", "a2"]


def cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def spoil(path):
    """Change a file and leave its size and time."""
    state, data = path.stat(), bytearray(path.read_bytes())
    data[:] = bytes(len(data))
    path.write_bytes(data)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


# Whoosh leaves what it cannot read open, for the interpreter to close.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore:unclosed file:ResourceWarning")
@pytest.mark.parametrize("pattern", ["*.seg", "*.toc", "versions-*.json"])
@pytest.mark.parametrize("harm", [cut, spoil, os.remove], ids=["cut", "spoilt", "removed"])
def test_a_damaged_index_is_made_anew(tmp_path, archive, pattern, harm):
    archive.update(tmp_path)
    for path in (tmp_path / HOME).glob(pattern):
        harm(path)
    with pytest.raises(SearchIndexError, match="desk build"):
        search_expression(tmp_path, "cải")
    archive.put("a3", "Sửa.")
    assert archive.update(tmp_path) == 3
    assert found(tmp_path, "sửa") == ["a3"]


def test_a_folder_of_something_else_becomes_an_index(tmp_path, archive):
    (tmp_path / HOME).mkdir()
    for name in ("_MAIN_3.toc", "_MAIN_99999999999999999999.toc", "versions-3.json", "MAIN_x.seg"):
        (tmp_path / HOME / name).write_text("[1]", encoding="utf-8")
    archive.update(tmp_path)
    assert found(tmp_path, "họp") == ["a2"]
    assert not (tmp_path / HOME / "versions-3.json").exists()


def test_an_index_of_other_code_is_made_anew(tmp_path, archive):
    archive.update(tmp_path)
    kept = next((tmp_path / HOME).glob("versions-*.json"))
    assert '"code":"' in kept.read_text(encoding="utf-8")
    kept.write_text(kept.read_text(encoding="utf-8").replace('"code":"', '"code":"0'), encoding="utf-8")
    archive.read.clear()
    archive.update(tmp_path)
    assert sorted(archive.read) == ["a1", "a2", "a3"]


def test_without_an_index_the_editor_is_told_to_build(tmp_path):
    for ask in (search_expression, suggest):
        with pytest.raises(SearchIndexError, match="desk build"):
            ask(tmp_path, "cải")


def test_a_text_that_cannot_be_read_leaves_the_index_as_it_was(tmp_path, archive):
    archive.update(tmp_path)
    for identities in (["a1"], ["a1", "a2", "a3"]):
        for identity in identities:
            archive.put(identity, "Mới.")
        with pytest.raises(ZeroDivisionError):
            update_index(tmp_path, archive.articles.values(), lambda _: 1 / 0)
        assert found(tmp_path, "cải") == ["a3", "a1"]


def test_who_asks_while_a_build_writes_is_answered(tmp_path, archive):
    archive.update(tmp_path)
    pid = os.fork()
    if pid == 0:
        try:
            for number in range(60):
                archive.put("a3", f"Cải tiến lần {number}.", published=moment("2023-03-05 08:00"))
                archive.update(tmp_path)
            os._exit(0)
        finally:
            os._exit(1)
    asked = 0
    while (ended := os.waitpid(pid, os.WNOHANG)) == (0, 0):
        assert found(tmp_path, "cải") == ["a3", "a1"]
        asked += 1
    assert asked > 10
    assert ended == (pid, 0)


def die_at(step, work):
    """Do *work* in a process that dies just before its file operation number *step*; tell whether it came so far."""
    pid = os.fork()
    if pid == 0:
        left = step

        def count(event, _):
            nonlocal left
            if event in ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir"):
                left -= 1
                if left < 0:
                    os._exit(9)

        sys.addaudithook(count)
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 9


@pytest.mark.parametrize("edit", ["one", "most"])
def test_a_crash_at_any_step_leaves_the_old_index_or_the_new_one(tmp_path, archive, edit):
    archive.update(tmp_path / "old")
    old = found(tmp_path / "old", "cải")
    archive.put("a1", "Không còn gì.")
    if edit == "most":
        archive.put("a2", "Cải thiện.", published=moment("2023-02-05 08:00"))
    archive.update(tmp_path / "new")
    new = found(tmp_path / "new", "cải")
    assert old != new
    step, died = 0, True
    while died:
        folder = tmp_path / f"step-{step}"
        shutil.copytree(tmp_path / "old", folder)
        died = die_at(step, lambda folder=folder: archive.update(folder))
        assert found(folder, "cải") in (old, new), step
        archive.update(folder)
        assert found(folder, "cải") == new, step
        step += 1
    assert step > 10
