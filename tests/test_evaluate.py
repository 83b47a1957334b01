"""Scores of hand-made readings against hand-made gold: every figure here can be counted on the fingers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ingest.evaluate import Report, evaluate, sentences
from ingest.gold import Gold, load
from ingest.report import table, to_json, worst
from ingest.scores import score
from ingest.tally import Tally
from ingest.terms import Names, Number, Time, unit_id
from kg.errors import DataError
from kg.gazetteer import Knowledge
from kg.model import Article, Claim, Dependency, Entity, Extraction, Period, Quantity, Span
from tests.shared import SHARED, needs_shared

ZH = "云河公司今年营收将达到 30 亿元。有机构说订单可能减少一成。因为缺电，机房建设放缓了。欢迎关注我们。"
EN = (
    "Cloudriver will earn 3 billion dollars in 2027. Some say its orders may fall."
    " Power is short, so building slowed. Bye!"
)
TEXTS = {"zh-Hans": ZH, "en": EN}
QUOTES = {
    "zh-Hans": ("今年营收将达到 30 亿元", "订单可能减少一成", "缺电", "机房建设放缓了", "欢迎关注我们"),
    "en": (
        "Cloudriver will earn 3 billion dollars in 2027",
        "its orders may fall",
        "Power is short",
        "building slowed",
        "Bye!",
    ),
}
FIRST = {
    "kind": "prediction",
    "entities": ["CLOUDRIVER"],
    "metric": "revenue",
    "direction": "up",
    "polarity": "affirmed",
}
SECOND = {"kind": "assertion", "entities": ["cloudriver", "ANALYSTS"], "metric": "demand", "direction": "down"}
THIRD = {"kind": "assertion", "entities": ["POWER"], "metric": "other:shortage", "direction": "none"}
FOURTH = {"kind": "causal", "entities": ["DATA_CENTRE"], "metric": "capex", "direction": "down"}
NAMES = Names(("cloudriver", "power", "datacentre"), {"analysts' view": "analyst"}.get)


def place(text: str, quote: str, grow: int = 0) -> Span:
    at = text.index(quote)
    return Span.of(text, at, at + len(quote) + grow, "a")


def claim(lang: str, nth: int, **fields: Any) -> Claim:
    grow = fields.pop("grow", 0)
    span = fields.pop("span", None) or place(TEXTS[lang], QUOTES[lang][nth], grow)
    return Claim(id=fields.pop("id", f"f{nth}"), span=span, **{"kind": "assertion", "entities": (), **fields})


def money(amount: int | None, high: int | None, unit: str = "USD", **more: Any) -> Quantity:
    sides = [None if side is None else Decimal(side) for side in (amount, high)]
    return Quantity(span=Span(start=0, end=1, quote="?"), low=sides[0], high=sides[1], unit=unit, **more)


def year(start: int, month: int = 1, day: int = 1) -> Period:
    end = date(start + 1, 1, 1)
    return Period(span=Span(start=0, end=1, quote="?"), start=date(start, month, day), end=end, grain="year")


def gold_file(lang: str, **changes: Any) -> dict[str, Any]:
    text = TEXTS[lang]
    claims = [
        {
            "id": f"g{nth}",
            "quote": QUOTES[lang][nth],
            "offset": text.index(QUOTES[lang][nth]),
            "core": nth < 2,
            **fields,
        }
        for nth, fields in enumerate((FIRST, SECOND, THIRD, FOURTH))
    ]
    last = QUOTES[lang][4]
    return {
        "article": "a",
        "lang": lang,
        "claims": claims,
        "non_claims": [{"quote": last, "offset": text.index(last)}],
        "dependencies": [{"from": "g3", "to": "g2", "relation": "caused_by", "cue": "so", "explicit": True}],
        **changes,
    }


def write(folder: Path, data: Any, lang: str = "zh-Hans", text: str | None = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.txt").write_text(TEXTS[lang] if text is None else text, encoding="utf-8")
    (folder / "a.json").write_text(
        data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), encoding="utf-8"
    )
    return folder


def gold(folder: Path, lang: str, numbers: Any = (), time: Any = None, **changes: Any) -> Gold:
    data = gold_file(lang, **changes)
    data["claims"][0] |= {"numbers": list(numbers), "time": time}
    return load([write(folder, data, lang)])[0]


def tallies(gold: Gold, *claims: Claim, links: tuple[Dependency, ...] = (), **more: Any) -> Mapping[str, Tally]:
    return score(gold, Extraction(article=gold.article, claims=claims, dependencies=links, **more), NAMES).tallies


LANGS = pytest.mark.parametrize("lang", TEXTS)


# --- which claims are there


@LANGS
def test_a_perfect_reading_scores_one_everywhere(tmp_path: Path, lang: str) -> None:
    claims = (
        claim(lang, 0, kind="prediction", entities=("cloudriver",), metric="revenue", direction="up"),
        claim(lang, 1, entities=("cloudriver", "ANALYSTS"), metric="demand", direction="down"),
        claim(lang, 2, entities=("power",), metric="supply"),
        claim(lang, 3, kind="causal", entities=("datacentre",), metric="capex", direction="down"),
    )
    link = Dependency(conclusion="f3", premise="f2", relation="caused_by", explicit=True)
    found = tallies(gold(tmp_path, lang), *claims, links=(link,))
    imperfect = {measure for measure, tally in found.items() if not tally.right == tally.found == tally.gold}
    assert imperfect == set()
    assert found["claims"] == Tally(4, 4, 4)
    assert found["core"] == Tally(2, 2, 2)
    assert found["metric"] == Tally(3, 3, 3), "the gold's own metrics (other:...) do not count"
    assert found["dependencies"] == found["explicit ones"] == found["relation"] == Tally(1, 1, 1)


@LANGS
def test_nothing_found_is_recall_zero_and_no_error(tmp_path: Path, lang: str) -> None:
    found = tallies(gold(tmp_path, lang))
    assert found["claims"] == Tally(0, 0, 4)
    assert (found["claims"].precision, found["claims"].recall, found["claims"].f1) == (0, 0, 0)
    assert found["prediction"] == Tally(0, 0, 1)
    assert "metric" not in found


@LANGS
def test_spans_match_from_half_of_the_shorter_on(tmp_path: Path, lang: str) -> None:
    sheet = gold(tmp_path, lang)
    quote = sheet.claims[0].span
    middle = quote.start + (quote.end - quote.start) // 2
    half = Span.of(sheet.article.text, quote.start, middle)
    aside = Span.of(sheet.article.text, middle - 2, middle + 40)
    less = Span.of(sheet.article.text, quote.end - 2, quote.end + 3)
    for span, right in ((half, 1), (aside, 1), (less, 0)):
        assert tallies(sheet, claim(lang, 0, span=span))["claims"] == Tally(right, 1, 4), span.quote


@LANGS
def test_a_second_claim_on_one_gold_claim_is_right_for_lenient_precision_only(tmp_path: Path, lang: str) -> None:
    sheet = gold(tmp_path, lang)
    start, end = sheet.claims[0].span.start, sheet.claims[0].span.end
    halves = [Span.of(sheet.article.text, start, end - 5), Span.of(sheet.article.text, end - 5, end)]
    found = tallies(sheet, *(claim(lang, 0, id=str(nth), span=span) for nth, span in enumerate(halves)))
    assert found["claims"] == Tally(1, 2, 4)
    assert found["lenient"].precision == 1


@LANGS
def test_one_sentence_over_two_gold_claims_answers_one(tmp_path: Path, lang: str) -> None:
    sheet = gold(tmp_path, lang)
    both = Span.of(sheet.article.text, sheet.claims[2].span.start, sheet.claims[3].span.end)
    assert tallies(sheet, claim(lang, 2, span=both))["claims"] == Tally(1, 1, 4)


@LANGS
def test_the_assignment_takes_most_shared_characters_not_the_first_come(tmp_path: Path, lang: str) -> None:
    sheet = gold(tmp_path, lang)
    third, fourth = sheet.claims[2].span, sheet.claims[3].span
    both = claim(lang, 2, id="both", span=Span.of(sheet.article.text, third.start, fourth.end))
    only_fourth = claim(lang, 3, id="fourth", kind="causal")
    for order in ((both, only_fourth), (only_fourth, both)):
        found = tallies(sheet, *order)
        assert found["claims"] == Tally(2, 2, 4)
        assert found["same kind"] == Tally(2, 2, 2)


@LANGS
def test_claims_with_one_span_are_told_apart_by_what_they_say(tmp_path: Path, lang: str) -> None:
    data = gold_file(lang)
    data["claims"] = [data["claims"][0] | {"id": metric, "metric": metric} for metric in ("revenue", "demand")]
    data["dependencies"] = []
    sheet = load([write(tmp_path, data, lang)])[0]
    found = tallies(sheet, claim(lang, 0, id="x", metric="demand"), claim(lang, 0, id="y", metric="revenue"))
    assert found["metric"] == Tally(2, 2, 2)


@LANGS
def test_borderline_text_is_neither_and_text_refused_is_wrong(tmp_path: Path, lang: str) -> None:
    last = QUOTES[lang][4]
    spare = [{"quote": last, "offset": TEXTS[lang].index(last)}]
    on_last = claim(lang, 4)
    neither = tallies(gold(tmp_path / "x", lang, borderline=spare, non_claims=[]), on_last)
    assert neither["claims"] == Tally(0, 0, 4)
    wrong = tallies(gold(tmp_path / "y", lang), on_last)
    assert wrong["claims"] == wrong["lenient"] + Tally(0, 0, 4) == Tally(0, 1, 4)


# --- what they say


@dataclass(frozen=True)
class Said:
    """Fields of a found first claim, and what the measure makes of them."""

    measure: str
    fields: dict[str, Any]
    right: Tally
    numbers: tuple[dict[str, Any], ...] = ()
    time: dict[str, Any] | None = None
    gold: dict[str, Any] = field(default_factory=dict)


def number(low: float | None, high: float | None, comparator: str, unit: str) -> tuple[dict[str, Any]]:
    return ({"low": low, "high": high, "comparator": comparator, "unit": unit},)


ONE, NONE = Tally(1, 1, 1), Tally(0, 1, 1)
RANGE = (money(200, 300),)
Y2027 = {"quote": "?", "start": "2027-01-01", "end": "2027-12-31"}
SAYINGS = (
    Said("prediction or not", {"kind": "prediction"}, ONE),
    Said("prediction or not", {"kind": "opinion"}, NONE),
    Said("prediction or not", {"kind": "causal"}, ONE, gold={"kind": "opinion"}),
    Said("same kind", {"kind": "causal"}, ONE, gold={"kind": "causal"}),
    Said("same kind", {"kind": "causal"}, NONE, gold={"kind": "opinion"}),
    Said("metric", {"metric": "revenue"}, ONE),
    Said("metric", {"metric": None}, NONE),
    Said("direction", {"direction": "up"}, ONE),
    Said("direction", {"direction": "down"}, NONE),
    Said("polarity", {"polarity": "affirmed"}, ONE),
    Said("polarity", {"polarity": "negated"}, NONE),
    Said("modality", {"modality": "probable"}, ONE, gold={"modality": "probable"}),
    Said("modality", {"modality": "possible"}, NONE, gold={"modality": "probable"}),
    Said("speaker or not", {"speaker": "analysts"}, ONE, gold={"speaker": "the market"}),
    Said("speaker or not", {"speaker": None}, NONE, gold={"attributed_to": "the market"}),
    Said("speaker or not", {"speaker": "analysts"}, NONE, gold={"attributed_to": None}),
    Said("subject", {"entities": ("cloudriver", "power")}, ONE),
    Said("subject", {"entities": ("power", "cloudriver")}, NONE),
    Said("subject", {"entities": ()}, NONE),
    Said("among first two", {"entities": ("power",)}, ONE, gold={"entities": ["CLOUDRIVER", "POWER", "X"]}),
    Said("among first two", {"entities": ("X",)}, NONE, gold={"entities": ["CLOUDRIVER", "POWER", "X"]}),
    Said("entities", {"entities": ("cloudriver",)}, ONE),
    Said("entities", {"entities": ("cloudriver", "power")}, Tally(1, 2, 1)),
    Said("entities", {"entities": ("power",)}, Tally(1, 1, 2), gold={"entities": ["cloud-river", "POWER"]}),
    Said("numbers", {"quantities": (money(30, 30),)}, ONE, numbers=number(30.0, 30, "=", "USD")),
    Said("numbers", {"quantities": (money(30, 30, approximate=True),)}, ONE, numbers=number(30, 30, "~<", "USD")),
    Said("numbers", {"quantities": (money(30, 30),)}, NONE, numbers=number(30, 30, "~", "USD")),
    Said("numbers", {"quantities": (money(30, 30, "CNY"),)}, NONE, numbers=number(30, 30, "=", "USD")),
    Said("values alone", {"quantities": (money(30, 30, "CNY"),)}, ONE, numbers=number(30, 30, "~", "USD")),
    Said("values alone", {"quantities": (money(31, 31),)}, NONE, numbers=number(30, 30, "=", "USD")),
    Said("numbers", {"quantities": (money(30, None),)}, ONE, numbers=number(30, 30, ">=", "USD")),
    Said("numbers", {"quantities": (money(30, None, low_open=True),)}, NONE, numbers=number(30, None, ">=", "USD")),
    Said(
        "numbers", {"quantities": (money(None, 5, "%", high_open=True),)}, ONE, numbers=number(0, 0.05, "<", "fraction")
    ),
    Said("numbers", {"quantities": (money(7, 7, "%"),)}, ONE, numbers=number(7, 7, "=", "%")),
    Said("numbers", {"quantities": (money(7, 7, "%"),)}, ONE, numbers=number(0.07, 0.07, "=", "fraction")),
    Said("numbers", {"quantities": (money(7, 7, "%/year"),)}, ONE, numbers=number(0.07, 0.07, "=", "fraction/year")),
    Said("numbers", {"quantities": RANGE}, ONE, numbers=number(200, 300, "=", "USD")),
    Said("numbers", {"quantities": RANGE}, ONE, numbers=number(200, 300, "~", "USD")),
    Said("numbers", {"quantities": (money(9, 9, "ride/week"),)}, ONE, numbers=number(9, 9, "=", "rides/week")),
    Said("numbers", {"quantities": (money(9, 9), money(9, 9))}, Tally(1, 2, 1), numbers=number(9, 9, "=", "USD")),
    Said("numbers", {}, Tally(0, 0, 1), numbers=number(9, 9, "=", "USD")),
    Said("period", {"period": year(2027)}, ONE, time=Y2027),
    Said("period", {"period": year(2026)}, NONE, time=Y2027),
    Said("period", {"period": None}, ONE),
    Said("period", {"period": year(2027)}, NONE),
    Said("period stated", {"period": year(2027)}, ONE, time=Y2027),
    Said("period stated", {"period": year(2027, day=9)}, NONE, time=Y2027),
    Said("to the month", {"period": year(2027, day=9)}, ONE, time=Y2027),
    Said("to the month", {"period": year(2027, 2)}, NONE, time=Y2027),
    Said("period inherited", {"period": year(2027)}, ONE, time=Y2027 | {"inherited": True}),
    Said("period inherited", {"period": None}, NONE, time=Y2027 | {"quote": None}),
)


@LANGS
@pytest.mark.parametrize("said", SAYINGS, ids=lambda said: said.measure)
def test_what_a_matched_claim_says(tmp_path: Path, lang: str, said: Said) -> None:
    data = gold_file(lang)
    stated = said.time and {**said.time, "quote": said.time["quote"] and QUOTES[lang][0][:2]}
    data["claims"][0] |= {"numbers": list(said.numbers), "time": stated, **said.gold}
    sheet = load([write(tmp_path, data, lang)])[0]
    found = tallies(sheet, claim(lang, 0, **said.fields))
    assert found[said.measure] == said.right


def test_every_field_has_a_right_and_a_wrong_case() -> None:
    right = {said.measure for said in SAYINGS if said.right == ONE}
    wrong = {said.measure for said in SAYINGS if said.right != ONE}
    assert right == wrong
    assert len(SAYINGS) == 51


def test_inherited_times_and_missing_fields_are_left_out(tmp_path: Path) -> None:
    found = tallies(gold(tmp_path, "en", time=Y2027 | {"quote": None}), claim("en", 0))
    assert "period" not in found
    assert found["period inherited"] == NONE
    assert {"modality", "speaker or not"} & found.keys() == set()


def test_a_third_written_out_is_a_third() -> None:
    exact = Number.of(Decimal("0.3333333333333333"), Decimal("0.3333333333333333"), "=", "fraction")
    assert exact.agrees(Number.of(Decimal("33.33"), Decimal("33.33"), "=", "%"))
    assert not exact.agrees(Number.of(Decimal("33.4"), Decimal("33.4"), "=", "%"))
    assert not Number.of(Decimal("4200"), None, ">", "x").agrees(Number.of(Decimal("4200.01"), None, ">", "x"))


@pytest.mark.parametrize(
    ("unit", "ours"),
    [
        ("GPUs", "GPU"),
        ("people", "person"),
        ("companies", "company"),
        ("queries/day", "query/day"),
        ("USD/year", "USD/year"),
    ],
)
def test_units_go_by_our_names(unit: str, ours: str) -> None:
    assert unit_id(unit) == ours


def test_a_time_reads_as_days_inside() -> None:
    assert str(Time.read(year(2027))) == "2027-01-01..2027-12-31"
    assert str(Time(None, None)) == ".."


def test_entities_new_in_the_text_are_known_by_the_annotators_names(tmp_path: Path) -> None:
    entities = [
        {"id": id, "label_en": id, "aliases_in_text": [alias]}
        for id, alias in (
            ("CLOUDRIVER", "云河"),
            ("ANALYSTS", "analysts' view"),
            ("POWER", "电"),
            ("DATA_CENTRE", "机房建设"),
            ("cloudriver", "x"),
        )
    ]
    sheet = gold(tmp_path, "zh-Hans", entities=entities)
    new = Entity(id="jifang", type="Technology", labels=("机房建设",), known=False)
    names = Names((), {"analysts' view": "analyst"}.get)
    claims = (claim("zh-Hans", 1, entities=("analyst",)), claim("zh-Hans", 3, entities=("jifang",)))
    found = score(sheet, Extraction(article=sheet.article, claims=claims, entities=(new,)), names).tallies
    assert found["subject"] == Tally(1, 2, 2)
    assert found["among first two"] == Tally(2, 2, 2)


# --- how they hang together


LINKS = (
    # conclusion, premise, relation, explicit -> pairs, explicit ones, relation, right way round
    ("f3", "f2", "caused_by", True, ONE, ONE, ONE, ONE),
    ("f3", "f2", "supported_by", True, ONE, ONE, NONE, ONE),
    ("f3", "f2", "caused_by", False, ONE, Tally(0, 0, 1), ONE, ONE),
    ("f2", "f3", "caused_by", True, NONE, NONE, None, NONE),
    ("f3", "f0", "caused_by", True, NONE, NONE, None, None),
    ("f3", "f9", "caused_by", True, Tally(0, 0, 1), Tally(0, 0, 1), None, None),
)


@LANGS
@pytest.mark.parametrize("case", LINKS, ids=lambda case: "-".join(map(str, case[:4])))
def test_dependencies(tmp_path: Path, lang: str, case: Any) -> None:
    conclusion, premise, relation, explicit, *expected = case
    claims = [claim(lang, nth) for nth in (0, 2, 3)]
    link = Dependency(conclusion=conclusion, premise=premise, relation=relation, explicit=explicit)
    found = tallies(gold(tmp_path, lang), *claims, links=(link,))
    assert [found.get(name) for name in ("dependencies", "explicit ones", "relation", "right way round")] == expected
    assert found["all dependencies"] == Tally(int(expected[0] == ONE), 1, 1)


SPLIT = {"zh-Hans": {"long": "机房建设", "short": "放缓了"}, "en": {"long": "building", "short": "slowed"}}
HALVES = (
    # conclusion, premise -> pairs, right way round
    ("long", "f2", ONE, ONE),
    ("short", "f2", ONE, ONE),
    ("f2", "short", NONE, NONE),
    ("short", "f0", NONE, None),
    ("short", "long", Tally(0, 0, 1), None),
)


def in_halves(lang: str) -> list[Claim]:
    spans = {id: place(TEXTS[lang], part) for id, part in SPLIT[lang].items()}
    return [claim(lang, 3, id=id, span=span) for id, span in spans.items()]


@LANGS
@pytest.mark.parametrize("case", HALVES, ids=lambda case: "-".join(map(str, case[:2])))
def test_a_link_of_half_a_claim_is_one_of_the_claim(tmp_path: Path, lang: str, case: Any) -> None:
    conclusion, premise, *expected = case
    halves = in_halves(lang)
    link = Dependency(conclusion=conclusion, premise=premise, relation="caused_by", explicit=True)
    found = tallies(gold(tmp_path, lang), *(claim(lang, nth) for nth in (0, 2)), *halves, links=(link,))
    assert [found.get(name) for name in ("dependencies", "right way round")] == expected


@LANGS
def test_links_of_both_halves_of_a_claim_count_once(tmp_path: Path, lang: str) -> None:
    halves = in_halves(lang)
    ends = [("long", "f2", "caused_by"), ("short", "f2", "supported_by"), ("short", "long", "supported_by")]
    links = tuple(Dependency(conclusion=c, premise=p, relation=how, explicit=True) for c, p, how in ends)  # type: ignore[arg-type]
    found = tallies(gold(tmp_path, lang), claim(lang, 2), *halves, links=links)
    assert found["dependencies"] == found["relation"] == ONE
    assert found["all dependencies"] == Tally(1, 3, 1)


def test_a_link_whose_ends_were_missed_counts_among_all_only(tmp_path: Path) -> None:
    found = tallies(gold(tmp_path, "en"), claim("en", 0))
    assert "dependencies" not in found
    assert found["all dependencies"] == Tally(0, 0, 1)


# --- whole folders


def knowledge() -> Knowledge:
    return Knowledge(entities={}, metrics={}, fingerprint="")


LAYOUTS = {
    "beside": ("", "", ""),
    "one folder up": ("", "gold", ""),
    "gold folder itself": ("", "gold", "gold"),
    "neighbour": ("seeds", "gold", "gold"),
    "the file": ("", "", "a.json"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_gold_finds_its_text(tmp_path: Path, layout: str) -> None:
    text, annotated, asked = (tmp_path / name for name in LAYOUTS[layout])
    for folder in (text, annotated):
        folder.mkdir(exist_ok=True)
    (text / "a_of-2027.md").write_text(EN, encoding="utf-8")
    (text / "ab.md").write_text("Another text.", encoding="utf-8")
    (annotated / "a.json").write_text(json.dumps(gold_file("en")), encoding="utf-8")
    report = evaluate([asked, asked], sentences, knowledge())
    assert report.together["claims"].gold == 4, "each file once"


def both(folder: Path) -> Report:
    for lang in TEXTS:
        write(folder / lang, gold_file(lang), lang)
        (folder / lang / "a.txt").rename(folder / lang / f"{lang}.txt")
        (folder / lang / "a.json").write_text(json.dumps(gold_file(lang, article=lang)), encoding="utf-8")
    return evaluate([folder / lang for lang in TEXTS], sentences, knowledge())


def test_languages_stand_apart_and_together(tmp_path: Path) -> None:
    report = both(tmp_path)
    assert list(report.by_lang) == ["zh-Hans", "en"]
    assert report.by_lang["en"]["claims"] == Tally(3, 4, 4)
    assert report.by_lang["zh-Hans"]["claims"] == Tally(3, 4, 4)
    assert report.together["claims"] == Tally(6, 8, 8) == report.at_floor["claims"]


def test_the_table_shows_every_measure_once(tmp_path: Path) -> None:
    report = both(tmp_path)
    lines = table(report).splitlines()
    assert lines[0].split() == ["zh-Hans", "en", "all", "of", "floor"]
    assert next(line for line in lines if line.startswith("recall")).split() == [
        "recall",
        "0.75",
        "0.75",
        "0.75",
        "8",
        "0.75",
    ]
    assert next(line for line in lines if line.startswith("precision")).split()[-2] == "8"
    assert [line.split()[:4] for line in lines[-2:]] == [["zh-Hans", "zh-Hans", "4", "4"], ["en", "en", "4", "4"]]
    assert max(map(len, lines)) <= 120


def test_json_holds_the_same_figures(tmp_path: Path) -> None:
    data = json.loads(json.dumps(to_json(both(tmp_path))))
    assert data["all"]["claims"] == {"right": 6, "found": 8, "gold": 8, "precision": 0.75, "recall": 0.75, "f1": 0.75}
    assert data["languages"]["en"]["same_kind"]["gold"] == 3
    assert data["articles"]["en"]["lang"] == "en"
    assert data["floor"] == data["all"]


def test_worst_errors_come_by_cause_core_first(tmp_path: Path) -> None:
    listing = worst(both(tmp_path), 1)
    causes = [line for line in listing.splitlines() if line and not line.startswith(" ")]
    assert causes[:2] == ["missed other claims: 2", "spurious claims: 2"]
    assert "wrong subject: 6" in causes
    assert "en:0  gold prediction, found assertion  | Cloudriver will earn 3 billion" in listing
    assert "(refused)  | Bye!" in listing
    assert len(listing.split("\n")) == 3 * len(causes), "a head, one error, a blank line"


# --- gold that is wrong


def spoil(path: str, value: Any) -> Any:
    """A change to the gold at a path such as claims.0.kind."""

    def change(data: Any) -> None:
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        for step in way:
            data = data[step]
        data[last] = value

    return change


BAD = (
    (spoil("claims.0.offset", 3), "quote 'Cloudriver will earn 3 billion' does not stand at 3; it stands at 0"),
    (spoil("claims.0.quote", "not in there"), "quote 'not in there' does not stand at 0; copy it from the text"),
    (spoil("claims.0.quote", ""), "quote is ''"),
    (spoil("claims.1.kind", "forecast"), "kind is 'forecast'; write one of prediction"),
    (spoil("claims.1.direction", None), "direction is None; write one of up"),
    (spoil("claims.1.polarity", "yes"), "polarity is 'yes'"),
    (spoil("claims.1.modality", "sure"), "modality is 'sure'"),
    (spoil("claims.1.id", "g0"), "g0: names more than one claim"),
    (spoil("claims.1.entities", "NVDA"), "entities is 'NVDA'; write a list of words"),
    (spoil("claims.1.polarty", "negated"), "no field is called polarty"),
    (spoil("claims.2", "power"), "claims holds 'power'"),
    (spoil("claims", []), "no claims"),
    (spoil("claims.0.numbers", number(5, 3, "range", "x")), "low 5 is above high 3"),
    (spoil("claims.0.numbers", number(None, None, "=", "x")), "neither low nor high"),
    (spoil("claims.0.numbers", number(3, 3, "==", "x")), "comparator is '=='"),
    (spoil("claims.0.numbers", ({"low": "3", "high": 3, "comparator": "="},)), "low is '3'; write a number or null"),
    (
        spoil("claims.0.numbers", ({"low": 3, "high": 3, "comparator": "=", "quote": "three"},)),
        "quote 'three' is not in",
    ),
    (spoil("claims.0.time", {"start": "2027", "end": None}), "start is '2027'; write a date"),
    (spoil("claims.0.time", {"start": "2027-02-01", "end": "2027-01-01"}), "starts 2027-02-01, after its end"),
    (spoil("dependencies.0.to", "g9"), "g9: a dependency names it"),
    (spoil("dependencies.0.to", "g3"), "g3: depends on itself"),
    (spoil("dependencies.0.relation", "because"), "relation is 'because'"),
    (spoil("non_claims.0.offset", -1), "does not stand at -1"),
    (spoil("entities", [{"id": "CLOUDRIVER"}]), "entity POWER is not under entities"),
    (spoil("article", "b"), "not one text for article b"),
    (spoil("published", "2027-13"), "published is '2027-13-15'"),
)


@pytest.mark.parametrize("case", BAD, ids=lambda case: case[1])
def test_bad_gold_is_refused(tmp_path: Path, case: Any) -> None:
    change, message = case
    data = gold_file("en")
    change(data)
    with pytest.raises(DataError) as caught:
        load([write(tmp_path, data, "en")])
    assert message in str(caught.value)
    assert str(tmp_path / "a.json") in str(caught.value)


def test_all_problems_come_at_once_with_their_lines(tmp_path: Path) -> None:
    data = gold_file("en")
    for change, _ in BAD[3:5]:
        change(data)
    data["claims"][2]["offset"] = 0
    folder = write(tmp_path, json.dumps(data, indent=1), "en")
    (folder / "broken.json").write_text('{"claims": [', encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load([folder, tmp_path / "nowhere"])
    problems = caught.value.problems
    assert len(problems) == 5
    raw = (folder / "a.json").read_text(encoding="utf-8").splitlines()
    assert {raw[problem.line - 1].strip() for problem in problems if problem.line and "a.json" in problem.file} == {
        '"id": "g1",',
        '"id": "g2",',
    }
    assert len(BAD) == 26


def test_other_json_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "cross.json").write_text('{"contradictions": []}', encoding="utf-8")
    assert len(load([write(tmp_path, gold_file("en"), "en")])) == 1
    (tmp_path / "a.json").unlink()
    with pytest.raises(DataError, match="annotates"):
        load([tmp_path])


def test_a_date_the_text_lacks_is_taken_from_the_gold(tmp_path: Path) -> None:
    for published, day in (("2027-03", date(2027, 3, 15)), ("2027-03-09", date(2027, 3, 9)), (None, None)):
        sheet = load([write(tmp_path, gold_file("en", published=published), "en")])[0]
        assert sheet.article.published == day


# --- the annotations beside the project


@needs_shared
@pytest.mark.parametrize(("folder", "articles", "claims", "recall"), [("gold", 3, 476, 0.6), ("dev", 3, 64, 0.85)])
def test_shared_gold_holds_and_the_floor_is_where_it_was_measured(
    folder: str, articles: int, claims: int, recall: float
) -> None:
    report = evaluate([SHARED / folder], sentences, knowledge())
    assert len(report.scores) == articles
    floor: Article | Tally = report.at_floor["claims"]
    assert floor.gold == claims
    assert recall <= floor.recall <= recall + 0.1
    assert 0.5 <= floor.precision <= 0.7
