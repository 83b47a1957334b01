"""The user's own data grow by well-formed blocks, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.check import check_data
from kg.concepts import Concept, Label, Metric
from kg.errors import DataError
from kg.extend import add_entity, add_labels, add_metric
from kg.gazetteer import Knowledge
from kg.model import Lang


def names(**by_lang: str) -> tuple[Label, ...]:
    langs: dict[str, Lang] = {"en": "en", "hans": "zh-Hans", "hant": "zh-Hant"}
    return tuple(Label.of(text, langs[lang], preferred=True) for lang, text in by_lang.items())


def company(id: str, **by_lang: str) -> Concept:
    return Concept(id=id, type="Company", labels=names(**by_lang))


ENTITIES = [
    company("acme", en="Acme"),
    company("ACM.DE", en="Acme AG", hans="艾克米", hant="艾克米"),
    company("A&B 公司", en='A "and" B\\C'),
    Concept(
        id="zaurus",
        type="Product",
        labels=(
            *names(en="Zaurus", hans="扎鲁斯", hant="薩魯斯"),
            *(Label.of(f"Zaurus number {i}", "en") for i in range(20)),
            Label.of("远望", "zh-Hans", ambiguous=True),
        ),
        part_of=("AAPL",),
        product_of=("NVDA", "AMD"),
        broader=("chips",),
        context=("芯片", 'the "Z" chip'),
        wikidata="Q42",
        definition="A chip that nobody makes.",
    ),
]
METRICS = [
    Metric(id="vibe", labels=names(en="vibe", hans="气场", hant="氣場"), unit="point", nature="quality"),
    Metric(
        id="cooling_cost",
        labels=(*names(en="cooling cost"), Label.of("散热成本", "zh-Hans")),
        unit="USD/year",
        nature="flow",
        neighbours=("cost",),
        refines="cost",
        about=("liquid-cooling", "Place"),
        definition="What cooling costs.",
    ),
]


@pytest.mark.parametrize("concept", ENTITIES, ids=lambda concept: concept.id)
def test_an_entity_written_is_the_entity_read(tmp_path: Path, concept: Concept) -> None:
    path = add_entity(tmp_path, concept)
    known = Knowledge.load(tmp_path).entities[concept.id]
    assert path == tmp_path / "entities.ttl"
    assert known.file == str(path)
    for field in ("type", "part_of", "product_of", "broader", "context", "wikidata", "definition"):
        assert getattr(known, field) == getattr(concept, field)
    assert set(known.labels) == set(concept.labels)
    assert all(len(line) <= 120 for line in path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.id)
def test_a_metric_written_is_the_metric_read(tmp_path: Path, metric: Metric) -> None:
    path = add_metric(tmp_path, metric)
    known = Knowledge.load(tmp_path).metrics[metric.id]
    assert path == tmp_path / "metrics.ttl"
    for field in ("unit", "nature", "opposite", "neighbours", "refines", "about", "definition"):
        assert getattr(known, field) == getattr(metric, field)
    assert set(known.labels) == set(metric.labels)


def test_one_block_after_the_other(tmp_path: Path) -> None:
    for concept in ENTITIES:
        add_entity(tmp_path, concept)
    text = (tmp_path / "entities.ttl").read_text(encoding="utf-8")
    assert text.count("@prefix e:") == 1
    assert check_data([tmp_path]) == []
    assert (
        len(Knowledge.load(tmp_path).entities)
        == len(Knowledge.load().entities) + len(ENTITIES)
        == 4 + len(Knowledge.load().entities)
    )


def test_what_the_user_wrote_by_hand_stays(tmp_path: Path) -> None:
    path = tmp_path / "entities.ttl"
    own = (
        "# mine\n@prefix x: <https://w3id.org/claimgraph/entity/> .\n@prefix c: <https://w3id.org/claimgraph/ns#> .\n"
        '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\nx:mine a c:Place ; skos:prefLabel "Mine"@en .'
    )
    path.write_text(own, encoding="utf-8")
    add_entity(tmp_path, company("acme", en="Acme"))
    assert path.read_text(encoding="utf-8").startswith(own + "\n")
    assert {"mine", "acme"} <= set(Knowledge.load(tmp_path).entities)


@pytest.mark.parametrize(
    ("labels", "asked", "id"),
    [
        ([Label.of("皮衣厂", "zh-Hans")], "皮衣廠", "NVDA"),
        ([Label.of("Team Green", "en")], "team green", "NVDA"),
        ([Label.of("綠廠", "zh-Hant"), Label.of("Big Green", "en")], "绿厂", "NVDA"),
    ],
)
def test_other_names_for_what_is_known(tmp_path: Path, labels: list[Label], asked: str, id: str) -> None:
    add_labels(tmp_path, id, labels)
    assert Knowledge.load(tmp_path).resolve(asked) == id


def test_an_ambiguous_name_comes_with_its_context(tmp_path: Path) -> None:
    label = Label.of("绿厂", "zh-Hans", ambiguous=True)
    add_labels(tmp_path, "NVDA", [label], context=["显卡"])
    known = Knowledge.load(tmp_path).entities["NVDA"]
    assert label in known.labels
    assert "显卡" in known.context


@pytest.mark.parametrize(
    ("concept", "words"),
    [
        (company("NVDA", en="Acme"), "NVDA is there already"),
        (company("nvda", en="Acme"), "differs only in case"),
        (company("acme", en="Nvidia"), "already names e:NVDA"),
        (company("acme", hant="輝達"), "already names e:NVDA"),
        (company("acme", hans="英偉達"), "wrong language tag"),
        (company("acme", en="艾克米"), "wrong language tag"),
        (company("acme", en=" Acme"), "is no word"),
        (company("acme"), "no skos:prefLabel"),
        (Concept(id="acme", type="Company", labels=names(en="Acme"), part_of=("no",)), "no entity e:no"),
        (Concept(id="acme", type="Company", labels=names(en="Acme"), part_of=("acme",)), "of itself"),
    ],
)
def test_a_faulty_entity_is_refused_and_nothing_is_written(tmp_path: Path, concept: Concept, words: str) -> None:
    with pytest.raises(DataError, match=words):
        add_entity(tmp_path, concept)
    assert not list(tmp_path.iterdir())


EVERYTHING = [
    (
        Metric(id="revenue", labels=names(en="moat"), unit="USB", nature="flow", neighbours=("nothing",)),
        ["revenue is there already", '"moat"@en already names m:comp', "no metric m:nothing", "unknown unit USB; did"],
    ),
    (
        Metric(id=" ", labels=names(en="vibe"), unit="bogus", nature="flow"),
        ["the id ' ' is no word", "unknown unit bogu"],
    ),
    (Metric(id="", labels=names(hans="气场"), unit="", nature="flow"), ["the id '' is no word", "m:: no unit"]),
    (company("NVDA", en="Acme", hans="英偉達"), ["NVDA is there already", "wrong language tag"]),
    (company("NVDA", en="NVIDIA"), ["NVDA is there already"]),
    (company("a\tb", hans="微软", en=" Acme"), ["the id 'a\\tb' is no word", '" Acme"@en is no word', "names e:MSFT"]),
]


@pytest.mark.parametrize(("thing", "faults"), EVERYTHING, ids=[repr(thing.id) for thing, _ in EVERYTHING])
def test_all_that_is_wrong_is_told_at_once(tmp_path: Path, thing: Concept | Metric, faults: list[str]) -> None:
    with pytest.raises(DataError) as caught:
        add_metric(tmp_path, thing) if isinstance(thing, Metric) else add_entity(tmp_path, thing)
    told = [str(problem) for problem in caught.value.problems]
    assert len(told) == len(faults), told
    assert all(fault in one for fault, one in zip(faults, told, strict=True)), told
    assert "_new_" not in str(caught.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("metric", "words"),
    [
        (Metric(id="revenue", labels=names(en="vibe"), unit="USD", nature="flow"), "revenue is there already"),
        (Metric(id="vibe", labels=names(en="revenue"), unit="USD", nature="flow"), "already names m:revenue"),
        (Metric(id="vibe", labels=names(hant="營收"), unit="USD", nature="flow"), "already names m:revenue"),
        (Metric(id="vibe", labels=names(en="vibe"), unit="USB", nature="flow"), "unknown unit USB"),
        (Metric(id="vibe", labels=names(en="vibe"), unit="", nature="flow"), "no unit"),
        (Metric(id="vibe", labels=names(en="vibe"), unit="USD", nature="flow", opposite="supply"), "m:demand"),
    ],
)
def test_a_faulty_metric_is_refused_and_nothing_is_written(tmp_path: Path, metric: Metric, words: str) -> None:
    with pytest.raises(DataError, match=words):
        add_metric(tmp_path, metric)
    assert not list(tmp_path.iterdir())


def test_labels_need_an_entity_to_name(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="there is no entity acme"):
        add_labels(tmp_path, "acme", [Label.of("Acme", "en")])
    with pytest.raises(DataError, match="already names e:MSFT"):
        add_labels(tmp_path, "NVDA", [Label.of("微软", "zh-Hans")])
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_broken_already_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "entities.ttl"
    path.write_text("this is no Turtle", encoding="utf-8")
    with pytest.raises(DataError, match="Parser error"):
        add_entity(tmp_path, company("acme", en="Acme"))
    assert path.read_text(encoding="utf-8") == "this is no Turtle"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(DataError, match="not UTF-8"):
        add_entity(tmp_path, company("acme", en="Acme"))
    assert path.read_bytes() == b"\xff\xfe"
