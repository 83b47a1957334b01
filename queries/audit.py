"""The arithmetic of the articles, done again: which sums close, which do not, and what they leave unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from pyoxigraph import NamedNode

from kg import iris
from kg.errors import UsageError
from kg.model import Claim, Computation, Verdict
from kg.rdf_many import claims_from
from kg.rdf_read import Sheet, lookup
from kg.store import Store
from queries.articles import Head, articles, named
from queries.questions import question

VERDICTS: tuple[Verdict, ...] = ("impossible", "inconsistent", "needs_input", "consistent")
"""The gravest first."""
PROBLEMS: frozenset[Verdict] = frozenset({"impossible", "inconsistent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """A sum with the claims whose numbers it uses, the one that states the result last, and the head of its article."""

    computation: Computation
    claims: tuple[Claim, ...]
    head: Head

    @property
    def is_problem(self) -> bool:
        """Whether the text tells what cannot be."""
        return self.computation.verdict in PROBLEMS


def audit(store: Store, *, article: str | None = None, verdict: str | None = None) -> list[Audited]:
    """The sums of the store, or of `article`, of one `verdict` or all: problems first, then by date and text.

    UsageError for an article that is not there and a verdict that is none.

    >>> with Store.memory() as store:
    ...     audit(store, verdict="inconsistent")
    []
    """
    if verdict is not None and verdict not in VERDICTS:
        raise UsageError(f"{verdict!r} is no verdict; there are {', '.join(VERDICTS)}")
    heads = [named(store, article)] if article is not None else articles(store)
    found = (one for head in heads for one in of_article(store, head))
    wanted = (one for one in found if verdict in {None, one.computation.verdict})
    return sorted(wanted, key=lambda one: VERDICTS.index(one.computation.verdict))


def computations(store: Store, article: str) -> list[Computation]:
    """The sums of an article, by its id, in the order in which they were found."""
    sheet = Sheet(article, lookup(store, article))
    rows = store.select(question("sums", article=[iris.article(article)]))
    return [sheet.computation(cast(NamedNode, row["node"])) for row in rows]


def of_article(store: Store, head: Head) -> Iterator[Audited]:
    """The sums of one article, in the order in which they were found."""
    sums = computations(store, head.id)
    said = claims_from(store, dict.fromkeys(id for one in sums for id in one.claims))
    for one in sums:
        yield Audited(computation=one, claims=tuple(said[id] for id in one.claims if id in said), head=head)
