"""What the system says and how it is spoken to: its reasons in Vietnamese, its streams in UTF-8, Ctrl-C in its time."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_REASONS: dict[int | None, str] = {
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "đĩa chỉ đọc",
    errno.ENOSPC: "đĩa đầy",
    errno.EDQUOT: "hết phần đĩa được cấp",
    errno.EFBIG: "tệp lớn quá mức cho phép",
    errno.EIO: "đĩa hỏng",
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.ENOTDIR: "một phần đường dẫn không phải thư mục",
    errno.EISDIR: "đây là thư mục",
    errno.EEXIST: "đã có tệp cùng tên",
    errno.ENOTEMPTY: "thư mục không trống",
    errno.ELOOP: "liên kết thành vòng",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.EINVAL: "hệ thống không nhận tên này",
    errno.EBUSY: "đang có chương trình khác dùng",
    errno.ETXTBSY: "đang có chương trình khác dùng",
    errno.EMFILE: "mở quá nhiều tệp cùng lúc",
    errno.EPIPE: "nơi nhận đã đóng",
    errno.EADDRINUSE: "đang có chương trình khác dùng",
    errno.EADDRNOTAVAIL: "máy này không có địa chỉ đó",
}

# Ctrl-C, an order to end, and the end of a terminal.
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def reason_of(error: Exception) -> str:
    """Return in Vietnamese why the system refused; words of our own (number 0) as they are."""
    number = getattr(error, "errno", None)
    if number in _REASONS:
        return _REASONS[number]
    if isinstance(error, RuntimeError):  # what pathlib makes of links in a ring
        return _REASONS[errno.ELOOP]
    own = getattr(error, "strerror", None) if number == 0 else None
    return own or (f"lỗi hệ thống số {number}" if number else type(error).__name__)


def speak_utf8() -> None:
    """Let standard output and error take every character: the code pages of older systems lack Vietnamese ones."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def finish_output() -> str:
    """Write out what standard output still holds; return "", or a line that tells why it cannot be written."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        return lost_output(error)
    return ""


def lost_output(error: OSError) -> str:
    """Return the line that tells of *error*, and throw away what is still to be written: Python would try again.

    Nothing is to be told where whoever reads has closed, having seen enough.
    """
    with suppress(OSError, ValueError, AttributeError):  # an output without a descriptor
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return ""
    return f"Không in được kết quả ({reason_of(error)}) → xem lại nơi nhận kết quả."


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold back Ctrl-C and its like to the end of the block, as while a process is started that is to be ended by them.

    For the main thread. What is ignored, as under nohup, stays so.
    """
    came: list[int] = []
    held = {number: handler for number in STOPS if (handler := signal.getsignal(number)) not in (signal.SIG_IGN, None)}
    for number in held:
        signal.signal(number, lambda number, _: came.append(number))
    try:
        yield
    finally:
        for number, handler in held.items():
            signal.signal(number, handler)
        for late in came:
            signal.raise_signal(late)
