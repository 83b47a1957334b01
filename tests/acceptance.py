"""Acceptance: claims drawn from articles that no rule was written on, judged field by field by a careful reader.

    python -m tests.acceptance draw second 50   a new sheet on stdout: 50 claims of each language, drawn by their ids
    python -m tests.acceptance sum FILE         what a judged sheet comes to

Articles stand in `tests/passages/acceptance`, a folder for each sheet.

A sheet has a line for each claim: what the reader says, and a verdict for each field, y or n.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.read import read
from kg.model import Article, Claim, Quantity
from tests.reading import reader

ARTICLES = Path(__file__).parent / "passages" / "acceptance"
SHEETS = Path(__file__).parents[1] / "corpus" / "gold" / "acceptance"
FIELDS = (
    "is_claim",
    "span",
    "subject",
    "metric",
    "direction",
    "polarity",
    "modality",
    "kind",
    "numbers",
    "period",
    "speaker",
)
SAID = ("lang", "article", "start", "end", "quote", "kind", "entities", "metric", "direction")
MORE = ("polarity", "modality", "speaker", "numbers", "period")
COLUMNS = (*SAID, *MORE, *(f"{field}?" for field in FIELDS), "note")


def draw(sheet: str, count: int) -> Iterator[dict[str, str]]:
    """`count` claims of each language, those whose ids have the smallest digests; in the order of the texts."""
    claims: dict[str, list[tuple[str, str, Claim]]] = defaultdict(list)
    for article in read([str(ARTICLES / sheet)]):
        if not isinstance(article, Article):
            raise TypeError(article)
        found = reader().extract(article)
        for claim in found.claims:
            digest = hashlib.sha256(claim.id.encode()).hexdigest()
            claims[found.article.lang].append((digest, Path(found.article.path or "").name, claim))
    for lang in sorted(claims):
        drawn = sorted(claims[lang], key=lambda item: item[0])[:count]
        for _, name, claim in sorted(drawn, key=lambda item: (item[1], item[2].span.start)):
            yield line(lang, name, claim)


def line(lang: str, article: str, claim: Claim) -> dict[str, str]:
    """One line of a sheet, not judged yet."""
    period = claim.period
    return dict.fromkeys(COLUMNS, "") | {
        "lang": lang,
        "article": article,
        "start": str(claim.span.start),
        "end": str(claim.span.end),
        "quote": claim.span.quote,
        "kind": claim.kind,
        "entities": " ".join(claim.entities),
        "metric": claim.metric or "",
        "direction": claim.direction,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "speaker": claim.speaker or "",
        "numbers": "; ".join(map(_number, claim.quantities)),
        "period": f"{period.start}..{period.end}" if period else "",
    }


def _number(quantity: Quantity) -> str:
    ends = f"{quantity.low}" if quantity.low == quantity.high else f"{quantity.low}..{quantity.high}"
    return f"{'~' if quantity.approximate else ''}{ends} {quantity.unit}".strip()


def judged(sheet: Path) -> list[dict[str, str]]:
    """The lines of a sheet; ValueError for one with a verdict that is neither y nor n."""
    with sheet.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    for number, one in enumerate(lines, 2):
        odd = [field for field in FIELDS if one[f"{field}?"] not in {"y", "n"}]
        if odd:
            raise ValueError(f"{sheet}:{number}: no verdict, y or n, on {', '.join(odd)}")
    return lines


def shares(lines: Iterable[dict[str, str]]) -> dict[str, dict[str, float]]:
    """For each field the share that was accepted, by language and in all; of what is no claim, no field counts."""
    counts: dict[str, dict[str, list[int]]] = {field: defaultdict(lambda: [0, 0]) for field in FIELDS}
    for one in lines:
        for field in FIELDS if one["is_claim?"] == "y" else ("is_claim",):
            for lang in (one["lang"], "all"):
                counts[field][lang][0] += one[f"{field}?"] == "y"
                counts[field][lang][1] += 1
    return {field: {lang: right / of for lang, (right, of) in langs.items()} for field, langs in counts.items()}


def main(arguments: list[str]) -> None:
    """Draw a sheet, or sum one up."""
    if arguments[0] == "draw":
        writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(draw(arguments[1], int(arguments[2])))
        return
    for field, langs in shares(judged(Path(arguments[1]))).items():
        told = "  ".join(f"{lang} {share:.2f}" for lang, share in sorted(langs.items()))
        sys.stdout.write(f"{field:10}  {told}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
