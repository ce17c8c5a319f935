"""A real nginx, set as docs/cai-dat.md says: it puts fragments into pages (ssi on) and knows former addresses."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from http.client import HTTPConnection
from pathlib import Path
from types import TracebackType
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

from tests.previewing import free_port

_CONFIG = """
daemon off;
master_process off;
pid {home}/nginx.pid;
error_log {home}/error.log warn;
events {{}}
http {{
  access_log off;
  client_body_temp_path {home}/body;
  proxy_temp_path {home}/proxy;
  fastcgi_temp_path {home}/fastcgi;
  uwsgi_temp_path {home}/uwsgi;
  scgi_temp_path {home}/scgi;
  map_hash_bucket_size 512;
  map_hash_max_size 65536;
  map $uri $redirect_to {{
    default "";
    include {redirects};
  }}
  types {{ text/html html; text/css css; text/javascript js; application/xml xml; }}
  server {{
    listen 127.0.0.1:{port};
    root {root};
    index index.html;
    error_page 404 /404.html;
    ssi {ssi};
    location = /_chuyen-huong.map {{ return 404; }}
    if ($redirect_to) {{ return 301 $redirect_to; }}
  }}
}}
"""


class Nginx:
    """Serves *root* on a free port of 127.0.0.1 while the ``with`` block runs; keeps its files in *home*."""

    def __init__(self, root: Path, home: Path, *, ssi: bool = True) -> None:
        program = shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"]))
        assert program, "nginx is missing: tests/install-system-packages installs it"
        self._port = free_port()
        home.mkdir()
        self._log = home / "error.log"
        config = home / "nginx.conf"
        # An include with a sign of many files may find none.
        redirects = root / "_chuyen-huong.map*"
        values = {"home": home, "port": self._port, "root": root, "redirects": redirects, "ssi": "on" if ssi else "off"}
        # Run by root, its workers would else be somebody who may not read the folders of tests.
        user = "user root;" if os.geteuid() == 0 else ""
        config.write_text(user + _CONFIG.format(**values), "utf-8")
        self._command = [program, "-p", str(home), "-c", str(config), "-e", str(self._log)]

    def __enter__(self) -> Nginx:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 60
        while time.monotonic() < end and self._process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self._port), 1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return self
        self.__exit__(None, None, None)
        raise AssertionError(self._log.read_text("utf-8"))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(30)

    def get(self, path: str) -> bytes:
        """Return the body that is answered at *path*, whatever the status."""
        try:
            with urlopen(f"http://127.0.0.1:{self._port}{quote(path)}", timeout=60) as answer:
                return bytes(answer.read())
        except HTTPError as error:
            return error.read()

    def moved(self, path: str) -> str | None:
        """Return where a request for *path* (percent-encoded) is sent, as a path; None when it is answered."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
        connection.request("GET", path)
        answer = connection.getresponse()
        connection.close()
        return urlsplit(answer.headers["Location"]).path if answer.status == 301 else None

    @property
    def errors(self) -> str:
        """What nginx complained of."""
        return self._log.read_text("utf-8") if self._log.exists() else ""
