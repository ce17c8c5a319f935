"""What the system says, in Vietnamese."""

import errno
import os
import signal

import pytest

from portal.system import reason_of, undisturbed


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


@pytest.mark.parametrize("depth", [1, 2])
def test_ctrl_c_in_a_block_that_is_not_to_be_disturbed_comes_at_its_end(depth):
    done = []

    def work(depth):
        with undisturbed():
            if depth > 1:
                work(depth - 1)
            signal.raise_signal(signal.SIGINT)
            done.append(depth)

    with pytest.raises(KeyboardInterrupt):
        work(depth)
    assert done[-1] == depth
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_is_ignored_stays_ignored_in_such_a_block():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with undisturbed():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
            signal.raise_signal(signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)
