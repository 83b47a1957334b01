"""Files, folders and streams to articles.

A folder is walked in sorted order; what stands there and is no article is passed over: hidden files, suffixes that are
not read, folders named `gold`, and files named README. A file that is named itself is always read.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ingest.byline import byline
from ingest.dateline import read_date
from ingest.frontmatter import FrontMatter, front_matter
from ingest.language import language
from ingest.readers import LINE_SUFFIXES, SUFFIXES, Taken, reader
from ingest.readers.records import take_lines
from ingest.title import title
from kg.errors import ReadError
from kg.model import LANGS, Article, Lang

STDIN = "-"
FORMATS = "Markdown, text, HTML, PDF, DOCX, PPTX and JSONL"
_DAY_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)")
_PAGE_NAMES = {"index", "readme"}
_LANGS: dict[str, Lang] = {
    "zh-cn": "zh-Hans", "zh-sg": "zh-Hans", "zh-hans-cn": "zh-Hans", "zh-tw": "zh-Hant", "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant", "zh-hant-tw": "zh-Hant", "zh-hant-hk": "zh-Hant", "en-us": "en", "en-gb": "en",
    **{lang.lower(): lang for lang in LANGS},
}  # fmt: skip


def read(paths: Sequence[str], published: date | None = None) -> Iterator[Article | ReadError]:
    """The articles of files and folders in order, one at a time; `-` is JSONL on standard input.

    `published` is the day of those that tell none, neither in their text nor at the start of their file's name. What
    cannot be read is yielded as a ReadError that names it, and so is the second of two articles of one id; the others
    go on. A file that is reached twice is read once.

    >>> [str(found) for found in read(["no/such.md"])]
    ['no/such.md: no such file or folder; check the path']
    """
    files: set[str] = set()
    names: dict[str, str] = {}
    for path in paths:
        for file in _files(path):
            if isinstance(file, ReadError):
                yield file
            elif file == STDIN or (real := os.path.realpath(file)) not in files:
                files.update([] if file == STDIN else [real])
                yield from (_named_once(_dated(found, published), names) for found in _articles(file))


def _dated(found: Article | ReadError, published: date | None) -> Article | ReadError:
    """The article with a day, if it has none of its own."""
    undated = not isinstance(found, ReadError) and found.published is None
    return replace(found, published=published) if undated else found  # type: ignore[type-var]


def _named_once(found: Article | ReadError, names: dict[str, str]) -> Article | ReadError:
    """The article, or an error when another has its id."""
    if isinstance(found, ReadError):
        return found
    place = found.path or STDIN
    if (first := names.setdefault(found.id, place)) is not place:
        remedy = "give one of them another id (`id:` in its front matter)"
        return ReadError(place, f'its id "{found.id}" is that of {first} already', remedy)
    return found


# -- paths to files ----------------------------------------------------------------------------------------------------


def _files(path: str) -> Iterator[str | ReadError]:
    if path == STDIN or os.path.isfile(path):
        yield path
    elif not os.path.lexists(path):
        yield ReadError(path, "no such file or folder", "check the path")
    elif not os.path.isdir(path):
        yield ReadError(path, "no file and no folder, or a link that leads to none", "give a file or a folder")
    else:
        empty = True
        for file in _walk(path):
            empty = empty and isinstance(file, ReadError)
            yield file
        if empty:
            yield ReadError(path, "no article in this folder", f"articles are {', '.join(SUFFIXES)}")


def _walk(folder: str) -> Iterator[str | ReadError]:
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path != folder and not os.path.isdir(path):
            yield path
            continue
        try:
            waiting += [entry.path for entry in _entries(path)]
        except OSError as error:
            yield ReadError(path, f"the folder cannot be opened: {error.strerror}", "check its permissions")


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """Folders and articles in a folder, the first of them last; links are followed to files only."""
    with os.scandir(folder) as found:
        entries = [entry for entry in found if not entry.name.startswith(".")]
    kept = [entry for entry in entries if _is_folder(entry) or (_is_article(entry.name) and os.path.isfile(entry.path))]
    return sorted(kept, key=lambda entry: entry.name, reverse=True)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False) and entry.name != "gold"


def _is_article(name: str) -> bool:
    stem, suffix = os.path.splitext(name.lower())
    return suffix in SUFFIXES and stem != "readme"


# -- files to articles -------------------------------------------------------------------------------------------------


def _articles(path: str) -> Iterator[Article | ReadError]:
    suffix = os.path.splitext(path)[1].lower()
    try:
        if not _is_text(path):
            raise ReadError(_shown(path), "its name is not UTF-8", "rename it")
        if path == STDIN:
            yield from _records(sys.stdin.buffer, path)
        elif suffix in LINE_SUFFIXES:
            with open(path, "rb") as stream:
                yield from _records(stream, path)
        else:
            yield _article(_take(path, suffix), path)
    except ReadError as error:
        yield error
    except OSError as error:
        yield ReadError(path, f"it cannot be opened: {error.strerror}", "check its permissions")


def _is_text(path: str) -> bool:
    return path == path.encode("utf-8", "replace").decode()


def _shown(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode()


def _take(path: str, suffix: str) -> Taken:
    if suffix not in SUFFIXES:
        raise ReadError(path, "its format is not read", f"the formats are {FORMATS}, told by the suffix")
    data = Path(path).read_bytes()
    if not data.strip():
        raise ReadError(path, "the file is empty", "remove it or fill it")
    return reader(suffix)(data, path)


def _records(lines: Iterator[bytes], path: str) -> Iterator[Article | ReadError]:
    for number, taken in take_lines(lines, path):
        try:
            yield taken if isinstance(taken, ReadError) else _article(taken, f"{path}:{number}")
        except ReadError as error:
            yield error


def _article(taken: Taken, path: str) -> Article:
    text = taken.text
    matter = front_matter(text, path)
    if not text[matter.body :].strip():
        raise ReadError(path, "no text in it", "remove it or fill it")
    told = byline(text, matter.body)
    return Article(
        id=taken.id or matter.get("id") or _stem(path),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        lang=_lang(taken.lang or matter.get("lang"), text[matter.body :]),
        title=taken.title or matter.get("title") or title(text, matter.body),
        author=taken.author or matter.get("author") or told.author,
        publisher=taken.publisher or matter.get("publisher") or told.publisher,
        published=_published(taken, matter, path) or told.published or _named_day(path),
        url=taken.url or matter.get("url"),
        path=path,
    )


def _stem(path: str) -> str:
    file = Path(path)
    return file.resolve().parent.name if file.stem.lower() in _PAGE_NAMES else file.stem


def _named_day(path: str) -> date | None:
    """The day with which the name of a file begins, as in 2025-01-31-outlook.md."""
    day = _DAY_NAME.match(Path(path).name)
    try:
        return date.fromisoformat(day[1]) if day else None
    except ValueError:
        return None


def _lang(told: str | None, text: str) -> Lang:
    return _LANGS.get((told or "").lower().replace("_", "-")) or language(text)


def _published(taken: Taken, matter: FrontMatter, path: str) -> date | None:
    fact = matter.facts.get("published")
    words = taken.published or (fact.value if fact else None)
    line = fact.line if fact and not taken.published else None
    if not words:
        return None
    try:
        day = read_date(words)
    except ValueError:
        raise ReadError(path, f"{words} is no day of the calendar", "correct the date", line) from None
    if day is None:
        raise ReadError(path, f'the date "{words}" is not read', "write it like 2025-01-31", line)
    return day
