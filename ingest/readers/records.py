"""JSONL: one article a line, `{"id": ..., "text": ...}` with title, author, publisher, date, url, lang if known."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from ingest.decoding import whole
from ingest.frontmatter import FIELDS
from ingest.readers import Taken
from kg.errors import ReadError

SHAPE = 'write {"id": "...", "text": "..."}, one a line'
_HALF = re.compile("[\ud800-\udfff]")


def take_lines(lines: Iterable[bytes], path: str) -> Iterator[tuple[int, Taken | ReadError]]:
    """The records of a stream with their lines, counted from 1; a line that cannot be read is a ReadError.

    A stream without any record is a ReadError, too.

    >>> [taken.text for _, taken in take_lines([b'{"id": "a", "text": "AI"}', b"", b'{"id": 2, "text": "GPU"}'], "-")]
    ['AI', 'GPU']
    """
    number = 0
    for number, line in _filled(lines):
        try:
            yield number, _record(line.removeprefix(codecs.BOM_UTF8), path, number)
        except ReadError as error:
            yield number, error
    if not number:
        yield 0, ReadError(path, "no article in it", SHAPE)


def _filled(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def _record(line: bytes, path: str, number: int) -> Taken:
    try:
        record = json.loads(line.decode("utf-8").rstrip())
    except UnicodeDecodeError as error:
        raise ReadError(path, f"not UTF-8 at byte {error.start} of the line", "save it as UTF-8", number) from None
    except json.JSONDecodeError as error:
        raise ReadError(path, f"not JSON: {error.msg} at column {error.colno}", SHAPE, number) from None
    except (ValueError, RecursionError) as error:
        raise ReadError(path, f"not JSON that is read: {error}", SHAPE, number) from None
    if not isinstance(record, dict):
        raise ReadError(path, "not a JSON object", SHAPE, number)
    facts = {
        name: _words(record, key, path, number) for key, name in reversed(FIELDS.items()) if record.get(key) is not None
    }
    return Taken(**facts, text=_text(record, path, number))


def _text(record: dict[str, Any], path: str, number: int) -> str:
    text = record.get("text")
    if record.get("id") is None or not _words(record, "id", path, number).strip():
        raise ReadError(path, 'no "id"', SHAPE, number)
    if not isinstance(text, str) or not text.strip():
        raise ReadError(path, 'no "text"', SHAPE, number)
    if _HALF.search(text):
        raise ReadError(path, 'half of a surrogate pair in "text"', "write the text as UTF-8 without escapes", number)
    return text


def _words(record: dict[str, Any], key: str, path: str, number: int) -> str:
    value = record[key]
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = ", ".join(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ReadError(path, f'"{key}" is not a string', SHAPE, number)
    return whole(str(value))
