"""What the wording of a proposition suggests that it is about, for what no list of words knows.

A count, and no more: in how many propositions of known metric each mark (see `ingest.marks`) stood, by metric. A mark
speaks for a metric by the logarithm of how much oftener it stood there than chance would have it; what the marks of a
proposition say is added up, as naive Bayes does (Manning et al., Introduction to Information Retrieval, chapter 13).
`python -m tests.training` counts.

>>> told = Wording.load("en").suggests(["sold out", "through", "march"])
>>> told["supply"] > told["acquisition"]
True
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from math import log

import numpy as np

from ingest.lexicons import DATA

NOTHING = "none"  # stands for a proposition that is about no metric
EXAMPLES, OFTEN = "*", "**"  # lines of the file: how many propositions there were by metric, how many gold claims
CHANCE = 0.5  # propositions: what is added to both sides, so that what stood there once speaks softly
WEIGHT, LENGTH, FEW = 3.5, 0.6, 4  # marks overlap: their sum counts for so much, over a power of their number and a few
MOST = 20  # metrics that it tells of: no more can be likelier than 1 in 20, and what is less is told of none
PRIOR = 0.7  # of the logarithm of how often a metric is told: the texts of the gold are not all texts
Counts = Mapping[str, int]


class Wording:
    """For each mark, how much it speaks for each metric."""

    def __init__(self, counts: Mapping[str, Counts]) -> None:
        examples = counts[EXAMPLES]
        whole = sum(examples.values())
        self._metrics = list(examples)
        self._places = {metric: place for place, metric in enumerate(examples)}
        self._often = np.array([PRIOR * log(counts[OFTEN].get(metric, 0) + 1) for metric in examples])
        self._rows = {mark: row for row, mark in enumerate(counts)}
        self._lifts = np.zeros((len(self._rows), len(self._places)))
        shares = [count / whole for count in examples.values()]
        for row, told in enumerate(counts.values()):
            stood = sum(told.values())
            for metric, count in told.items():
                place = self._places[metric]
                self._lifts[row, place] = log((count + CHANCE) / (stood * shares[place] + CHANCE))

    @staticmethod
    @cache
    def load(lang: str) -> Wording:
        """The counts of a language, `zh` or `en`."""
        return Wording(dict(_lines((DATA / f"wording.{lang}.tsv").read_text(encoding="utf-8"))))

    def suggests(self, marks: Iterable[str]) -> dict[str, float]:
        """The logarithm of the probability of the likeliest metrics, `NOTHING` among them, the likeliest first."""
        known = [self._rows[mark] for mark in marks if mark in self._rows]
        lifts = np.add.reduce(self._lifts.take(known, axis=0))
        scores = self._often + lifts * (WEIGHT / (len(known) + FEW) ** LENGTH)
        told = scores - log(np.add.reduce(np.exp(scores)))
        first = (-told).argsort(kind="stable")[:MOST]
        return {self._metrics[place]: much for place, much in zip(first.tolist(), told[first].tolist(), strict=True)}

    def lift(self, mark: str, metric: str) -> float:
        """How much a mark speaks for a metric; 0 where they never stood together."""
        row = self._rows.get(mark)
        return 0.0 if row is None else float(self._lifts[row, self._places[metric]])


def _lines(text: str) -> Iterator[tuple[str, Counts]]:
    for line in text.splitlines():
        mark, _, told = line.partition("\t")
        pairs = (pair.split(":") for pair in told.split(" "))
        yield mark, {metric: int(count) for metric, count in pairs}
