"""Scores `ingest.numbers`, `quantities` and `periods` against specification cases of the Recognizers-Text format.

`python -m tests.spec_scores DIR [--misses]` prints, for each set under DIR, how many of its results are read right and
how many readings it does not list. Where a convention of ours differs from that of the cases, `same_interval` and
`same_time` say so; single cases that are contradicted on purpose stand in `cases/spec_exceptions.toml`.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from ingest import numbers, periods, quantities
from ingest.calendar import shift
from ingest.numbers import Numeral
from ingest.quantities import UnitName
from kg.identity import digest
from kg.model import Dropped, Period, Quantity, Span
from kg.units import Units

Result = dict[str, Any]
EXCEPTIONS = Path(__file__).parent / "cases" / "spec_exceptions.toml"
NAMES = {
    "Dollar": "USD", "Pound": "GBP", "Franc": "CHF", "Rupee": "INR", "Cent": "cent", "Pence": "pence", "Bitcoin": "BTC",
    "United States dollar": "USD", "Netherlands guilder": "NLG", "Ton": "t", "Peso": "PHP", "Krona": "SEK",
}  # fmt: skip
_DAY_LENGTHS = {
    "year": 365,
    "quarter": 91.25,
    "month": 30,
    "week": 7,
    "day": 1,
    "fortnight": 14,
    "decade": 3650,
    "century": 36500,
    "weekend": 2,
    "business day": 1,
}


@dataclass(slots=True)
class Score:
    """How one set was read."""

    name: str
    right: int = 0
    total: int = 0
    excepted: int = 0
    extra: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def percent(self) -> float:
        """Right results of a hundred, those excepted on purpose left aside."""
        return 100 * self.right / max(1, self.total - self.excepted)

    @property
    def strict(self) -> float:
        """Right results of a hundred of all."""
        return 100 * self.right / max(1, self.total)

    def __str__(self) -> str:
        share = f"{self.right:4}/{self.total:<4} {self.strict:5.1f} %"
        return f"{self.name:24} {share}  extra {self.extra}  excepted {self.excepted}"


def scores(folder: Path) -> Iterator[Score]:
    """The score of every set under `folder`, by language and model."""
    excepted = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8")) if EXCEPTIONS.exists() else {}
    for file in sorted(folder.rglob("*Model.json")):
        language, model = file.parent.name, file.stem.removesuffix("Model")
        if model in _MODELS:
            name = f"{language} {model}"
            yield score(name, json.loads(file.read_text(encoding="utf-8-sig")), _MODELS[model], _ids(excepted, name))


def _ids(excepted: dict[str, Any], name: str) -> set[str]:
    return {case["id"] for case in excepted.get("case", ()) if case["set"] == name}


def score(name: str, cases: Iterable[dict[str, Any]], model: Model, excepted: set[str]) -> Score:
    """One set read case by case; a reading counts for one result only."""
    found = Score(name)
    for case in cases:
        readings = model.read(case["Input"], case.get("Context", {}).get("ReferenceDateTime"))
        for result in case["Results"]:
            found.total += 1
            hit = next((r for r in readings if _meet(r.span, result) and model.same(r, result)), None)
            if hit is not None:
                found.right += 1
                readings.remove(hit)
            elif digest(case["Input"]) in excepted:
                found.excepted += 1
            else:
                found.misses.append(_told(case, result, readings))
        found.extra += len([r for r in readings if model.counts(r)])
    return found


def _told(case: dict[str, Any], result: Result, readings: list[Any]) -> str:
    got = [f"{r.span.quote!r} {_brief(r)}" for r in readings]
    wanted = json.dumps(result.get("Resolution"), ensure_ascii=False)[:300]
    when = case.get("Context", {}).get("ReferenceDateTime", "")[:16]
    return f"{case['Input'][:110]!r} {when}\n      want {result['Text']!r} {wanted}\n      got  {'; '.join(got)[:400]}"


def _brief(reading: Any) -> str:
    if isinstance(reading, Numeral):
        return f"{reading.value} {reading.kind}"
    if isinstance(reading, Dropped | UnitName):
        return type(reading).__name__
    if isinstance(reading, Quantity):
        return f"{reading.low}..{reading.high} {reading.unit} {reading.comparator} {reading.basis or ''}"
    return f"{reading.start}..{reading.end} {reading.grain} {reading.basis}"


def _meet(span: Span, result: Result) -> bool:
    return "Start" not in result or (span.start <= result["End"] and result["Start"] < span.end)


@dataclass(frozen=True, slots=True)
class Model:
    """How a set is read: the readings of a text, when one of them is the result wanted, and which count as extra."""

    read: Callable[[str, str | None], list[Any]]
    same: Callable[[Any, Result], bool]
    counts: Callable[[Any], bool] = lambda reading: True


def close(ours: Decimal | None, theirs: str | float | None) -> bool:
    """Equal but for the digits that the cases leave out."""
    try:
        wanted = Decimal(str(theirs))
    except InvalidOperation:
        return False
    return ours is not None and abs(ours - wanted) <= Decimal("1e-6") * max(1, abs(wanted)) * (
        abs(wanted) if 0 < abs(wanted) < 1 else 1
    )


def _same_number(reading: Numeral, result: Result) -> bool:
    return close(reading.value, result["Resolution"]["value"])


def _same_ordinal(reading: Numeral, result: Result) -> bool:
    resolution = result["Resolution"]
    if reading.kind == "relative":
        return bool(resolution["value"] == f"{reading.anchor}{int(reading.value):+d}")
    return close(reading.value, resolution["value"])


def _same_percent(reading: Quantity | Dropped, result: Result) -> bool:
    value = result["Resolution"]["value"]
    if isinstance(reading, Dropped) or value in (None, "null"):
        return isinstance(reading, Dropped) and value in (None, "null")
    return reading.unit in ("%", "pp") and close(reading.low, value.rstrip("%"))


def _same_interval(reading: Quantity, result: Result) -> bool:
    """Brackets count where a side is open; a range told by two numbers has both its ends.

    X 多 and 十几 are ranges here, where the cases leave the upper side open.
    """
    low, high = (side.strip() for side in result["Resolution"]["value"][1:-1].split(","))
    brackets = result["Resolution"]["value"][0] + result["Resolution"]["value"][-1]
    if low and not high:
        if reading.high is not None:
            return any(letter in reading.span.quote for letter in "多几幾") and any(
                close(n.value, low) for n in numbers.find(reading.span.quote)
            )
        return close(reading.low, low) and reading.low_open == (brackets[0] == "(")
    if high and not low:
        return close(reading.high, high) and reading.low is None and reading.high_open == (brackets[1] == ")")
    return close(reading.low, low) and close(reading.high, high)


def _same_unit(reading: Quantity | UnitName, result: Result) -> bool:
    resolution = result["Resolution"]
    money = NAMES.get(resolution["unit"]) if "subtype" not in resolution else None
    wanted = resolution.get("isoCurrency") or money or resolution["unit"]
    if isinstance(reading, UnitName) or resolution["value"] in (None, "null"):
        return (
            isinstance(reading, UnitName) and resolution["value"] in (None, "null") and _is_named(reading.unit, wanted)
        )
    named = _is_named(reading.unit, wanted) or _is_named(reading.unit.split("/")[0], wanted)
    return named and close(reading.low if reading.low is not None else reading.high, resolution["value"])


def _is_named(unit: str, name: str) -> bool:
    found = Units.load().get(unit)
    names = {text.lower() for text, _ in found.names} if found else set()
    return unit == name or name.lower() in names or name.lower().replace("meter", "metre") in names


def _same_time(reading: Quantity | Period, result: Result) -> bool:
    kind = result["TypeName"].removeprefix("datetimeV2.")
    values = result["Resolution"]["values"]
    if isinstance(reading, Quantity):
        return _same_length(reading, kind, values)
    return kind not in ("duration", "set") and any(same_period(reading, value) for value in values)


def _same_length(reading: Quantity, kind: str, values: list[dict[str, str]]) -> bool:
    if kind == "set":
        return (reading.basis == "recurrence" and _interval(reading) == values[0]["timex"]) or (
            values[0]["timex"][0] != "P" and reading.basis == "recurrence"
        )
    if kind != "duration" or reading.basis == "recurrence":
        return False
    seconds = float(reading.low if reading.low is not None else reading.high or 0)
    unit = reading.unit
    factor = (
        _DAY_LENGTHS[unit] * 86400 if unit in _DAY_LENGTHS else {"hour": 3600, "minute": 60, "second": 1}.get(unit, 0)
    )
    wanted = float(values[0]["value"])
    vague = (
        reading.low != reading.high
        and reading.low is not None
        and reading.high is not None
        and seconds <= wanted <= float(reading.high) * factor
    )
    return abs(seconds * factor - wanted) <= 1e-6 * wanted or vague


def _interval(reading: Quantity) -> str:
    letter = {
        "year": "Y",
        "month": "M",
        "week": "W",
        "day": "D",
        "weekend": "WE",
        "quarter": "3M",
        "business day": "BD",
    }.get(reading.unit, "?")
    value = reading.low or Decimal(0)
    if reading.unit == "month" and value == 6:
        return "P0.5Y"
    if reading.unit == "fortnight":
        return f"P{2 * value}W"
    return f"P{value if letter != '3M' else ''}{letter}"


def same_period(reading: Period, value: dict[str, str]) -> bool:
    """The bounds that a case gives; it ends a range with its last day, month or year, where ours ends the day after."""
    if value.get("value") == "not resolved":
        return True
    if "value" in value:
        return reading.start is not None and _moments(value["value"], reading.start)
    start = "start" not in value or (
        reading.start is not None and any(_moments(value["start"], s) for s in _starts(reading, value))
    )
    end = "end" not in value or (reading.end is not None and any(_moments(value["end"], e) for e in _edges(reading)))
    return start and end and ("start" in value or "end" in value)


def _starts(reading: Period, value: dict[str, str]) -> Iterator[date]:
    """The start; and behind "after" a day the day itself, which the cases give."""
    assert reading.start
    yield reading.start
    if value.get("Mod") == "after" and reading.grain == "day" and reading.end is None:
        yield reading.start - timedelta(days=1)


def _edges(reading: Period) -> Iterator[date]:
    """The end of a period, and the start of the last day, month or year in it."""
    assert reading.end
    yield reading.end
    moment = reading.end if isinstance(reading.end, datetime) else datetime.combine(reading.end, datetime.min.time())
    if reading.grain in ("span", "day", "month", "year"):
        for unit in ("day", "month", "year"):
            yield shift(moment, unit, -1)
    yield moment - timedelta(minutes=1)
    yield moment - timedelta(hours=1)


def _moments(theirs: str, ours: date) -> bool:
    """Equal as far as theirs is told: a day, a time of day, or both."""
    moment = ours if isinstance(ours, datetime) else datetime.combine(ours, datetime.min.time())
    if re.fullmatch(r"\d\d:\d\d:\d\d", theirs):
        return moment.strftime("%H:%M:%S") == theirs or (theirs == "23:59:59" and moment.strftime("%H:%M") == "00:00")
    if len(theirs) == 10:
        return (moment.strftime("%Y-%m-%d").zfill(10) == theirs and moment.time() == datetime.min.time()) or (
            isinstance(ours, datetime) and f"{moment:%Y-%m-%d}".zfill(10) == theirs
        )
    close_by = datetime.fromisoformat(theirs)
    return abs(close_by - moment) <= timedelta(seconds=60) or (
        theirs.endswith("23:59:59") and moment - close_by == timedelta(seconds=1)
    )


def _numbers(kinds: set[str]) -> Callable[[str, str | None], list[Numeral]]:
    return lambda text, _: [n for n in numbers.find(text) if n.kind in kinds]


def _quantities(text: str, _: str | None) -> list[Any]:
    return list(quantities.find(text))


def _shares(text: str, _: str | None) -> list[Any]:
    return [*quantities.find(text), *quantities.damaged(text)]


def _measured(text: str, _: str | None) -> list[Any]:
    return [*quantities.find(text), *quantities.units_named(text)]


def _times(text: str, reference: str | None) -> list[Any]:
    when = datetime.fromisoformat(reference.rstrip("Z")[:19]) if reference else None
    durations = [
        q
        for q in quantities.find(text)
        if q.unit in (*_DAY_LENGTHS, "hour", "minute", "second") or q.basis == "recurrence"
    ]
    found: list[Any] = list(periods.find(text, when))
    return found + durations


_MODELS = {
    "Number": Model(_numbers({"cardinal"}), _same_number),
    "Ordinal": Model(_numbers({"ordinal", "relative"}), _same_ordinal),
    "Percent": Model(_shares, _same_percent, lambda q: isinstance(q, Quantity) and q.unit in ("%", "pp")),
    "NumberRange": Model(_quantities, _same_interval, lambda q: q.low != q.high),
    "Currency": Model(
        _measured,
        _same_unit,
        lambda q: isinstance(q, Quantity) and q.unit in Units.load() and Units.load()[q.unit].is_money,
    ),
    "Dimension": Model(
        _measured,
        _same_unit,
        lambda q: (
            isinstance(q, Quantity)
            and q.unit in Units.load()
            and Units.load()[q.unit].dimension
            not in ("money", "count", "time", "share", "share difference", "multiple")
        ),
    ),
    "DateTime": Model(_times, _same_time, lambda r: isinstance(r, Period)),
}


def main(arguments: list[str]) -> None:
    """Prints the table of one folder."""
    for found in scores(Path(arguments[0])):
        if "--misses" in arguments:
            print("\n".join(f"   {miss}" for miss in found.misses))  # noqa: T201
        print(found)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
