"""What the user says came of claims: his words kept, found again after an article was read anew, and taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from pyoxigraph import NamedNode

from kg import iris
from kg.errors import UsageError
from kg.model import Claim, Outcome, Quantity, Resolution
from kg.rdf_many import claims_from
from kg.rdf_user import resolutions, say
from kg.script import fold
from kg.store import Store
from kg.vocab import SCHEMA
from queries.articles import articles
from queries.rescaling import fitted
from queries.whole import claim_id

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
FAR = 1000
"""How many times more or less a bare number may be than what was claimed, and still be meant as it stands."""
Standing = Literal["stands", "superseded", "taken back", "orphaned"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A word of the user's, the claim as it is in the store now, and whether the word counts.

    It `stands` where it is the last on its claim; an earlier one is `superseded`, or `taken back` by the user; it is
    `orphaned`, with no `claim`, where its article no longer says so, and counts again when the claim is back.
    """

    resolution: Resolution
    claim: Claim | None
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came of a claim: on which day, what shows it (a text or an address), and the value its number came to."""

    outcome: Outcome
    on: date
    evidence: str
    value: Quantity | None = None


def resolve(store: Store, claim: str, came: Came) -> Entry:
    """Keep what came of the claim whose id is, or alone starts with, `claim`; a value is put into its unit.

    UsageError for a claim that is not there, no evidence, a day before it was said, and a value in a unit that measures
    something else.
    """
    found = _claim(store, claim)
    evidence = came.evidence.strip()
    if not evidence:
        raise UsageError("an outcome wants evidence: a text, or the address of a page")
    _check_day(store, found, came.on)
    value = _in_unit(came.value, found) if came.value else None
    return _say(store, found, replace(came, evidence=evidence, value=value))


def undo(store: Store, claim: str) -> Entry:
    """Take back the word that stands on a claim; the one before it stands again. UsageError where none does."""
    found = _claim(store, claim)
    if not any(entry.standing == "stands" for entry in history(store, found.id)):
        raise UsageError(f"nothing is said of the claim {claim} that could be taken back; `kg resolve` lists what is")
    return _say(store, found, None)


def history(store: Store, claim: str) -> list[Entry]:
    """All words on a claim, the first first. UsageError for a claim that is not there.

    >>> with Store.memory() as store:
    ...     entries(store)
    []
    """
    id = claim_id(store, claim)
    return [entry for entry in entries(store) if entry.claim and entry.claim.id == id]


def outcomes(store: Store) -> dict[str, Resolution]:
    """By claim the word that stands on it."""
    return {one.claim.id: one.resolution for one in entries(store) if one.claim and one.standing == "stands"}


def orphans(store: Store) -> list[Resolution]:
    """The words that would stand, were their claims still there."""
    return [entry.resolution for entry in entries(store) if entry.standing == "orphaned"]


def entries(store: Store) -> list[Entry]:
    """All words of the user's that tell an outcome, the first first."""
    said = resolutions(store)
    claims = _claims_now(store, said)
    threads: dict[object, list[Resolution]] = {}
    for one in said:
        claim = claims.get(one.claim)
        threads.setdefault(claim.id if claim else (one.span.article, fold(one.span.quote)), []).append(one)
    found = [entry for thread in threads.values() for entry in _thread(thread, claims.get(thread[0].claim))]
    return sorted(found, key=lambda entry: entry.resolution.sequence)


def _thread(thread: Sequence[Resolution], claim: Claim | None) -> list[Entry]:
    """The words on one claim: what takes back takes back the last that counts."""
    counting, back = list[Resolution](), list[Resolution]()
    for one in thread:
        if one.outcome is not None:
            counting.append(one)
        elif counting:
            back.append(counting.pop())
    last = "stands" if claim else "orphaned"

    def standing(one: Resolution) -> Standing:
        if one in back:
            return "taken back"
        return last if one is counting[-1] else "superseded"  # type: ignore[return-value]

    return [Entry(resolution=one, claim=claim, standing=standing(one)) for one in thread if one.outcome is not None]


def _claims_now(store: Store, said: Iterable[Resolution]) -> dict[str, Claim]:
    """By the id that a claim had, the claim as it is now; those that are gone are left out."""
    wanted = {one.claim: one for one in said}
    found = claims_from(store, wanted)
    found |= {id: claim for id, one in wanted.items() if id not in found and (claim := _again(store, one))}
    return found


def _again(store: Store, word: Resolution) -> Claim | None:
    """The claim of its article that says the same words; of several the one read alike, then the nearest."""
    quads = store.quads(None, SCHEMA.appearance, iris.article(word.span.article))
    ids = sorted(iris.id_of(quad.subject) for quad in quads if isinstance(quad.subject, NamedNode))
    said = [claim for claim in claims_from(store, ids).values() if fold(claim.span.quote) == fold(word.span.quote)]
    return min(said, key=lambda claim: _unlike(claim, word), default=None)


def _unlike(claim: Claim, word: Resolution) -> tuple[object, ...]:
    other = next(iter(claim.entities), None) != word.subject, claim.metric != word.metric
    return sum(other), abs(claim.span.start - word.span.start), claim.id


def _claim(store: Store, text: str) -> Claim:
    id = claim_id(store, text)
    return claims_from(store, [id])[id]


def _check_day(store: Store, claim: Claim, on: date | None) -> None:
    published = articles(store, [claim.span.article])[0].published
    said = date.fromisoformat(str(published)[:10]) if published else None
    if said and on and on < said:
        raise UsageError(f"it was said on {said}, and cannot have come out on {on}; correct the day")


def _in_unit(value: Quantity, claim: Claim) -> Quantity:
    """The value in the unit of the first number of the claim with which it can be compared. UsageError if none can."""
    if not claim.quantities:
        return value
    problems = []
    for stated in claim.quantities:
        try:
            told = fitted(value, stated)
        except UsageError as error:
            problems.append(error)
            continue
        _check_scale(value, stated)
        return replace(told, span=value.span, approximate=value.approximate, low_open=value.low_open)
    raise problems[0]


def _check_scale(value: Quantity, stated: Quantity) -> None:
    """UsageError for a bare number that is thousands of times off: 4.1 where the claim tells 4 trillion."""
    told, said = value.high or value.low, stated.high or stated.low
    if value.unit or not told or not said or stated.unit in {"%", "x"}:
        return
    if not 1 / FAR < abs(told / said) < FAR:
        number = f"{said:,f} {stated.unit}".strip()
        raise UsageError(
            f"{value.span.quote} is far from the {number} of the claim; write its scale and unit, as in 4.1tn"
        )


def _say(store: Store, claim: Claim, came: Came | None) -> Entry:
    """A further word on the claim; None takes the last one back."""
    word = Resolution(
        claim=claim.id,
        span=claim.span,
        subject=next(iter(claim.entities), None),
        metric=claim.metric,
        sequence=1 + max((one.sequence for one in resolutions(store)), default=0),
        outcome=came.outcome if came else None,
        on=came.on if came else None,
        evidence=came.evidence if came else "",
        value=came.value if came else None,
    )
    say(store, word)
    return Entry(resolution=word, claim=claim, standing="stands" if came else "taken back")
