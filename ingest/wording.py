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
from math import exp, log

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
        self._often = {metric: PRIOR * log(counts[OFTEN].get(metric, 0) + 1) for metric in examples}

    @staticmethod
    @cache
    def load(lang: str) -> Wording:
        """The counts of a language, `zh` or `en`."""
        return Wording(dict(_lines((DATA / f"wording.{lang}.tsv").read_text(encoding="utf-8"))))

    def suggests(self, marks: Iterable[str]) -> dict[str, float]:
        """The logarithm of the probability of each metric, and of `NOTHING`."""
        known = [mark for mark in marks if mark in self._counts]
        sums = dict.fromkeys(self._shares, 0.0)
        for mark in known:
            for metric, lift in self.lifts(mark):
                sums[metric] += lift
        scale = WEIGHT / (len(known) + FEW) ** LENGTH
        scores = {metric: scale * told + self._often[metric] for metric, told in sums.items()}
        whole = log(sum(map(exp, scores.values())))
        return {metric: score - whole for metric, score in scores.items()}

    def lifts(self, mark: str) -> Iterator[tuple[str, float]]:
        """How much a mark speaks for the metrics that it stood with."""
        counts = self._counts.get(mark, {})
        whole = sum(counts.values())
        for metric, count in counts.items():
            yield metric, log((count + CHANCE) / (whole * self._shares[metric] + CHANCE))


def _lines(text: str) -> Iterator[tuple[str, Counts]]:
    for line in text.splitlines():
        mark, _, told = line.partition("\t")
        pairs = (pair.split(":") for pair in told.split(" "))
        yield mark, {metric: int(count) for metric, count in pairs}
