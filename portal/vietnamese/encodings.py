"""Vietnamese text in other encodings than UTF-8: recognised by what it says once read, never by guessing alone.

What old files and old fonts left behind: Windows-1258, TCVN3 (the fonts ".VnTime …"), VNI, UTF-16, and UTF-8 that was
read as Windows-1252 ("mojibake"). A reading counts only when nearly all of its marked words are Vietnamese syllables.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple

from portal.vietnamese.syllables import is_syllable
from portal.vietnamese.text import nfc

# TCVN3 by byte, from Vietnam's standard TCVN 5712:1993, VN3; its upper case has no tones (fonts of capitals do that).
_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
# VNI: a letter and the sign after it; "ô", "ö", "ñ", "î" and those of i stand for one letter each.
_HAT = {"â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301", "å": "\u0302\u0309", "ã": "\u0302\u0303",
        "ä": "\u0302\u0323"}  # fmt: skip
_BREVE = {"ê": "\u0306", "è": "\u0306\u0300", "é": "\u0306\u0301", "ú": "\u0306\u0309", "ü": "\u0306\u0303",
          "ë": "\u0306\u0323"}  # fmt: skip
_TONE = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_SIGNS = {"a": _HAT | _BREVE | _TONE, "e": _HAT | _TONE, "o": _HAT | _TONE}
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị"}
_VNI = re.compile("[aeo][âàáåãä]|a[êèéúüë]|[aeouyôö][øùûõï]|[ôöñîìíæóò]", re.IGNORECASE)

_WORD = re.compile(r"[^\W\d_]+")
_MARKED = re.compile(r"[^\x00-\x7f]")
# Letters that no Vietnamese word has, and pairs that only a wrong reading makes: without one of these nothing is looked
# at further.
_RARE = re.compile(r"[µ¸¶¹¨¾¼½Æ®ÎÏÑªÖ×ØÜÞßäåæçëîïñûüþ¬øöº»ÃÄ]")  # ten times as fast, and nearly always enough
_STRANGE = re.compile(r"[µ¸¶¹¨¾¼½Æ®ÎÏÑªÖ×ØÜÞßäåæçëîïñûüþ¬øö]|á[º»]|Ã[\x80-ÿ€-™]|Ä[\x80-ÿ€-™]")
# Text that is read rightly has more than 95 % (names, foreign words and slips are the rest), a wrong reading next to
# none; a few words prove nothing.
_NO_MORE_LATIN = "\u1f00"  # the first character after those of Vietnamese
_CERTAIN, _FEWEST = 0.9, 3


class Reading(NamedTuple):
    """A text and the encoding that it turned out to be in."""

    text: str
    encoding: str


def decode_foreign(data: bytes) -> Reading | None:
    """Return *data*, which is not UTF-8, as NFC text where another encoding makes Vietnamese of it; else None."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # its mark says so, however few its words
        with suppress(UnicodeError):
            text = nfc(data.decode("utf-16"))
            latin = sum(character < _NO_MORE_LATIN for character in text)
            return Reading(text, "UTF-16") if text and latin >= len(text) * _CERTAIN else None
        return None
    readings = []
    for encoding, decode in _byte_encodings(data):
        with suppress(UnicodeError):
            text = nfc(decode(data))
            if "\0" not in text and len(_marked_words(text)) >= _FEWEST:
                readings.append((_share(text), Reading(text, encoding)))
    share, reading = max(readings, key=lambda found: found[0], default=(0.0, None))
    return reading if share >= _CERTAIN else None


def mend_foreign(text: str) -> Reading | None:
    """Return *text* with the lines that were read in a wrong encoding put right; None when it is well as it is.

    Often only what was pasted is wrong: each line is mended by itself, all of them from one encoding.
    """
    if not _RARE.search(text) or not _STRANGE.search(text):
        return None
    lines = text.split("\n")
    best: tuple[int, Reading] | None = None
    for encoding, mend, margin in _MENDS:
        mended = [_mended(line, mend, margin) for line in lines]
        words = sum(len(_marked_words(new)) for new, old in zip(mended, lines, strict=True) if new != old)
        if words >= _FEWEST and (best is None or words > best[0]):
            best = words, Reading("\n".join(mended), encoding)
    return best[1] if best else None


def _mended(line: str, mend: Callable[[str], str], margin: float) -> str:
    """Return *line* as *mend* makes it where that is Vietnamese, and by *margin* more so than *line*."""
    if line.isascii():
        return line
    try:
        mended = nfc(mend(line))
    except UnicodeError:
        return line
    return mended if _share(mended) >= max(_CERTAIN, _share(line) + margin) else line


def _byte_encodings(data: bytes) -> Iterator[tuple[str, Callable[[bytes], str]]]:
    if data[1:200:2].count(0) > data[0:200:2].count(0):
        yield "UTF-16", lambda data: data.decode("utf-16-le")
    elif 0 in data[:200]:
        yield "UTF-16", lambda data: data.decode("utf-16-be")
    yield "Windows-1258", lambda data: data.decode("cp1258")
    yield "TCVN3", lambda data: _tcvn3(data.decode("latin-1"))
    yield "VNI", lambda data: _vni(data.decode("cp1252"))


def _marked_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if _MARKED.search(word)]


def _share(text: str) -> float:
    """Return how much of the words with a letter beyond ASCII are Vietnamese syllables, from 0 to 1."""
    words = _marked_words(text)
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def _mojibake(text: str) -> str:
    # Windows-1252 leaves five bytes without a character; programs write those as the controls of Latin-1.
    data = b"".join(_as_byte(character) for character in text)
    return data.decode("utf-8")


def _as_byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _tcvn3(text: str) -> str:
    return "".join(_TCVN3.get(character, character) for character in text)


def _vni(text: str) -> str:
    return _VNI.sub(_vni_letter, text)


def _vni_letter(match: re.Match[str]) -> str:
    written = match[0].lower()
    first, sign = written[0], written[1:]
    letter = _VNI_LETTERS.get(first, first) + (_VNI_SIGNS.get(first, _TONE)[sign] if sign else "")
    return nfc(letter.upper() if match[0][0].isupper() else letter)


# How a wrong reading is undone, and by how much the result must be better: that a line is UTF-8 twice is proof enough.
_MENDS = (("UTF-8 bị đọc nhầm", _mojibake, 0.0), ("TCVN3", _tcvn3, 0.3), ("VNI", _vni, 0.3))
