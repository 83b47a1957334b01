"""`python -m tests.benchmarks.rivals`: numbers and periods beside other extractors, on the articles read by hand.

One table: expressions whose value is right, and characters a second. The others are no dependencies; those that are
installed take part (`pip install .[bench]`). Duckling's bindings need the time zones of the system.
"""

from __future__ import annotations

import importlib
import json
import logging
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from ingest import measures
from tests.shared import SHARED


class Reading(NamedTuple):
    """A span and its two sides: numbers as floats, dates as ISO text."""

    start: int
    end: int
    low: float | str | None
    high: float | str | None


Reader = Callable[[str, date], Iterable[Reading]]


def ours(text: str, written: date) -> Iterator[Reading]:
    found = measures.find(text, written)
    for q in found.quantities:
        low, high = (None if side is None else float(side) for side in (q.low, q.high))
        yield Reading(q.span.start, q.span.end, low, high)
    for p in found.periods:
        start, end = (None if side is None else side.isoformat()[:10] for side in (p.start, p.end))
        yield Reading(p.span.start, p.span.end, start, end)


def recognizers() -> Reader:
    suite = importlib.import_module("recognizers_suite")
    numeric = (suite.recognize_number, suite.recognize_percentage, suite.recognize_currency, suite.recognize_dimension)

    def read(text: str, written: date) -> Iterator[Reading]:
        culture, at = suite.Culture.Chinese, datetime.combine(written, datetime.min.time())
        for offset, line in _lines(text):
            results = [result for recognize in numeric for result in recognize(line, culture)]
            for result in [*results, *suite.recognize_datetime(line, culture, reference=at)]:
                for low, high in _resolved(result.resolution or {}):
                    yield Reading(offset + result.start, offset + result.end + 1, low, high)

    return read


def _resolved(resolution: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    for value in resolution.get("values", [resolution]):
        if value.get("type", "").startswith("date"):
            day = value.get("value")
            yield value.get("start", day), value.get("end", day and _day_after(day))
        elif value.get("value") is not None:
            with suppress(ValueError):
                number = float(str(value["value"]).rstrip("%"))
                yield number, number


def _day_after(day: str) -> str:
    with suppress(ValueError):
        return (date.fromisoformat(day[:10]) + timedelta(days=1)).isoformat()
    return day


def quantulum() -> Reader:
    parser = importlib.import_module("quantulum3.parser")

    def read(text: str, written: date) -> Iterator[Reading]:
        for offset, line in _lines(text):
            for found in parser.parse(line):
                yield Reading(offset + found.span[0], offset + found.span[1], found.value, found.value)

    return read


def jionlp() -> Reader:
    jio = importlib.import_module("jionlp")
    logging.disable(logging.CRITICAL)

    def read(text: str, written: date) -> Iterator[Reading]:
        base = {"year": written.year, "month": written.month, "day": written.day}
        for offset, line in _lines(text):
            for found in jio.ner.extract_money(line, with_parsing=True):
                number = found["detail"]["num"]
                low, high = number if isinstance(number, list) else (number, number)
                yield Reading(offset + found["offset"][0], offset + found["offset"][1], float(low), float(high))
            for found in jio.ner.extract_time(line, time_base=base):
                times = found["detail"]["time"]
                if isinstance(times, list) and all(isinstance(side, str) for side in times):
                    start, end = offset + found["offset"][0], offset + found["offset"][1]
                    yield Reading(start, end, times[0][:10], _day_after(times[1]))

    return read


def duckling() -> Reader:
    lib = importlib.import_module("duckling")
    zones = lib.load_time_zones("/usr/share/zoneinfo")
    locale = lib.parse_locale("ZH_CN", lib.default_locale_lang(lib.parse_lang("ZH")))
    kinds = ["time", "number", "amount-of-money", "quantity", "duration", "distance", "volume", "temperature"]
    dimensions = lib.parse_dimensions(kinds)

    def read(text: str, written: date) -> Iterator[Reading]:
        at = datetime.combine(written, datetime.min.time(), UTC)
        context = lib.Context(lib.parse_ref_time(zones, "UTC", int(at.timestamp())), locale)
        for offset, line in _lines(text):
            for found in lib.parse(line, context, dimensions, False):
                low, high = _duckling_sides(found["value"])
                yield Reading(offset + found["start"], offset + found["end"], low, high)

    return read


def _duckling_sides(value: dict[str, Any]) -> tuple[float | str | None, float | str | None]:
    """A number twice, an interval by its ends, a date with the day after its last."""
    if value["type"] == "interval":
        return tuple(_duckling_side(value.get(end)) for end in ("from", "to"))  # type: ignore[return-value]
    side = _duckling_side(value)
    days = {"year": 366, "quarter": 92, "month": 31, "week": 7, "day": 1}.get(value.get("grain", ""))
    if days is None or not isinstance(side, str):
        return side, side
    last = date.fromisoformat(side) + timedelta(days=days)
    return side, (last.replace(day=1) if days > 7 else last).isoformat()


def _duckling_side(value: dict[str, Any] | None) -> float | str | None:
    side = value and value["value"]
    return side[:10] if isinstance(side, str) else None if side is None else float(side)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    offset = 0
    for line in text.splitlines(keepends=True):
        yield offset, line
        offset += len(line)


RIVALS: dict[str, Callable[[], Reader]] = {
    "claimgraph": lambda: ours,
    "duckling": duckling,
    "recognizers-text-suite": recognizers,
    "quantulum3": quantulum,
    "jionlp": jionlp,
}


def main() -> None:
    if not (SHARED / "numbers").is_dir():
        sys.exit(f"the expressions read by hand are not here: {SHARED / 'numbers'}")
    gold = [json.loads(line) for line in (SHARED / "numbers" / "seed_expressions.jsonl").open(encoding="utf-8")]
    dates = json.loads((SHARED / "numbers" / "reference_dates.json").read_text(encoding="utf-8"))
    files = sorted({each["file"] for each in gold})
    texts = {file: (SHARED / "seeds" / file).read_bytes().decode() for file in files}
    print(f"{'':26}{'value right':>14}{'characters/s':>14}")
    for name, make in RIVALS.items():
        try:
            reader = make()
        except ImportError:
            print(f"{name:26}{'not installed':>14}")
            continue
        right, speed = _measured(reader, texts, gold, dates)
        print(f"{name:26}{right / len(gold):>13.0%} {speed:>13,.0f}", flush=True)


def _measured(reader: Reader, texts: dict[str, str], gold: list[Any], dates: dict[str, str]) -> tuple[int, float]:
    list(reader("2025", date(2025, 1, 1)))
    started = time.process_time()
    found = {file: list(reader(text, date.fromisoformat(dates[file[:3]]))) for file, text in texts.items()}
    seconds = time.process_time() - started
    right = sum(any(_same(each, reading) for reading in found[each["file"]]) for each in gold)
    return right, sum(map(len, texts.values())) / seconds


def _same(gold: dict[str, Any], reading: Reading) -> bool:
    if reading.start >= gold["offset"] + len(gold["quote"]) or gold["offset"] >= reading.end:
        return False
    both = zip((reading.low, reading.high), (gold["low"], gold["high"]), strict=True)
    return all(_close(side, want) for side, want in both if want is not None)


def _close(ours: float | str | None, wanted: float | str) -> bool:
    if isinstance(wanted, str) or isinstance(ours, str) or ours is None:
        return ours is not None and str(ours)[:10] == str(wanted)
    return abs(ours - wanted) <= 1e-6 * max(1.0, abs(wanted)) or abs(ours / 100 - wanted) <= 1e-6


if __name__ == "__main__":
    main()
