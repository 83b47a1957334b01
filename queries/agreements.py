"""Who says the same: claims of several articles that agree, and which of their sources are not independent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.gazetteer import Knowledge
from kg.rdf_analysis import Corroboration, corroborations
from kg.store import Store
from queries import corroboration
from queries.analysis import is_current
from queries.collisions import found, stances
from queries.contradictions import about
from queries.corroboration import Ties
from queries.listing import Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One voice: its claim and, where it depends on one before it, that claim's id and what ties the two."""

    found: Found
    depends_on: str | None
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Claims of several articles that say the same; `independent` of them depend on none before them."""

    voices: tuple[Spoken, ...]
    independent: int


def agreements(
    store: Store, knowledge: Knowledge, *, entity: str | None = None, article: str | None = None
) -> list[Agreement]:
    """What several articles say alike: the most independent voices first, then the most voices, then the earliest.

    About `entity` or a part of it, with a voice of `article`; None asks nothing.
    UsageError for a name that nothing has.

    >>> with Store.memory() as store:
    ...     agreements(store, Knowledge.load())
    []
    """
    fits = about(store, knowledge, entity, article)
    kept = corroborations(store) if is_current(store, knowledge) else _worked_out(store, knowledge)
    said = {one.claim.id: one for one in found(store, (voice.claim for one in kept for voice in one.voices))}
    listed = (_agreement(one, said) for one in kept)
    wanted = (one for one in listed if fits is None or any(fits(voice.found) for voice in one.voices))
    return sorted(wanted, key=_order)


def _worked_out(store: Store, knowledge: Knowledge) -> list[Corroboration]:
    return corroboration.corroborations(stances(store, knowledge), Ties.of(store))


def _agreement(one: Corroboration, said: dict[str, Found]) -> Agreement:
    voices = (Spoken(found=said[each.claim], depends_on=each.depends_on, ties=each.ties) for each in one.voices)
    return Agreement(voices=tuple(voices), independent=one.independent)


def _order(one: Agreement) -> tuple[object, ...]:
    first = one.voices[0].found
    return -one.independent, -len(one.voices), str(first.head.published or ""), first.head.id, _ids(one.voices)


def _ids(voices: Iterable[Spoken]) -> list[str]:
    return [voice.found.claim.id for voice in voices]
