"""`python -m tests.benchmarks`: every figure in one run. They depend on the machine; the ratios hardly do."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from ingest.pipeline import Reader
from kg.model import LANGS, Extraction
from tests.benchmarks import footprint, speed

SMALL, LARGE = 100, 1000
PARTS = (
    ("whole pipeline", "whole"),
    ("taggers alone", "taggers"),
    ("without taggers", "rest"),
    ("numbers and periods", "measures"),
)


def main() -> None:
    reading = read_all()
    store(reading)
    feel()


def line(label: str, cells: Iterable[str], note: str = "") -> None:
    print(f"{label:<28}" + "".join(f"{cell:>10}" for cell in cells) + (f"   {note}" if note else ""), flush=True)


def read_all() -> list[Extraction]:
    reader, speeds, read = Reader(speed.knowledge()), [], []
    for lang in LANGS:
        one, extractions = speed.measure(lang, reader)
        speeds.append(one)
        read += extractions
    line("characters a second", LANGS)
    for label, part in PARTS:
        line(f"  {label}", (f"{one.characters / getattr(one, part):,.0f}" for one in speeds))
    line("  pipeline / taggers", (f"{one.whole / one.taggers:.2f}" for one in speeds), "aim 1.50")
    line("  numbers / without taggers", (f"{one.measures / one.rest:.2f}" for one in speeds))
    prose = min(one.characters / one.measures for one in speeds)
    unit, slowest = min(speed.hostile(), key=lambda each: each[1])
    line("  prose / worst hostile text", [f"{prose / slowest:.1f}"], f"{unit!r} without end; aim below 4")
    return read


def store(read: list[Extraction]) -> None:
    quads, made, stored = speed.storing(read)
    characters = sum(len(each.article.text) for each in read)
    line("quads", [f"{quads:,}"], f"{quads / characters:.1f} a character of text")
    line("quads a second, made", [f"{quads / made:,.0f}"])
    line("quads a second, stored", [f"{quads / stored:,.0f}"])


def feel() -> None:
    bare = footprint.start_up([sys.executable, "-c", "pass"])
    line(
        "kg --help",
        [f"{footprint.start_up([*footprint.KG, '--help']):.2f} s"],
        f"python alone {bare:.2f} s; aim 0.50 s",
    )
    few, many = footprint.peak(SMALL), footprint.peak(LARGE)
    line(f"peak memory, {SMALL:,} articles", [f"{few:.0f} MB"])
    line(f"peak memory, {LARGE:,} articles", [f"{many:.0f} MB"], f"{many / few:.2f} times; flat is 1.00")


if __name__ == "__main__":
    main()
