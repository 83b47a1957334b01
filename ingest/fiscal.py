"""Fiscal years of companies: FY2027 of a company whose year ends in January begins in February 2026."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.timing import months_on

if TYPE_CHECKING:
    from ingest.passage import Named
    from ingest.sentences import Sentence
    from kg.model import Period

DATA = Path(__file__).parent / "data" / "fiscal.toml"
DECEMBER = 12


def settled(periods: Iterable[Period], names: Sequence[Named], sentences: Sequence[Sentence]) -> Iterator[Period]:
    """Fiscal periods with a year of their own by the calendar of the company they are told of."""
    for period in periods:
        company = _company(period, names, sentences) if period.basis == "fiscal" else None
        if company and any(map(str.isdigit, period.span.quote)):
            yield _by_year_end(period, year_ends()[company])
        else:
            yield period


def _company(period: Period, names: Sequence[Named], sentences: Sequence[Sentence]) -> str | None:
    """The first of its sentence with such a year, else the one that the text names most."""
    here = next((each for each in sentences if each.start <= period.span.start < each.end), None)
    known = [name for name in names if name.entity in year_ends()]
    near = [name.entity for name in known if here and here.start <= name.start < here.end]
    counts = Counter(name.entity for name in known)
    return near[0] if near else max(counts, key=counts.__getitem__, default=None)


@cache
def year_ends() -> dict[str, int]:
    """The last month of the fiscal year by company, where it is not December.

    >>> year_ends()["MSFT"]
    6
    """
    months = tomllib.loads(DATA.read_text(encoding="utf-8"))["year_ends"]
    return {company: int(month) for month, companies in months.items() for company in companies}


def _by_year_end(period: Period, month: int) -> Period:
    return replace(period, start=_shifted(period.start, month), end=_shifted(period.end, month))


def _shifted(day: date | None, month: int) -> date | None:
    """The day as far from the end of the fiscal year as `day` is from that of the calendar's."""
    return months_on(day, month - DECEMBER) if day else None
