"""The preview's server passes on what begins with a feature's prefix, and answers all else as before."""

import http.client
import json
import socket
import struct
import threading
from contextlib import contextmanager
from functools import partial

import pytest

from plugins.incremental_build.server import Builds, Handler, Seen, Server
from portal.web import Answer
from tests.content import write


@contextmanager
def serving(root, routes):
    handler = partial(Handler, builds=Builds(), seen=Seen(), root=root, routes=routes)
    server = Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def ask(port, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers
    finally:
        connection.close()


@pytest.fixture
def asked():
    return []


@pytest.fixture
def port(tmp_path, asked):
    def answer(request):
        asked.append(request)
        return Answer(201, "text/plain; charset=utf-8", b"xong", {"X-Rieng": "1"})

    write(tmp_path, {"index.html": "<html><head></head><body>Trang</body></html>", "404.html": "<p>không có</p>"})
    with serving(tmp_path, {"/rieng/": answer}) as port:
        yield port


@pytest.mark.parametrize(("method", "body"), [("GET", b""), ("POST", "chữ".encode())])
def test_a_route_gets_the_whole_request_and_its_answer_goes_out_as_it_is(port, asked, method, body):
    status, content, headers = ask(port, method, "/rieng/a%20b?x=1", body or None, {"X-Hoi": "2"})
    assert (status, content, headers["X-Rieng"]) == (201, b"xong", "1")
    (request,) = asked
    assert (request.method, request.path, request.query, request.body) == (method, "/rieng/a%20b", "x=1", body)
    assert request.headers["x-hoi"] == "2"
    assert request.headers["host"] == f"127.0.0.1:{port}"


def test_other_pages_are_those_of_the_site(port, asked):
    assert b"Trang" in ask(port, "GET", "/")[1]
    assert ask(port, "GET", "/rieng")[0] == 404
    assert asked == []


@pytest.mark.parametrize("path", [f"/{'a' * 300}", f"/{'a' * 300}/", "/%00", "/a%00/", "/index.html/"])
def test_an_address_that_no_disk_takes_is_no_page(port, path):
    status, content, _ = ask(port, "GET", path)
    assert (status, content) == (404, "<p>không có</p>".encode())


def test_refusals_are_in_vietnamese(port, tmp_path):
    assert "Trang xem thử chỉ mở từ".encode() in ask(port, "GET", "/", headers={"Host": "xa.example"})[1]
    told = ask(port, "POST", "/rieng/", None, {"Content-Length": "99000000"})
    assert json.loads(told[1]) == {"error": "Tệp lớn quá 64 MB. Hãy lưu tệp nhỏ hơn rồi gửi lại."}
    (tmp_path / "404.html").unlink()
    assert "<h1>Không có trang này.</h1>".encode() in ask(port, "GET", "/khong")[1]


def test_nothing_is_sent_to_where_no_route_is(port, asked):
    assert ask(port, "POST", "/", b"x")[0] == 404
    assert asked == []


def test_a_body_beyond_all_photos_is_not_read(port, asked):
    assert ask(port, "POST", "/rieng/", None, {"Content-Length": "99000000"})[0] == 413
    assert ask(port, "POST", "/rieng/", iter([b"x"]), {"Transfer-Encoding": "chunked"})[0] == 411
    assert asked == []


def leave(browser):
    """Break off the connection and wait until the server has seen it."""
    answering = [thread for thread in threading.enumerate() if "process_request" in thread.name]
    assert answering
    browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    browser.close()
    for thread in answering:
        thread.join()


def test_a_browser_that_leaves_in_the_middle_of_an_answer_is_not_told_in_the_terminal(port, tmp_path, capsys):
    write(tmp_path, {"to.bin": b"x" * 20_000_000})  # more than waits in a connection
    with socket.create_connection(("127.0.0.1", port)) as browser:
        browser.sendall(b"GET /to.bin HTTP/1.0\r\n\r\n")
        assert browser.recv(1000)
        leave(browser)
    assert capsys.readouterr().err == ""


def test_an_error_of_a_route_is_told_in_the_terminal(tmp_path, capsys):
    def broken(request):
        raise ValueError("ô hô")

    with serving(tmp_path, {"/rieng/": broken}) as port, socket.create_connection(("127.0.0.1", port)) as browser:
        browser.sendall(b"GET /rieng/ HTTP/1.0\r\n\r\n")
        assert browser.recv(1000) == b""
    assert "ValueError: ô hô" in capsys.readouterr().err
