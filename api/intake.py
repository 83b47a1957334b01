"""Articles into the store, one after the other; each is there as a whole or not at all."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

from kg.errors import Problem, ReadError
from kg.model import Article, Extraction
from kg.rdf import article_from, holds, put
from kg.store import Store
from queries.articles import Head, articles, file_of

Status = Literal["new", "changed", "unchanged", "failed"]


class Reads(Protocol):
    """What reads an article."""

    def extract(self, article: Article) -> Extraction:
        """All that the article says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one article, whose `id` is known unless it cannot be read; `problem` when it failed.

    `undated` tells that nobody said when it was published.
    """

    status: Status
    name: str
    id: str | None = None
    problem: Problem | None = None
    undated: bool = False


@dataclass(slots=True)
class Tally:
    """Outcomes of a run, counted, and where it has been."""

    counts: Counter[Status] = field(default_factory=Counter)
    ids: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)
    undated: list[str] = field(default_factory=list)

    def __call__(self, outcome: Outcome) -> None:
        """Count one."""
        self.counts[outcome.status] += 1
        self.ids.update([outcome.id] if outcome.id is not None else [])
        self.undated += [outcome.name] if outcome.undated else []
        (self.failed if outcome.problem else self.files).add(os.path.abspath(file_of(outcome.name)))

    @property
    def articles(self) -> int:
        """How many articles or files were looked at."""
        return self.counts.total()


def gone(store: Store, tally: Tally, paths: Iterable[str]) -> list[Head]:
    """Articles of the store that were read from `paths` and were not found there in the run of `tally`.

    Their file is no longer there, or holds another article now. What lies in a file that cannot be read is not gone.
    """
    roots = [os.path.abspath(path) for path in paths]
    return [head for head in articles(store) if head.id not in tally.ids and head.path and _is_gone(head, tally, roots)]


def _is_gone(head: Head, tally: Tally, roots: Iterable[str]) -> bool:
    file = file_of(head.path or "")
    place = os.path.abspath(file)
    looked_for = any(place == root or place.startswith(os.path.join(root, "")) for root in roots)
    return looked_for and place not in tally.failed and (place in tally.files or not os.path.lexists(file))


def take_in(store: Store, reader: Reads, fingerprint: str, found: Iterable[Article | ReadError]) -> Iterator[Outcome]:
    """Read what is new or changed into the store; an outcome each, as soon as it is on the disk.

    An article that the store has word for word, read by the same version of code and data, is passed over.
    """
    for one in found:
        if isinstance(one, ReadError):
            yield Outcome(status="failed", name=one.problem.file, problem=one.problem)
        else:
            yield _take(store, reader, fingerprint, one)


def _take(store: Store, reader: Reads, fingerprint: str, article: Article) -> Outcome:
    name = article.path or article.id
    article = _dated(store, article)
    status = status_of(store, article, fingerprint)
    undated = article.published is None
    if status == "unchanged":
        return Outcome(status=status, name=name, id=article.id, undated=undated)
    problem = _clash(store, article) if status == "changed" else None
    if problem is None:
        try:
            put(store, reader.extract(article), fingerprint)
        except ValueError as error:
            problem = Problem(file=name, text=str(error), remedy="mend the text and ingest it again")
    end: Status = "failed" if problem else status
    return Outcome(status=end, name=name, id=article.id, problem=problem, undated=undated and not problem)


def _dated(store: Store, article: Article) -> Article:
    """The article; a day that its reader once gave stays as long as its text does."""
    if article.published is not None or store.fingerprint_of(article.id) is None:
        return article
    stored = article_from(store, article.id)
    return replace(article, published=stored.published) if stored.sha256 == article.sha256 else article


def status_of(store: Store, article: Article, fingerprint: str) -> Status:
    """What the store knows of an article: nothing, another version of it, or exactly this one."""
    if store.fingerprint_of(article.id) is None:
        return "new"
    return "unchanged" if holds(store, article, fingerprint) else "changed"


def _clash(store: Store, article: Article) -> Problem | None:
    """A problem when the id is already that of another file, which is still there."""
    stored = article_from(store, article.id)
    if stored.sha256 == article.sha256 or not _two_files(stored.path, article.path):
        return None
    text = f'its id "{article.id}" is that of {stored.path} in the store'
    remedy = "give one of them another id (`id:` in its front matter)"
    return Problem(file=article.path or article.id, text=text, remedy=remedy)


def _two_files(left: str | None, right: str | None) -> bool:
    if left is None or right is None:
        return False
    left, right = file_of(left), file_of(right)
    return os.path.exists(left) and os.path.exists(right) and not os.path.samefile(left, right)
