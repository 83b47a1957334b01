"""`python -m tests.benchmarks.rivals`: numbers and periods beside other extractors, on the articles read by hand.

One table: expressions whose value is right, and characters a second. The others are no dependencies; those that are
installed take part: recognizers-text-suite, quantulum3, jionlp.
"""

from __future__ import annotations

import importlib
import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
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
            yield value.get("start", value.get("value")), value.get("end", value.get("value"))
        elif value.get("value") is not None:
            with suppress(ValueError):
                number = float(str(value["value"]).rstrip("%"))
                yield number, number


def quantulum() -> Reader:
    parser = importlib.import_module("quantulum3.parser")

    def read(text: str, written: date) -> Iterator[Reading]:
        for offset, line in _lines(text):
            for found in parser.parse(line):
                yield Reading(offset + found.span[0], offset + found.span[1], found.value, found.value)

    return read


def jionlp() -> Reader:
    jio = importlib.import_module("jionlp")

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
                    yield Reading(
                        offset + found["offset"][0], offset + found["offset"][1], times[0][:10], times[1][:10]
                    )

    return read


def _lines(text: str) -> Iterator[tuple[int, str]]:
    offset = 0
    for line in text.splitlines(keepends=True):
        yield offset, line
        offset += len(line)


RIVALS: dict[str, Callable[[], Reader]] = {
    "claimgraph": lambda: ours,
    "recognizers-text-suite": recognizers,
    "quantulum3": quantulum,
    "jionlp": jionlp,
}


def main() -> None:
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
