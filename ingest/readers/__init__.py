"""Readers, one a format: bytes of a file to its text and what it says of itself.

A reader is a module with `take(data: bytes, path: str) -> Taken`; it raises ReadError for what it cannot read, and is
imported when the first file of its format comes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

_MODULES = MappingProxyType(
    {
        ".md": "plain", ".markdown": "plain", ".mdown": "plain", ".txt": "plain", ".text": "plain",
        ".html": "web", ".htm": "web", ".xhtml": "web", ".pdf": "pdf", ".docx": "word", ".pptx": "slides",
    }
)  # fmt: skip
LINE_SUFFIXES = (".jsonl", ".ndjson")
SUFFIXES = (*_MODULES, *LINE_SUFFIXES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The text of one article, and the facts that its format keeps apart from the text, as written there."""

    text: str
    id: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    lang: str | None = None


def reader(suffix: str) -> Callable[[bytes, str], Taken]:
    """The function that takes the text out of files with this suffix; KeyError for one that is not read.

    >>> reader(".md")("# Chips".encode(), "a.md").text
    '# Chips'
    """
    take: Callable[[bytes, str], Taken] = import_module(f"ingest.readers.{_MODULES[suffix]}").take
    return take
