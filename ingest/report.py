"""A report of an evaluation as a table, as JSON, and as a list of the worst errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from ingest.evaluate import Report
from ingest.scores import Score
from ingest.tally import Check, Tally
from kg.model import KINDS

_QUOTE = 70


class Row(NamedTuple):
    """A line of the table: what it is called, of which measure, and which figure of it."""

    label: str
    measure: str
    figure: Literal["precision", "recall", "f1"]


CLAIMS = (
    Row("recall", "claims", "recall"),
    Row("  core", "core", "recall"),
    *(Row(f"  {kind}", kind, "recall") for kind in KINDS),
    Row("precision", "claims", "precision"),
    Row("  lenient", "lenient", "precision"),
    Row("F1", "claims", "f1"),
)
FIELDS = (
    Row("span overlap (IoU)", "overlap", "recall"),
    Row("prediction or not", "prediction or not", "recall"),
    Row("kind", "same kind", "recall"),
    Row("metric", "metric", "recall"),
    Row("direction", "direction", "recall"),
    Row("polarity", "polarity", "recall"),
    Row("modality", "modality", "recall"),
    Row("speaker or not", "speaker or not", "recall"),
    Row("subject", "subject", "recall"),
    Row("  among first two", "among first two", "recall"),
    Row("entities F1", "entities", "f1"),
    Row("numbers F1", "numbers", "f1"),
    Row("  low and high alone", "values alone", "f1"),
    Row("period", "period", "recall"),
    Row("  where one is stated", "period stated", "recall"),
    Row("  to the month", "to the month", "recall"),
    Row("inherited period", "period inherited", "recall"),
)
LINKS = (
    Row("dependencies F1", "dependencies", "f1"),
    Row("  explicit ones", "explicit ones", "f1"),
    Row("  all, matched or not", "all dependencies", "f1"),
    Row("relation", "relation", "recall"),
    Row("right way round", "right way round", "recall"),
)
SECTIONS = {"claims": CLAIMS, "of matched claims": FIELDS, "dependencies of matched claims": LINKS}
BRIEF = (
    Row("recall", "claims", "recall"),
    Row("core", "core", "recall"),
    Row("prec", "claims", "precision"),
    Row("lenient", "lenient", "precision"),
    Row("metric", "metric", "recall"),
    Row("dir", "direction", "recall"),
    Row("subject", "subject", "recall"),
    Row("numbers", "numbers", "f1"),
    Row("period", "period", "recall"),
    Row("deps", "dependencies", "f1"),
)
CAUSES = {
    "subject": "wrong subject",
    "metric": "wrong metric",
    "numbers": "wrong numbers",
    "direction": "wrong direction",
    "polarity": "wrong polarity",
    "prediction or not": "prediction or not",
    "same kind": "wrong kind",
    "modality": "wrong modality",
    "speaker or not": "wrong speaker",
    "period": "wrong period",
    "period inherited": "wrong inherited period",
    "relation": "wrong relation",
}


def table(report: Report) -> str:
    """All figures by language and together, with the number of cases and the floor; then a line an article."""
    columns = {**report.by_lang, "all": report.together}
    lines = [_line("", [*columns, "of", "floor"])]
    for title, rows in SECTIONS.items():
        lines += ["", title, *(_row(row, columns, report) for row in rows if row.measure in report.together)]
    return "\n".join([*lines, "", *_articles(report.scores)])


def _row(row: Row, columns: Mapping[str, Mapping[str, Tally]], report: Report) -> str:
    cells = [_cell(row, column) for column in columns.values()]
    return _line(row.label, [*cells, str(_cases(row, report.together)), _cell(row, report.at_floor)])


def _cell(row: Row, column: Mapping[str, Tally]) -> str:
    return f"{getattr(column[row.measure], row.figure):.2f}" if _cases(row, column) else "-"


def _cases(row: Row, column: Mapping[str, Tally]) -> int:
    """How many cases a figure rests on: those found, for a precision; those in the gold, for a recall."""
    tally = column.get(row.measure, Tally())
    cases = {"precision": tally.found, "recall": tally.gold, "f1": max(tally.gold, tally.found)}
    return round(cases[row.figure])


def _line(label: str, cells: Iterable[str]) -> str:
    return f"{label:<22}" + "".join(f"{cell:>9}" for cell in cells)


def _articles(scores: Sequence[Score]) -> Iterator[str]:
    width = max([len("article"), *(len(each.article) for each in scores)])
    yield f"{'article':<{width}}  lang     gold found" + "".join(f"{row.label:>8}" for row in BRIEF)
    for each in scores:
        claims = each.tallies["claims"]
        head = f"{each.article:<{width}}  {each.lang:<8}{claims.gold:>5.0f}{claims.found:>6.0f}"
        yield head + "".join(f"{_cell(row, each.tallies):>8}" for row in BRIEF)


def to_json(report: Report) -> dict[str, Any]:
    """The same as plain values: `{"all" | "floor": measures, "languages" | "articles": {name: measures}}`."""
    return {
        "all": _plain(report.together),
        "languages": {lang: _plain(tallies) for lang, tallies in report.by_lang.items()},
        "articles": {each.article: {"lang": each.lang, **_plain(each.tallies)} for each in report.scores},
        "floor": _plain(report.at_floor),
    }


def _plain(tallies: Mapping[str, Tally]) -> dict[str, Any]:
    figures = ("right", "found", "gold", "precision", "recall", "f1")
    return {
        measure.replace(" ", "_"): {name: round(float(getattr(tally, name)), 4) for name in figures}
        for measure, tally in sorted(tallies.items())
    }


def worst(report: Report, limit: int) -> str:
    """The worst errors by cause, at most `limit` each: missed claims (core first), spurious ones, then by field."""
    return "\n".join(line for cause, wrong in _wrong(report).items() if wrong for line in _listed(cause, wrong, limit))


class Error(NamedTuple):
    """A check that is not right, and the article it belongs to."""

    article: str
    check: Check


def _wrong(report: Report) -> dict[str, list[Error]]:
    amiss: dict[str, list[Error]] = {}
    for each in report.scores:
        for check in each.checks:
            if not check.right:
                amiss.setdefault(check.measure, []).append(Error(each.article, check))
    claims, links = amiss.get("claims", []), amiss.get("dependencies", [])
    return {
        "missed core claims": [error for error in claims if error.check.tally.gold and error.check.core],
        "missed other claims": [error for error in claims if error.check.tally.gold and not error.check.core],
        "spurious claims": [error for error in claims if error.check.tally.found],
        **{cause: amiss.get(measure, []) for measure, cause in CAUSES.items()},
        "missed dependencies": [error for error in links if error.check.tally.gold],
        "spurious dependencies": [error for error in links if error.check.tally.found],
    }


def _listed(cause: str, wrong: Sequence[Error], limit: int) -> Iterator[str]:
    yield f"{cause}: {len(wrong)}"
    for article, check in sorted(wrong, key=_badness)[:limit]:
        quote = " ".join(check.span.quote.split())
        short = quote if len(quote) <= _QUOTE else quote[: _QUOTE - 1] + "…"
        yield f"  {article}:{check.span.start}  {_said(check)}  | {short}"
    yield ""


def _badness(error: Error) -> tuple[bool, bool, str, int]:
    check = error.check
    return not check.core, check.found.endswith("(extra)"), error.article, check.span.start


def _said(check: Check) -> str:
    if check.gold and check.found:
        return f"gold {check.gold}, found {check.found}"
    return f"gold {check.gold}" if check.gold else f"found {check.found}"
