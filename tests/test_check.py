"""Every problem of every data file is named at once, with its file, its line and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from kg.check import PACKAGED, check_data
from kg.errors import Problem

PREFIXES = """@prefix cg: <https://w3id.org/claimgraph/ns#> .
@prefix e: <https://w3id.org/claimgraph/entity/> .
@prefix m: <https://w3id.org/claimgraph/metric/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
"""
FIRST = PREFIXES.count("\n") + 1  # the line on which a case begins


class Case(NamedTuple):
    """Turtle after the prefixes; the problems it must have, each as its line in the case and words of its text."""

    name: str
    turtle: str
    wanted: list[tuple[int, str]]


SOUND = [
    'e:acme a cg:Company ; skos:prefLabel "Acme"@en .',
    'e:acme a cg:Company ; skos:prefLabel "艾克米"@zh-Hans , "艾克米"@zh-Hant , "Acme"@en .',
    'e:acme a skos:Concept , cg:Company ; skos:prefLabel "Acme"@en .',
    'e:NVDA skos:altLabel "皮衣厂"@zh-Hans .',
    'e:NVDA skos:altLabel "NVIDIA"@en , "辉达"@zh-Hans .',
    'e:acme a cg:Company ; skos:prefLabel "Acme"@en ; cg:ambiguousLabel "超微"@zh-Hans ; cg:context "厂" .',
    'e:acme a cg:Company ; skos:prefLabel "Acme"@en ; cg:ticker "ACME" , "A" ; cg:partOf e:NVDA .',
    '<https://w3id.org/claimgraph/entity/a%26b> a cg:Company ; skos:prefLabel "A & B"@en .',
    'e:selvo a cg:Product ; skos:prefLabel "Selvo"@en , "昇鹏"@zh-Hans .',
    'm:vibe a cg:Metric ; cg:nature "rank" ; cg:unit "USD/month" ; skos:prefLabel "vibe"@en ; cg:neighbour m:revenue .',
    'm:vibe a cg:Metric ; cg:nature "flow" ; cg:unit "GB/s" ; skos:prefLabel "vibe"@en ; cg:about e:NVDA , cg:Index .',
    "# nothing but a remark\n",
]
ACME = 'e:acme a cg:Company ;\n  skos:prefLabel "Acme"@en ;\n  '
OTHER = 'e:b a cg:Company ; skos:prefLabel "Bcd"@en ;\n  '
VIBE = 'm:vibe a cg:Metric ; skos:prefLabel "vibe"@en ;\n  '
FLOW = VIBE + 'cg:nature "flow" ; cg:unit "USD" ; '
FAULTY = [
    Case("label taken, en", 'e:acme a cg:Company ;\n  skos:prefLabel "nvidia"@en .', [(1, 'already names e:NVDA')]),
    Case("label taken, zh-Hans", ACME + 'skos:altLabel "英伟达"@zh-Hans .', [(2, 'already names e:NVDA')]),
    Case("label taken, other script", ACME + 'skos:altLabel "辉达"@zh-Hans .', [(2, 'already names e:NVDA')]),
    Case("label taken, zh-Hant", ACME + 'skos:altLabel "微軟"@zh-Hant .', [(2, 'already names e:MSFT')]),
    Case("ambiguous on one side", ACME + 'cg:ambiguousLabel "微软"@zh-Hans ; cg:context "厂" .', [(2, "names e:MSFT")]),
    Case("twice in one file", f'{ACME}skos:altLabel "X1Y"@en .\n{OTHER}skos:altLabel "x1y"@en .', [(4, "e:acme")]),
    Case("ambiguous without context", ACME + 'cg:ambiguousLabel "超微"@zh-Hans .', [(2, "without cg:context")]),
    Case("no label", "e:acme a cg:Company .", [(0, "no skos:prefLabel")]),
    Case("no preferred label", 'e:acme a cg:Company ; skos:altLabel "Acme"@en .', [(0, "no skos:prefLabel")]),
    Case("two preferred labels", ACME + 'skos:prefLabel "Acme Inc."@en .', [(2, 'beside "Acme"@en')]),
    Case("other preferred label", 'e:NVDA\n  skos:prefLabel "绿厂"@zh-Hans .', [(1, 'beside "英伟达"')]),
    Case("no type", 'e:acme skos:prefLabel "Acme"@en .', [(0, "no type")]),
    Case("unknown type", 'e:acme\n  a cg:Firm ; skos:prefLabel "Acme"@en .', [(1, "unknown type Firm")]),
    Case("two types", 'e:acme a cg:Company ,\n  cg:Place ; skos:prefLabel "Acme"@en .', [(1, "more than one type")]),
    Case("other type", 'e:NVDA a cg:Place .', [(0, "more than one type: cg:Company, cg:Place")]),
    Case("no tag", ACME + 'skos:altLabel "Ac" .', [(2, '"Ac" has no language tag')]),
    Case("wrong tag, zh", ACME + 'skos:altLabel "艾克米"@zh .', [(2, "wrong language tag")]),
    Case("wrong tag, zh-cn", ACME + 'skos:altLabel "艾克米"@zh-CN .', [(2, "wrong language tag")]),
    Case("wrong tag, Chinese as en", ACME + 'skos:altLabel "艾克米"@en .', [(2, "wrong language tag")]),
    Case("wrong tag, traditional", ACME + 'skos:altLabel "艾維達"@zh-Hans .', [(2, "wrong language tag")]),
    Case("wrong tag, other language", ACME + 'skos:altLabel "Akme"@de .', [(2, "wrong language tag")]),
    Case("label with blanks", ACME + 'skos:altLabel " Ac "@en .', [(2, "is no word")]),
    Case("empty label", ACME + 'skos:altLabel ""@zh-Hans .', [(2, "is no word")]),
    Case("label is a link", ACME + "skos:altLabel e:NVDA .", [(2, "is no word")]),
    Case("unknown property", ACME + "cg:partof e:NVDA .", [(2, "unknown property cg:partof")]),
    Case("unknown property of SKOS", ACME + 'skos:altLable "A1"@en .', [(2, "unknown property skos:altLable")]),
    Case("dangling part", ACME + "cg:partOf e:nowhere .", [(2, "no entity e:nowhere")]),
    Case("dangling product", ACME + "cg:productOf e:nowhere .", [(2, "no entity e:nowhere")]),
    Case("part of a word", ACME + 'cg:partOf "NVDA" .', [(2, "cg:partOf names NVDA")]),
    Case("part of itself", ACME + "cg:partOf e:acme .", [(2, "e:acme -> e:acme")]),
    Case("cycle", f"{ACME}cg:partOf e:b .\n{OTHER}cg:productOf e:acme .", [(4, "e:acme -> e:b -> e:acme")]),
    Case("cycle through the package", "e:GOOGL\n  cg:partOf e:waymo .", [(1, "of itself")]),
    Case("not our IRI", '<http://a.example/x> a cg:Company ; skos:prefLabel "Acme"@en .', [(0, "not one of ours")]),
    Case("not a Wikidata IRI", ACME + "skos:exactMatch e:NVDA .", [(2, "skos:exactMatch names e:NVDA")]),
    Case("id in other case", 'e:nvda a cg:Company ; skos:prefLabel "Acme"@en .', [(0, "differs only in case")]),
    Case("no nature", VIBE + 'cg:unit "USD" .', [(0, "no nature")]),
    Case("unknown nature", VIBE + 'cg:unit "USD" ;\n  cg:nature "mood" .', [(2, "unknown nature mood")]),
    Case("no unit", VIBE + 'cg:nature "flow" .', [(0, "no unit")]),
    Case("unknown unit", VIBE + 'cg:nature "flow" ; cg:unit "USB/year" .', [(1, "unknown unit USB")]),
    Case("two units", VIBE + 'cg:nature "flow" ; cg:unit "USD" ;\n  cg:unit "EUR" .', [(2, "cg:unit is said 2 times")]),
    Case("dangling opposite", FLOW + 'cg:opposite m:no .', [(1, "no metric m:no")]),
    Case("dangling neighbour", FLOW + 'cg:neighbour m:no .', [(1, "no metric m:no")]),
    Case("dangling subject", FLOW + 'cg:about e:no .', [(1, "no entity e:no")]),
    Case("one-sided opposite", FLOW + 'cg:opposite m:supply .', [(1, "m:demand")]),
    Case("metric label taken", FLOW + 'skos:altLabel "營收"@zh-Hant .', [(1, "m:revenue")]),
    Case("malformed", "e:acme a cg:Company ;\n  skos:prefLabel @en .", [(1, "Parser error")]),
    Case("malformed, unclosed", 'e:acme a cg:Company ;\n  skos:prefLabel "艾克米@zh-Hans .', [(1, "Parser error")]),
    Case("malformed, prefix", 'x:acme a cg:Company .', [(0, "Parser error")]),
]  # fmt: skip


def problems_of(folder: Path, turtle: str, name: str = "entities.ttl") -> list[Problem]:
    path = folder / name
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    return check_data([path])


def test_the_packaged_data_are_sound() -> None:
    assert check_data() == []
    assert check_data(PACKAGED) == []


@pytest.mark.parametrize("turtle", SOUND)
def test_sound_data_have_no_problems(tmp_path: Path, turtle: str) -> None:
    assert problems_of(tmp_path, turtle) == []


@pytest.mark.parametrize("case", FAULTY, ids=lambda case: case.name)
def test_a_problem_is_named_with_its_place_and_its_remedy(tmp_path: Path, case: Case) -> None:
    found = problems_of(tmp_path, case.turtle)
    assert len(found) == len(case.wanted), "\n".join(map(str, found))
    for problem, (line, words) in zip(found, case.wanted, strict=True):
        assert words in problem.text
        assert (problem.file, problem.line) == (str(tmp_path / "entities.ttl"), FIRST + line), problem
        assert problem.remedy


def test_all_cases_were_collected() -> None:
    assert (len(SOUND), len(FAULTY)) == (12, 48)
    assert len({case.name for case in FAULTY}) == len(FAULTY)


def test_a_clash_names_both_places(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, 'e:acme a cg:Company ; skos:prefLabel "Acme"@en , "輝達"@zh-Hant .')
    lines = PACKAGED[0].read_text(encoding="utf-8").splitlines()
    (line,) = [nr for nr, text in enumerate(lines, 1) if '"輝達"' in text]
    assert f'"輝達"@zh-Hant already names e:NVDA ({PACKAGED[0]}:{line})' in problem.text


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "entities.ttl").write_text(
        PREFIXES + 'e:a1 a cg:Firm ; skos:prefLabel "Aa"@en .\ne:b1 a cg:Company .\n'
        'e:c1 a cg:Company ; skos:prefLabel "英伟达"@zh-Hans .\ne:d1 a cg:Place ; skos:prefLabel "Dd"@en-GB .\n',
        encoding="utf-8",
    )
    (tmp_path / "metrics.ttl").write_text(PREFIXES + "m:x a cg:Metric .\nm:y a cg:Metric ; }", encoding="utf-8")
    found = check_data([tmp_path])
    told = sorted((Path(problem.file).name, problem.line) for problem in found)
    entities = [("entities.ttl", line) for line in (6, 7, 8, 9)]
    assert told == [*entities, *(("metrics.ttl", line) for line in (6, 6, 6, 7))]


def test_links_into_an_unread_part_are_no_problem_of_their_own(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, ACME + "cg:partOf e:later .\n}\ne:later a cg:Company .")
    assert "Parser error" in problem.text


@pytest.mark.parametrize(
    ("data", "words", "line"),
    [
        (b'@prefix e: <x:> .\n\ne:a e:b "\xff" .', "this is not UTF-8", 3),
        ("e:a e:b 苹果 .".encode("gb18030"), "this is not UTF-8", 1),
        (b"\x00\x01\x02", "Parser error", 1),
    ],
)
def test_bytes_that_are_no_turtle(tmp_path: Path, data: bytes, words: str, line: int) -> None:
    path = tmp_path / "entities.ttl"
    path.write_bytes(data)
    (problem,) = check_data([path])
    assert words in problem.text
    assert (problem.file, problem.line) == (str(path), line)


def test_a_missing_file_and_an_empty_folder(tmp_path: Path) -> None:
    assert check_data([tmp_path, tmp_path / "nowhere"]) == []
    (problem,) = check_data([tmp_path / "nothing.ttl"])
    assert "No such file" in problem.text


def test_a_byte_order_mark_and_windows_lines_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "entities.ttl"
    turtle = PREFIXES + 'e:acme a cg:Company ;\n  skos:prefLabel "微软"@zh-Hans .\n'
    path.write_bytes(("\ufeff" + turtle.replace("\n", "\r\n")).encode())
    (problem,) = check_data([path])
    assert problem.line == FIRST + 1
