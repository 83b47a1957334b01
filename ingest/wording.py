"""What the wording of a proposition suggests that it is about, for what no list of words knows.

A count, and no more: in how many propositions of known metric each mark (see `ingest.marks`) stood, by metric. A mark
speaks for a metric by the logarithm of how much oftener it stood there than chance would have it; what the marks of a
proposition say is added up, as naive Bayes does (Manning et al., Introduction to Information Retrieval, chapter 13).
`python -m tests.training` counts.

>>> told = Wording.load("en").suggests(["sold out", "through", "march"])
>>> told["supply"] > told["revenue"]
True
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from math import log

import numpy as np
from numpy.typing import NDArray

from ingest.lexicons import DATA

NOTHING = "none"  # stands for a proposition that is about no metric
EXAMPLES, OFTEN = "*", "**"  # lines of the file: how many propositions there were by metric, how many gold claims
CHANCE = 0.5  # propositions: what is added to both sides, so that what stood there once speaks softly
WEIGHT, LENGTH, FEW = 3.5, 0.6, 4  # marks overlap: their sum counts for so much, over a power of their number and a few
PRIOR = 0.7  # of the logarithm of how often a metric is told: the texts of the gold are not all texts
Counts = Mapping[str, int]


class Wording:
    """For each mark, in how many propositions about each metric it stood."""

    def __init__(self, counts: Mapping[str, Counts]) -> None:
        self._counts = counts
        examples = counts[EXAMPLES]
        whole = sum(examples.values())
        self._shares = {metric: count / whole for metric, count in examples.items()}
        self._places = {metric: place for place, metric in enumerate(examples)}
        self._often = np.array([PRIOR * log(counts[OFTEN].get(metric, 0) + 1) for metric in examples])
        self._rows: dict[str, NDArray[np.float64]] = {}

    @staticmethod
    @cache
    def load(lang: str) -> Wording:
        """The counts of a language, `zh` or `en`."""
        return Wording(dict(_lines((DATA / f"wording.{lang}.tsv").read_text(encoding="utf-8"))))

    def suggests(self, marks: Iterable[str]) -> dict[str, float]:
        """The logarithm of the probability of each metric, and of `NOTHING`."""
        known = [self._row(mark) for mark in marks if mark in self._counts]
        scores = self._often
        if known:
            scores = scores + np.add.reduce(known) * (WEIGHT / (len(known) + FEW) ** LENGTH)
        told = scores - np.log(np.exp(scores).sum())
        return dict(zip(self._places, told.tolist(), strict=True))

    def lift(self, mark: str, metric: str) -> float:
        """How much a mark speaks for a metric; 0 where they never stood together."""
        return float(self._row(mark)[self._places[metric]]) if mark in self._counts else 0.0

    def _row(self, mark: str) -> NDArray[np.float64]:
        """What a mark says for each metric; made when it is first met."""
        row = self._rows.get(mark)
        if row is None:
            row = self._rows[mark] = np.zeros(len(self._places))
            counts = self._counts[mark]
            whole = sum(counts.values())
            for metric, count in counts.items():
                row[self._places[metric]] = log((count + CHANCE) / (whole * self._shares[metric] + CHANCE))
        return row


def _lines(text: str) -> Iterator[tuple[str, Counts]]:
    for line in text.splitlines():
        mark, _, told = line.partition("\t")
        pairs = (pair.split(":") for pair in told.split(" "))
        yield mark, {metric: int(count) for metric, count in pairs}
