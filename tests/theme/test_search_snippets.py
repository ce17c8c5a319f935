"""What the search page shows of a result: the piece that tells why it was found, and the words that are marked."""

from __future__ import annotations

import json
import subprocess
import unicodedata

import pytest

from tests.components import THEME

RUN = """
import { readFileSync } from "node:fs";
import { spans } from "./analysis.js";
import { snippet } from "./snippet.js";

const { query, ...result } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(snippet(result, spans(query))));
"""
TABLE = "Cơ quan chủ trì: các sở, ban, ngành. "
SUMMARY = (
    "Tám huyện, thị xã, thành phố tranh luận vì sao nhiều hồ sơ gọi là trực tuyến nhưng người dân vẫn phải ra quầy."
)


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """Return a function: (title, piece) that the script makes of a result, what is marked in brackets."""
    folder = tmp_path_factory.mktemp("modules")
    for name in ("analysis.js", "snippet.js"):
        (folder / name).write_bytes((THEME / "scripts/search" / name).read_bytes())
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "run.mjs").write_text(RUN, "utf-8")

    def show(query, title="", summary="", *passages):
        given = json.dumps({"query": query, "title": title, "summary": summary, "passages": passages})
        command = ["node", str(folder / "run.mjs")]
        answer = subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", check=True)
        return tuple(
            "".join(f"[{part[0]}]" if len(part) > 1 else part[0] for part in parts)
            for parts in json.loads(answer.stdout)
        )

    return show


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("cải cách hành chính", "Nửa năm [cải cách hành chính] 2023"),
        ("cai cach hanh chinh", "Nửa năm [cải cách hành chính] 2023"),
        (unicodedata.normalize("NFD", "cải cách hành chính"), "Nửa năm [cải cách hành chính] 2023"),
        ("HÀNH CHÍNH", "Nửa năm cải cách [hành chính] 2023"),
        ("2023 cải cách", "Nửa năm [cải cách] hành chính [2023]"),
        ("nam", "Nửa [năm] cải cách hành chính 2023"),
        ("nắm", "Nửa năm cải cách hành chính 2023"),  # another word, though it was found by it
        ("hanh chính", "Nửa năm cải cách [hành chính] 2023"),
        ("thủ tục", "Nửa năm cải cách hành chính 2023"),
        ("", "Nửa năm cải cách hành chính 2023"),
    ],
)
def test_words_side_by_side_are_marked_as_one(shown, query, title):
    assert shown(query, "Nửa năm cải cách hành chính 2023")[0] == title


def test_a_word_with_its_marks_is_preferred_to_one_with_others(shown):
    assert shown("bàn", "Bản giải pháp", "Bàn giải pháp")[0] == "Bản giải pháp"
    assert shown("bàn", "Ban giai phap, bản in")[0] == "[Ban] giai phap, bản in"
    assert shown("ban hành", "Bản in do Ban Biên tập ban hành")[0] == "Bản in do Ban Biên tập [ban hành]"
    assert shown("ban", "Bản giải pháp", "Bàn giải pháp") == ("[Bản] giải pháp", "[Bàn] giải pháp")


def test_other_places_of_the_tone_mark_and_decomposed_texts_are_marked_too(shown):
    assert shown("hòa giải", "Tổ hoà giải ở xã")[0] == "Tổ [hoà giải] ở xã"
    title = unicodedata.normalize("NFD", "Tổ hòa giải")
    assert shown("hoà giải", title)[0] == unicodedata.normalize("NFD", "Tổ [hòa giải]")


def test_a_number_of_a_document_is_marked_whole(shown):
    assert shown("178/qđ-ubnd", "Quyết định 178/QĐ-UBND: tám thủ tục")[0] == "Quyết định [178/QĐ-UBND]: tám thủ tục"


def test_a_word_of_the_phrase_is_not_marked_where_it_stands_alone(shown):
    summary = "Thủ tướng Phạm Minh Chính điều hành cuộc họp."
    assert shown("hành chính", "Cải cách hành chính", summary) == ("Cải cách [hành chính]", summary)
    assert shown("hành chính", "Một cửa", summary)[1] == "Thủ tướng Phạm Minh [Chính] điều [hành] cuộc họp."


def test_words_do_not_join_over_the_end_of_a_sentence_or_in_another_order(shown):
    assert shown("hành chính", "Thực hành. Chính quyền số")[0] == "Thực [hành]. [Chính] quyền số"
    assert shown("hành chính", "Chính hành")[0] == "[Chính] [hành]"


def test_the_summary_is_shown_unless_another_piece_tells_more(shown):
    assert shown("một cửa", "Một cửa", SUMMARY, TABLE * 8)[1] == SUMMARY
    assert shown("chủ trì", "Một cửa", SUMMARY, "Sở Nội vụ chủ trì.")[1] == "Sở Nội vụ [chủ trì]."
    assert shown("hồ sơ chủ", "Một cửa", SUMMARY, "Sở Nội vụ chủ trì.")[1] == SUMMARY.replace("hồ sơ", "[hồ sơ]")


def test_a_piece_is_cut_between_words_and_begins_with_the_sentence(shown):
    text = "Đoàn kiểm tra làm việc trong ba ngày. " * 6 + "Ở xã Suối Hồng, bộ phận một cửa nhận hồ sơ. " + "Hết " * 60
    piece = shown("bộ phận một cửa", "", text)[1]
    assert piece.startswith("… Ở xã Suối Hồng, [bộ phận một cửa] nhận hồ sơ. Hết Hết")
    assert piece.endswith(" Hết …")
    assert len(piece) <= 160 + 6


def test_a_piece_at_the_end_of_the_text_is_filled_from_before(shown):
    piece = shown("một cửa", "", "Đoàn kiểm tra làm việc trong ba ngày, " * 6 + "ở xã. Nhận tại bộ phận một cửa.")[1]
    assert piece.startswith("… ")
    assert piece.endswith("ở xã. Nhận tại bộ phận [một cửa].")
    assert 145 <= len(piece) <= 160 + 6


def test_a_text_that_the_index_cut_ends_with_one_ellipsis_or_a_whole_sentence(shown):
    sentence = "Bộ phận một cửa của xã nhận hồ sơ từ sáng thứ hai đến hết sáng thứ bảy và trả kết quả ngay trong ngày."
    assert shown("cửa", "", "", f"{sentence} Từ ngày...")[1] == sentence.replace("cửa", "[cửa]")
    assert shown("cửa", "", "", "Một cửa ở Sở Nội...")[1] == "Một [cửa] ở Sở Nội …"
    assert shown("ngày", "", "", f"{sentence} Từ ngày...")[1].endswith("Từ [ngày] …")


def test_where_the_title_has_every_word_the_summary_is_shown_from_its_beginning(shown):
    text = SUMMARY + " Một cửa, một cửa liên thông. " + SUMMARY
    assert shown("một cửa", "Một cửa ở xã", text)[1].startswith("Tám huyện")
    assert "[một cửa]" in shown("một cửa", "Ở xã", text)[1].lower()


def test_without_any_word_found_the_text_is_shown_from_its_beginning(shown):
    piece = shown("qwrtzp", "", SUMMARY * 3)[1]
    assert piece == SUMMARY


def test_an_empty_text_and_one_endless_word_do_no_harm(shown):
    assert shown("một cửa", "", "") == ("", "")
    assert shown("một cửa", "a" * 500, "a" * 500, "b" * 500)[1] == "a" * 500
