"""How far two careful readers of the same passage agree, by the measures of `kg eval`.

    python -m tests.agreement      the agreement by field, for each passage that was read twice, and for all

The second reader's claims are held against the first's as if a program had found them, so that each figure is what the
same row of `kg eval` would say of a program that reads as well as a person does.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from ingest.gold import Gold, GoldClaim, load
from ingest.matching import match
from ingest.report import FIELDS, Row
from ingest.scores import Score, score
from ingest.tally import Check, Tally, sums
from ingest.terms import Names, Number
from kg.gazetteer import Knowledge
from kg.model import Claim, Direction, Extraction, Kind, Modality, Period, Polarity, Quantity, Span

FIRST = Path(__file__).parent / "passages" / "gold"
SECOND = FIRST / "second"
BOTH, BOTH_OR_NEAR = "both have it", "or nearly"
ROWS = (
    Row("the second has of the first's", BOTH, "recall"),
    Row("  core ones", "core", "recall"),
    Row("the first has of the second's", BOTH, "precision"),
    Row("  or says: borderline", BOTH_OR_NEAR, "precision"),
    *FIELDS,
)
WIDTH = 30  # of the labels


def agreement(other: Path = SECOND) -> tuple[Score, ...]:
    """What the files of the folder `other` say against the first reader, for each passage that was read twice."""
    knowledge = Knowledge.load()
    names = Names(tuple(knowledge.entities), knowledge.resolve)
    files = sorted(path.name for path in SECOND.glob("*.json"))
    first, second = (load([folder / file for file in files]) for folder in (FIRST, other))
    return tuple(_compared(one, as_found(two), names) for one, two in zip(first, second, strict=True))


def _compared(gold: Gold, found: Extraction, names: Names) -> Score:
    """The score, with what both have counted over all claims of either: of borderline ones `kg eval` is silent."""
    lie = match(found.claims, gold)
    both, of, sought = len(lie.pairs), len(found.claims), len(gold.claims)
    shares = {BOTH: Tally(both, of, sought), BOTH_OR_NEAR: Tally(both + len(lie.neutral), of, sought)}
    span = gold.claims[0].span
    checks = (Check(measure=measure, tally=tally, span=span) for measure, tally in shares.items())
    scored = score(gold, found, names)
    return replace(scored, checks=(*scored.checks, *checks))


def as_found(gold: Gold) -> Extraction:
    """What a reader annotated, in the form in which a program's findings come."""
    return Extraction(article=gold.article, claims=tuple(map(_claim, gold.claims)))


def _claim(gold: GoldClaim) -> Claim:
    return Claim(
        id=gold.id,
        span=gold.span,
        kind=cast(Kind, gold.kind),
        entities=gold.entities,
        metric=gold.metric,
        direction=cast(Direction, gold.direction),
        polarity=cast(Polarity, gold.polarity),
        modality=cast(Modality, gold.modality),
        speaker="someone else" if gold.reported else None,
        quantities=tuple(_quantity(number, gold.span) for number in gold.numbers),
        period=_period(gold),
    )


def _quantity(number: Number, span: Span) -> Quantity:
    return Quantity(
        span=span,
        low=number.low,
        high=number.high,
        unit=number.unit,
        approximate=number.comparator == "~",
        low_open=number.comparator == ">",
        high_open=number.comparator == "<",
    )


def _period(gold: GoldClaim) -> Period | None:
    if gold.time is None:
        return None
    return Period(span=gold.span, start=gold.time.time.start, end=gold.time.time.end, grain="span")


def table(scores: Sequence[Score]) -> str:
    """Figures by field: a column for each passage, one for all, and of how many the last is the share."""
    total = sums(each.tallies for each in scores)
    columns = [*(each.tallies for each in scores), total]
    heads = [*(each.article.removeprefix("en-") for each in scores), "all", "of"]
    return "\n".join([_line("", heads), *(_line(row.label, _cells(row, columns)) for row in ROWS)]) + "\n"


def _cells(row: Row, columns: Sequence[Mapping[str, Tally]]) -> list[str]:
    tallies = [column.get(row.measure, Tally()) for column in columns]
    of = tallies[-1].found if row.figure == "precision" else tallies[-1].gold
    return [*(f"{getattr(tally, row.figure):.2f}" for tally in tallies), f"{of:.0f}"]


def _line(label: str, cells: Sequence[str]) -> str:
    return f"{label:{WIDTH}}" + "".join(f"{cell:>10}" for cell in cells)


if __name__ == "__main__":
    sys.stdout.write(table(agreement()))
