"""Claims of several articles that say the same, and which of these depend on one another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.rdf_analysis import Corroboration, Voice
from kg.rdf_read import article_from
from kg.script import fold
from kg.store import Store
from queries.comparison.pairing import Topic
from queries.comparison.stance import Stance
from queries.comparison.table import Sets, Table
from queries.comparison.verdict import CHEAPEST, TESTS
from queries.restatements import TOLD, numbers_agree
from queries.shingles import REPOSTED, RESTATED, Shingles, of_sentence, of_text, share

_BETWEEN = re.compile(r"[,，、;；&/]| and |\bby\b")
"""What stands between two authors."""


def agrees(one: Stance, other: Stance) -> bool:
    """Whether both say the same: any row of the table for agreement fits.

    What the one tells as a fact the other does not only foretell; of two bounds the ends agree, not what lies beyond.
    """
    if (one.claim.kind in TOLD) != (other.claim.kind in TOLD):
        return False
    if not any(_fits(row, one, other) for row in Table.load().agreements):
        return False
    numbers = one.values and other.values
    return not numbers or numbers_agree(*([value.quantity for value in each.values] for each in (one, other)))


def _fits(row: Sets, one: Stance, other: Stance) -> bool:
    """Whether every test comes out as the row asks, the cheapest first."""
    asked = (test for test in dict.fromkeys((*CHEAPEST, *row)) if test in row)
    return all(TESTS[test](one, other)[0] in row[test] for test in asked)


def corroborations(stances: Iterable[Stance], ties: Ties) -> list[Corroboration]:
    """The claims that say the same as one of another article, with who depends on whom.

    `stances` are in the order in which they were said; each joins the first group with all of which it agrees.
    """
    by_topic: dict[Topic, list[Stance]] = defaultdict(list)
    for stance in stances:
        if stance.subject and stance.claim.metric:
            by_topic[stance.subject, stance.claim.metric].append(stance)
    return [
        Corroboration(subject=topic[0], metric=topic[1] or "", voices=tuple(_voices(group, ties)))
        for topic, said in by_topic.items()
        for group in _groups(said)
        if len({stance.claim.span.article for stance in group}) > 1
    ]


def _groups(said: Iterable[Stance]) -> list[list[Stance]]:
    groups: list[list[Stance]] = []
    for stance in said:
        group = next((one for one in groups if all(agrees(other, stance) for other in one)), None)
        if group is None:
            groups.append([stance])
        else:
            group.append(stance)
    return groups


def _voices(group: Sequence[Stance], ties: Ties) -> Iterator[Voice]:
    """Each depends on the first before it to which it is tied."""
    for nth, stance in enumerate(group):
        tied = ((other, found) for other in group[:nth] if (found := ties(other, stance)))
        other, found = next(tied, (None, ()))
        yield Voice(
            claim=stance.claim.id,
            article=stance.claim.span.article,
            depends_on=other.claim.id if other else None,
            ties=found,
        )


@dataclass(frozen=True, kw_only=True)
class Ties:
    """What makes two voices one: `text` gives the text of an article, by its id."""

    text: Callable[[str], str]
    _shingles: dict[str, Shingles] = field(default_factory=dict)

    @staticmethod
    def of(store: Store) -> Ties:
        """With the texts of a store."""
        return Ties(text=lambda article: article_from(store, article).text)

    def __call__(self, one: Stance, other: Stance) -> tuple[str, ...]:
        """The names of all ties between two claims; () where both are independent."""
        if one.claim.span.article == other.claim.span.article:
            return ("article",)
        return tuple(name for name, tied in _TIES.items() if tied(one, other)) + self._of_text(one, other)

    def _of_text(self, one: Stance, other: Stance) -> tuple[str, ...]:
        texts = [self._read(stance.claim.span.article) for stance in (one, other)]
        return ("text",) if share(*texts) >= REPOSTED else ()

    def _read(self, article: str) -> Shingles:
        if article not in self._shingles:
            self._shingles[article] = of_text(self.text(article))
        return self._shingles[article]


def _one_speaker(one: Stance, other: Stance) -> bool:
    """Whether both report the same speaker."""
    return bool(one.claim.speaker) and not one.hearsay and bool(_spoken(one) & _spoken(other))


def _quoted(one: Stance, other: Stance) -> bool:
    """Whether the one reports what the other's author or publisher says."""
    return bool(_spoken(one) & _writers(other) or _spoken(other) & _writers(one))


def _spoken(stance: Stance) -> frozenset[str]:
    """All names of the speaker that is reported."""
    speaker = stance.claim.speaker
    if not speaker:
        return frozenset()
    known = stance.knowledge.entities.get(speaker)
    return frozenset(map(fold, (speaker, *(label.text for label in known.labels)))) if known else _people(speaker)


def _writers(stance: Stance) -> frozenset[str]:
    return _people(stance.found.head.author) | _people(stance.found.head.publisher)


def _one_author(one: Stance, other: Stance) -> bool:
    return bool(_people(one.found.head.author) & _people(other.found.head.author))


def _one_publisher(one: Stance, other: Stance) -> bool:
    return bool(_people(one.found.head.publisher) & _people(other.found.head.publisher))


def _people(told: str | None) -> frozenset[str]:
    """Each of those whom a line of authors names."""
    return frozenset(filter(None, (fold(name) for name in _BETWEEN.split(told or ""))))


def _one_wording(one: Stance, other: Stance) -> bool:
    """Whether the one's sentence is, for the most part, the other's."""
    return share(*(of_sentence(stance.claim.span.quote) for stance in (one, other))) >= RESTATED


_TIES: Mapping[str, Callable[[Stance, Stance], bool]] = {
    "speaker": _one_speaker,
    "quoted": _quoted,
    "author": _one_author,
    "publisher": _one_publisher,
    "wording": _one_wording,
}
"""Ties of two claims of different articles, by their names."""
