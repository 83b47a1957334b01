"""Evaluation: how well a reader reads the articles of a folder that somebody has annotated.

The rules: a found claim answers a gold claim when their spans share half of the shorter, one to one, by the assignment
with the most shared characters. Recall is over gold claims; precision over found ones, leaving out those that lie on
borderline text only (`lenient` precision also takes a second claim on one gold claim for right). Fields are compared on
matched claims only, dependencies where both ends are matched; an end that lies on a gold claim beside the claim that
answers it, as one of two halves does, stands for that gold claim.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ingest.gold import load
from ingest.scores import Score, score
from ingest.tally import Tally, sums
from ingest.terms import Names
from kg.gazetteer import Knowledge
from kg.identity import claim_id
from kg.model import LANGS, Article, Claim, Extraction, Span

Extract = Callable[[Article], Extraction]

_SENTENCE = re.compile(r"(?:[^。！？!?\n.]|\.(?!\s))+[。！？!?.]*")
_LETTERS = 4  # what is shorter is no sentence


@dataclass(frozen=True, kw_only=True)
class Report:
    """Scores by article, and those of the floor: a reader that calls every sentence a claim."""

    scores: tuple[Score, ...]
    floor: tuple[Score, ...]

    @cached_property
    def together(self) -> dict[str, Tally]:
        """All articles, by measure."""
        return sums(each.tallies for each in self.scores)

    @cached_property
    def by_lang(self) -> dict[str, dict[str, Tally]]:
        """By language and measure, for the languages there are."""
        present = [lang for lang in LANGS if any(each.lang == lang for each in self.scores)]
        return {lang: sums(each.tallies for each in self.scores if each.lang == lang) for lang in present}

    @cached_property
    def at_floor(self) -> dict[str, Tally]:
        """All articles as the floor reads them, by measure."""
        return sums(each.tallies for each in self.floor)


def evaluate(folders: Iterable[Path], extract: Extract, knowledge: Knowledge) -> Report:
    """Scores of `extract` on every annotated article of the folders; DataError when their gold is wrong."""
    golds = load(folders)
    names = Names(tuple(knowledge.entities), knowledge.resolve)
    read = tuple(score(gold, extract(gold.article), names) for gold in golds)
    return Report(scores=read, floor=tuple(score(gold, sentences(gold.article), names) for gold in golds))


def sentences(article: Article) -> Extraction:
    """The floor: every sentence is an assertion, certain, about nothing.

    >>> article = Article(id="a", text="市值涨了。Prices fell.\\n", sha256="", lang="en")
    >>> [claim.span.quote for claim in sentences(article).claims]
    ['市值涨了。', 'Prices fell.']
    """
    claims = tuple(
        Claim(id=claim_id(article.id, span.quote, nth, "assertion"), span=span, kind="assertion", entities=())
        for nth, span in enumerate(_sentences(article))
    )
    return Extraction(article=article, claims=claims)


def _sentences(article: Article) -> Iterator[Span]:
    for found in _SENTENCE.finditer(article.text):
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        if len(found[0].strip()) >= _LETTERS:
            yield Span.of(article.text, start, start + len(found[0].strip()), article.id)
