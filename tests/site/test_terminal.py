"""What stands on a terminal while a build runs."""

import json
import sys

from tests.building import EPOCH, ROOT
from tests.content import article, write
from tests.terminals import on_a_terminal

# A build that is short enough for no bar, however busy the machine is.
_SHORT_BUILD = """
import pelican
from plugins.incremental_build import progress
progress._WORTH_SHOWING_SECONDS = 3600
pelican.main()
"""


def test_a_short_build_on_a_terminal_shows_no_spinner_and_tells_problems_whole(tmp_path, warm_cache):
    write(tmp_path / "content", {"tin-tuc/a.md": article(), "tin-tuc/b.md": article(date="31/02/2024")})
    command = [
        sys.executable, "-c", _SHORT_BUILD, str(tmp_path / "content"), "-s", str(ROOT / "pelicanconf.py"),
        "-o", str(tmp_path / "output"), "--fatal", "warnings", "--log-handler", "plain",
        "-e", f"CACHE_PATH={json.dumps(str(warm_cache))}",
    ]  # fmt: skip
    environment = {"SOURCE_DATE_EPOCH": EPOCH, "TERM": "xterm-256color"}
    told = on_a_terminal(command, cwd=ROOT, env=environment)
    assert "Generating" not in told
    assert "\x1b" not in told
    # One line, however narrow the terminal: it is our own, not one of a box that folds it.
    assert any("content/tin-tuc/b.md:2: " in line and " → " in line for line in told.splitlines())
