"""Counts how metrics are told, in our own phrases and gold, and fits the weights by which one is chosen.

    python -m tests.training

Phrases (`corpus/gold/phrases`: language, metric, direction, words) teach the ways to tell a metric, gold claims also
how often each is told. Folds hold whole articles: no claim helps to fit a weight by counts that its article is in.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.changes import Before, Change, Changes
from ingest.choosing import FILE, Case, Context, candidates, choose, fitted, reasons
from ingest.claims import Claims, Draft
from ingest.gold import Gold, load
from ingest.lexicons import DATA
from ingest.marks import Tokens, marks
from ingest.matching import match
from ingest.passage import Passage
from ingest.sentences import Segment
from ingest.wording import EXAMPLES, NOTHING, OFTEN, Wording
from kg.gazetteer import Knowledge
from kg.model import Article
from tests.reading import reader

TESTS = Path(__file__).parent
CORPUS = TESTS.parent / "corpus"
PHRASES = CORPUS / "gold" / "phrases"
GOLD = (CORPUS, TESTS / "passages")
TOGETHER = 200  # phrases read as one article
THRICE = 3  # times that a mark must have stood anywhere
FEW = 3  # what stood oftener counts for a metric only where it stood twice
FOLDS = 5
STEPS, RATE, SHRINK = 200, 0.3, 0.3
RESERVE = 1.5  # more for no metric at all: the gold leaves few claims without one, and a wrong one misleads


class Example(NamedTuple):
    """A proposition of known metric; of gold also its article, and what else speaks for which metric."""

    lang: str  # zh or en
    metric: str
    marks: Sequence[str]
    article: str = ""
    case: Case | None = None


class Phrase(NamedTuple):
    """A line of the phrasebook."""

    lang: str
    metric: str
    direction: str
    words: str


# --- examples


def phrases() -> list[Phrase]:
    """All phrases, in the order of their files."""
    lines = (line for file in sorted(PHRASES.glob("*.tsv")) for line in file.read_text(encoding="utf-8").splitlines())
    return [Phrase(*line.split("\t")) for line in lines]


def spoken(found: Sequence[Phrase], tokens: Tokens) -> Iterator[Example]:
    """The phrases as examples; those of one language are read together, as an article."""
    for lang in sorted({phrase.lang for phrase in found}):
        own = [phrase for phrase in found if phrase.lang == lang]
        for first in range(0, len(own), TOGETHER):
            yield from _together(own[first : first + TOGETHER], tokens)


def _together(own: Sequence[Phrase], tokens: Tokens) -> Iterator[Example]:
    text = "\n\n".join(phrase.words for phrase in own)
    reading = reader().read(Article(id="phrases", text=text, sha256="", lang=own[0].lang))  # type: ignore[arg-type]
    told: list[list[str]] = [[] for _ in own]
    ends = np.cumsum([len(phrase.words) + 2 for phrase in own])
    for nth, sentence in enumerate(reading.passage.sentences):
        start = reading.cleaned.raw(sentence.start, sentence.end)[0]
        place = int(np.searchsorted(ends, start, side="right"))
        told[place] += [token.text for token in tokens.of(reading.passage, nth, sentence)]
    for phrase, words in zip(own, told, strict=True):
        lang = "en" if phrase.lang == "en" else "zh"
        yield Example(lang, phrase.metric, marks(words, lang))


class Recorder(Changes):
    """Reads changes, and keeps what spoke for which metric."""

    cases: dict[tuple[int, int], tuple[Case, list[str]]]

    def of(self, passage: Passage, segment: Segment, entities: Sequence[str], before: Before) -> Change:
        """As ever; the case goes into `cases`, by the place of the segment."""
        words = [token.text for token in self.tokens(passage, segment)]
        case = self.case(passage, segment, entities, before)
        lang = passage.sentences[segment.sentence].lang
        self.cases[segment.start, segment.end] = (case, marks(words, lang))
        return super().of(passage, segment, entities, before)


def annotated(gold: Gold, knowledge: Knowledge) -> Iterator[Example]:
    """The claims of an article that answer gold ones, with the gold's metric."""
    recorder, article = Recorder(knowledge), gold.article
    recorder.cases = {}
    reading = reader().read(article)
    drafts = [item for item in Claims(knowledge, recorder).read(reading.passage) if isinstance(item, Draft)]
    places = {reading.cleaned.raw(draft.start, draft.end): draft for draft in reversed(drafts)}
    for pair in match(reader().extract(article).claims, gold).pairs:
        draft = places.get((pair.found.span.start, pair.found.span.end))
        metric = pair.gold.metric or NOTHING
        if draft and (metric == NOTHING or metric in knowledge.metrics):
            case, words = recorder.cases[draft.segment.start, draft.segment.end]
            lang = reading.passage.sentences[draft.segment.sentence].lang
            yield Example(lang, metric, words, article.id, case)


# --- counts


