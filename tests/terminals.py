"""A terminal for programs that tests start."""

from __future__ import annotations

import os
import pty
import subprocess
from collections.abc import Sequence


def on_a_terminal(command: Sequence[str], streams: Sequence[str] = ("stdout", "stderr"), **options: object) -> str:
    """Run *command* with a terminal for its *streams*; return all that was written there. It must end with 0 or 1."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, **dict.fromkeys(streams, theirs), **options)  # type: ignore[call-overload]
    os.close(theirs)
    told = b""
    try:
        while part := os.read(ours, 65536):
            told += part
    except OSError:
        pass  # nobody has the other end any more
    os.close(ours)
    assert process.wait() in (0, 1), told
    return told.decode()
