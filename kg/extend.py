"""Adding to the user's own data files: a well-formed block at the end, and nothing at all if anything is wrong with it.

>>> from tempfile import mkdtemp
>>> from kg.gazetteer import Knowledge
>>> folder = Path(mkdtemp())
>>> names = (Label.of("Glasswing", "en", preferred=True), Label.of("玻璃翼", "zh-Hans"))
>>> add_entity(folder, Concept(id="glasswing", type="Company", labels=names, product_of=("NVDA",))).name
'entities.ttl'
>>> Knowledge.load(folder).whole_of("glasswing")
('NVDA',)
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kg.check import PACKAGED, Examined, examine, user_files
from kg.concept_reader import ID_REMEDY, is_word
from kg.concepts import Concept, Label, Metric
from kg.errors import DataError, Problem
from kg.namespace import CG, ENTITY, METRIC, SKOS, WIKIDATA, iri
from kg.turtle_source import Source
from kg.units import Units

_PREFIXES = {"cg": CG, "e": ENTITY, "m": METRIC, "skos": SKOS, "wd": WIKIDATA}
_PLAIN = re.compile(r"\w(?:[\w.-]*[\w-])?", re.ASCII)
_WIDTH = 116
_STAND_IN = "_new_"


def add_entity(folder: Path, concept: Concept) -> Path:
    """Append `concept` to the `entities.ttl` in `folder`, and return its path.

    DataError, with nothing written, when the id is taken or the data with this block would not pass `kg check`.
    """
    facts = {
        "skos:broader": _names("e", concept.broader),
        "cg:partOf": _names("e", concept.part_of),
        "cg:productOf": _names("e", concept.product_of),
        "cg:context": [_literal(word) for word in concept.context],
        "skos:exactMatch": [f"wd:{concept.wikidata}"] if concept.wikidata else [],
        "skos:definition": [_literal(concept.definition, "en")] if concept.definition else [],
    }
    there = _known(folder).entities.get(concept.id)
    told = {"a": [f"cg:{concept.type}"]} | _labels(concept.labels) | facts
    return _append_new(folder / "entities.ttl", "e", concept.id, told, there)


def add_metric(folder: Path, metric: Metric) -> Path:
    """Append `metric` to the `metrics.ttl` in `folder`, and return its path; DataError as in `add_entity`."""
    facts = {
        "cg:nature": [_literal(metric.nature)],
        "cg:unit": [_literal(metric.unit)],
        "cg:opposite": _names("m", (metric.opposite,) if metric.opposite else ()),
        "cg:neighbour": _names("m", metric.neighbours),
        "cg:refines": _names("m", (metric.refines,) if metric.refines else ()),
        "cg:about": _names("e", metric.about),
        "skos:definition": [_literal(metric.definition, "en")] if metric.definition else [],
    }
    there = _known(folder).metrics.get(metric.id)
    told = {"a": ["cg:Metric"]} | _labels(metric.labels) | facts
    return _append_new(folder / "metrics.ttl", "m", metric.id, told, there)


def add_labels(folder: Path, id: str, labels: Iterable[Label], context: Sequence[str] = ()) -> Path:
    """Append other names for the entity `id`, packaged or the user's own, to the `entities.ttl` in `folder`.

    `context` are words that select the ambiguous ones. DataError as in `add_entity`, and when there is no such entity.
    """
    path = folder / "entities.ttl"
    if id not in _known(folder).entities:
        raise DataError([Problem(file=str(path), text=f"there is no entity {id}", remedy="add it first")])
    facts = _labels(labels) | {"cg:context": [_literal(word) for word in context]}
    return _append(path, _block(_name("e", id), facts))


def _labels(labels: Iterable[Label]) -> dict[str, list[str]]:
    facts: dict[str, list[str]] = {}
    for label in labels:
        for name in _properties(label):
            facts.setdefault(name, []).append(_literal(label.text, label.lang))
    return facts


def _properties(label: Label) -> list[str]:
    marks = {
        "skos:prefLabel": label.preferred,
        "cg:ambiguousLabel": label.ambiguous,
        "cg:caseSensitiveLabel": label.case_sensitive,
        f"cg:{label.pole}Label": label.pole is not None,
    }
    return [name for name, told in marks.items() if told] or ["skos:altLabel"]


def _block(subject: str, facts: Mapping[str, Sequence[str]]) -> str:
    lines = [_wrap(name, values) for name, values in facts.items() if values]
    return f"{subject} " + " ;\n".join(lines).lstrip() + " .\n"


def _wrap(name: str, values: Sequence[str]) -> str:
    lines = [f"  {name}"]
    for value in [f"{value} ," for value in values[:-1]] + [values[-1]]:
        if len(lines[-1]) + len(value) > _WIDTH:
            lines.append("   ")
        lines[-1] += f" {value}"
    return "\n".join(lines)


def _literal(text: str, lang: str = "") -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"' + (f"@{lang}" if lang else "")


def _names(prefix: str, ids: Iterable[str]) -> list[str]:
    return [_name(prefix, id) for id in ids]


def _name(prefix: str, id: str) -> str:
    return f"{prefix}:{id}" if _PLAIN.fullmatch(id) else f"<{iri(_PREFIXES[prefix], id)}>"


def _known(folder: Path) -> Examined:
    return examine([Source.read(path) for path in (*PACKAGED, *user_files(folder))])


def _append_new(
    path: Path, prefix: str, id: str, facts: Mapping[str, Sequence[str]], there: Concept | Metric | None
) -> Path:
    """Write what is told of a new thing, unless `there` has its id; whatever else is wrong with it is told, too."""
    fault = _fault_of_id(id, there, path)
    if fault is None:
        return _append(path, _block(_name(prefix, id), facts))
    others = _with(path, _block(f"{prefix}:{_STAND_IN}", facts))[1]
    called = (replace(one, text=one.text.replace(f"{prefix}:{_STAND_IN}", f"{prefix}:{id}")) for one in others)
    raise DataError([fault, *(one for one in called if f"already names {prefix}:{id} (" not in one.text)])


def _fault_of_id(id: str, there: Concept | Metric | None, path: Path) -> Problem | None:
    if there:
        told = f"{id} is there already ({there.file}:{there.line})"
        return Problem(file=str(path), text=told, remedy="choose another id, or add labels to this one")
    if not is_word(id):
        return Problem(file=str(path), text=f"the id {id!r} is no word", remedy=ID_REMEDY)
    return None


def _append(path: Path, block: str) -> Path:
    """Write `block` at the end of the file at `path` if all data together are sound with it."""
    text, problems = _with(path, block)
    if problems:
        raise DataError(problems)
    _write(path, text)
    return path


def _with(path: Path, block: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of the file at `path` with `block` at its end, and all that is wrong with all data then."""
    before = Source.read(path) if path.exists() else Source(str(path), "")
    if before.unreadable:
        raise DataError([before.unreadable])
    start = before.text.rstrip("\n") + "\n\n" if before.text.strip() else ""
    after = Source(str(path), start + _missing_prefixes(start) + block)
    others = [Source.read(one) for one in (*PACKAGED, *user_files(path.parent)) if one != path]
    return after.text, examine([*others, after], Units.load()).problems


def _missing_prefixes(text: str) -> str:
    lines = [f"@prefix {prefix}: <{base}> .\n" for prefix, base in _PREFIXES.items()]
    missing = [line for line in lines if line.strip() not in text]
    return "".join(missing) + "\n" if missing else ""


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".new")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        os.replace(draft, path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error