def counted(examples: Iterable[Example]) -> dict[str, dict[str, Counter[str]]]:
    """By language the lines of `wording.*.tsv`: for each mark the propositions it stood in, by metric."""
    found: dict[str, dict[str, Counter[str]]] = {lang: defaultdict(Counter) for lang in ("en", "zh")}
    for example in examples:
        table = found[example.lang]
        table[EXAMPLES][example.metric] += 1
        if example.case:
            for lang in found:
                found[lang][OFTEN][example.metric] += 1
        for mark in example.marks:
            table[mark][example.metric] += 1
    return {lang: dict(_kept(table)) for lang, table in found.items()}


def _kept(table: Mapping[str, Counter[str]]) -> Iterator[tuple[str, Counter[str]]]:
    """The marks that tell something: not those that stood once, nor what frequent ones stood with by chance."""
    for mark in sorted(table):
        counts = table[mark]
        if mark in {EXAMPLES, OFTEN}:
            yield mark, Counter(dict(sorted(counts.items())))
        elif counts.total() >= THRICE:
            kept = {metric: n for metric, n in sorted(counts.items()) if n > 1 or counts.total() <= FEW}
            if kept:
                yield mark, Counter(kept)


def write(lang: str, table: Mapping[str, Mapping[str, int]]) -> None:
    """The file that `ingest.wording` reads."""
    lines = (f"{mark}\t{' '.join(f'{metric}:{n}' for metric, n in told.items())}\n" for mark, told in table.items())
    (DATA / f"wording.{lang}.tsv").write_text("".join(lines), encoding="utf-8")


# --- weights

Matrix = NDArray[np.float64]


def weighed(examples: Sequence[Example], names: Sequence[str]) -> Iterator[tuple[Matrix, int]]:
    """For each example its candidates by their reasons, and which of them is right, where one is."""
    for example in examples:
        assert example.case is not None
        found = candidates(example.case)
        if example.metric in found:
            context = Context.of(example.case.signs)
            told = [_summed(reasons(example.case, metric, context)) for metric in found]
            rows = [[one.get(name, 0.0) for name in names] for one in told]
            yield np.array(rows), found.index(example.metric)


def _summed(found: Iterable[tuple[str, float]]) -> Mapping[str, float]:
    sums: Counter[str] = Counter()
    for name, much in found:
        sums[name] += much  # type: ignore[assignment]
    return sums


def fit(rows: Sequence[tuple[Matrix, int]], count: int) -> NDArray[np.float64]:
    """Weights under which the right candidates are likeliest, a little shrunk."""
    weights, squares = np.zeros(count), np.full(count, 1e-8)
    for _ in range(STEPS):
        slope = SHRINK * weights / len(rows)
        for table, right in rows:
            wrong = np.exp(table @ weights - np.max(table @ weights))
            wrong /= wrong.sum()
            wrong[right] -= 1
            slope += table.T @ wrong / len(rows)
        squares += slope * slope
        weights -= RATE * slope / np.sqrt(squares)
    return weights


def unseen(gold: Sequence[Example], told: Sequence[Example]) -> Iterator[Example]:
    """The gold examples, each with what wording suggests by counts that its article is not in."""
    articles = sorted({example.article for example in gold})
    for fold in range(FOLDS):
        out = set(articles[fold::FOLDS])
        rest = [example for example in gold if example.article not in out]
        models = {lang: Wording(table) for lang, table in counted([*told, *rest]).items()}
        for example in gold:
            if example.article in out and example.case:
                wording = models[example.lang].suggests(example.marks)
                yield example._replace(case=example.case._replace(wording=wording))


def written(weights: Mapping[str, float]) -> None:
    """The file that `ingest.choosing` reads."""
    head = "# Made by `python -m tests.training`; what each reason is: `ingest.choosing`.\n\n[weights]\n"
    lines = (f"{name} = {weight:.2f}\n" for name, weight in weights.items())
    FILE.write_text(head + "".join(lines), encoding="utf-8")
    fitted.cache_clear()


def main() -> None:
    """Write the files of counts and of weights, and say how often the right metric is chosen in unseen articles."""
    knowledge = reader().knowledge
    told = list(spoken(phrases(), Tokens(knowledge)))
    gold = [example for one in load(GOLD) for example in annotated(one, knowledge)]
    for lang, table in counted([*told, *gold]).items():
        write(lang, table)
    cases = list(unseen(gold, told))
    names = sorted({name for case in _cases(cases) for name in _named(case)})
    weights = fit(list(weighed(cases, names)), len(names))
    weights[names.index("nothing")] += RESERVE
    written(dict(zip(names, map(float, weights), strict=True)))
    right = sum((choose(case) or NOTHING) == example.metric for case, example in zip(_cases(cases), cases, strict=True))
    of_unseen = f"in unseen articles right: {right / len(cases):.3f}"
    sys.stdout.write(f"{len(told)} phrases, {len(gold)} gold claims; {of_unseen}\n")


def _named(case: Case) -> Iterator[str]:
    context = Context.of(case.signs)
    return (name for metric in candidates(case) for name, _ in reasons(case, metric, context))


def _cases(examples: Iterable[Example]) -> list[Case]:
    return [example.case for example in examples if example.case]


if __name__ == "__main__":
    main()
