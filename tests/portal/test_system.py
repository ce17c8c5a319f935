"""What the system says, in Vietnamese."""

import errno
import os

import pytest

from portal.system import reason_of


@pytest.mark.parametrize(
    "number", [errno.EACCES, errno.ENOSPC, errno.ENOENT, errno.EADDRINUSE, errno.EROFS, errno.EISDIR, errno.ENOTDIR]
)
def test_a_reason_of_the_system_is_told_in_vietnamese(number):
    told = reason_of(OSError(number, os.strerror(number)))

    assert os.strerror(number) not in told
    assert not told.isascii()


def test_a_rare_reason_keeps_its_number_and_no_english():
    assert reason_of(OSError(errno.ENOTRECOVERABLE, "State not recoverable")) == (
        f"lỗi hệ thống số {errno.ENOTRECOVERABLE}"
    )


def test_words_of_our_own_stay():
    assert reason_of(OSError(0, "thư mục là liên kết")) == "thư mục là liên kết"
