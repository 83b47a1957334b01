"""Markdown and plain text: the decoded file itself."""

from __future__ import annotations

from ingest.decoding import decode
from ingest.readers import Taken


def take(data: bytes, path: str) -> Taken:
    """The file as decoded: line ends kept as they are, a byte order mark at its head dropped.

    >>> take(b"\\xef\\xbb\\xbfA\\r\\nB", "a.txt").text
    'A\\r\\nB'
    """
    return Taken(text=decode(data, path))
