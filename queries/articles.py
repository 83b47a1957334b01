"""The articles of a store, without their texts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NoReturn, cast

from pyoxigraph import Literal, NamedNode

from kg import iris
from kg.errors import UsageError
from kg.model import Lang
from kg.store import Store, Term
from queries.likeness import did_you_mean, nearest
from queries.questions import AmbiguousError, question, well_formed

Row = Mapping[str, Term]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands at the head of an article: who published what, when and where."""

    id: str
    title: str | None
    author: str | None
    publisher: str | None
    published: date | None
    lang: Lang
    url: str | None
    path: str | None


def articles(store: Store, ids: Iterable[str] | None = None) -> list[Head]:
    """The heads of the articles `ids`, or of all, by date; one without a date comes last."""
    nodes = None if ids is None else [iris.article(id) for id in ids]
    return [_head(row) for row in store.select(question("articles", article=nodes))]


def _head(row: Row) -> Head:
    return Head(
        id=iris.id_of(cast(NamedNode, row["article"])),
        title=word(row, "title"),
        author=word(row, "author"),
        publisher=word(row, "publisher"),
        published=_day(word(row, "published")),
        lang=cast(Lang, word(row, "lang")),
        url=word(row, "url"),
        path=word(row, "path"),
    )


def named(store: Store, text: str) -> Head:
    """The article whose id, path, file name or title is `text`, or whose id alone starts with it.

    UsageError when there is none or more than one.
    """
    heads, text = articles(store), well_formed(text)
    ways = (
        [head for head in heads if text in {head.id, head.path, head.title} or _lies_at(head, text)],
        [head for head in heads if head.path and head.path.replace("\\", "/").endswith("/" + text)],
        [head for head in heads if head.id.startswith(text)],
    )
    return _only(next(filter(None, ways), []), text, heads)


def exactly_named(heads: Sequence[Head], text: str) -> list[Head]:
    """The one of `heads` whose id is `text`, else those that were read from the file at that path.

    UsageError when there is none.
    """
    text = well_formed(text)
    ways = ([head for head in heads if head.id == text], [head for head in heads if _lies_at(head, text)])
    return next(filter(None, ways), []) or _unnamed(text, heads)


def _only(found: Sequence[Head], text: str, heads: Iterable[Head]) -> Head:
    if len(found) == 1:
        return found[0]
    if not found:
        _unnamed(text, heads)
    raise AmbiguousError(f"{text!r} may be {', '.join(head.id for head in found[:6])}; give more of the id")


def _unnamed(text: str, heads: Iterable[Head]) -> NoReturn:
    called = {name: head.id for head in heads for name in (head.title, head.path, head.id) if name}
    hint = did_you_mean(
        (called[name] for name in nearest(text, called)), "`kg show` without an argument lists those it has"
    )
    raise UsageError(f"the store has no article {text!r}; {hint}")


def _lies_at(head: Head, text: str) -> bool:
    """Whether `text` is a way to write the path of the article, as `./notes/a.md`, or of the file with its record."""
    places = (head.path, file_of(head.path)) if head.path else ()
    return bool(text) and os.path.abspath(text) in map(os.path.abspath, places)


def file_of(place: str) -> str:
    """The file of an article: a record has its line behind it.

    >>> file_of("notes/all.jsonl:7")
    'notes/all.jsonl'
    """
    file, _, line = place.rpartition(":")
    return file if file and line.isdecimal() and not os.path.exists(place) else place


def word(row: Row, name: str) -> str | None:
    """The text of a literal or the IRI in column `name`; None where it is unknown."""
    value = row.get(name)
    return cast(Literal | NamedNode, value).value if value is not None else None


def count(row: Row, name: str) -> int:
    """The whole number in column `name`; 0 where it is unknown."""
    return int(word(row, name) or 0)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
