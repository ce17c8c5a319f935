"""What a feature needs to answer a browser: a request and an answer as plain values. No server, no framework."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Request:
    """What a browser asks.

    Attributes:
        method: "GET" or "POST".
        path: the address without the query, as sent (percent-encoded).
        query: what follows the question mark, or "".
        headers: by lower-case name.
        body: empty for GET.
    """

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True)
class Answer:
    """What is sent back: the status, the media type with its charset, more headers, the bytes."""

    status: int
    media_type: str
    content: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


# Answers all requests whose path begins with what it is registered for.
Route = Callable[[Request], Answer]
