"""Reading the words for one entity or metric, and what can be wrong with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.concepts import Label, Pole
from kg.model import LANGS, Lang
from kg.namespace import CG, SKOS
from kg.record import Record, short
from kg.turtle_source import Source, Statement

PREFERRED = SKOS + "prefLabel"
AMBIGUOUS = CG + "ambiguousLabel"
CASE_SENSITIVE = CG + "caseSensitiveLabel"
TICKER = CG + "ticker"
POLES: Mapping[str, Pole] = {CG + "lowLabel": "low", CG + "highLabel": "high"}
LABELS = (PREFERRED, SKOS + "altLabel", AMBIGUOUS, CASE_SENSITIVE, TICKER, *POLES)
CONTEXT = CG + "context"

_LANGS: Mapping[str, Lang] = {lang.lower(): lang for lang in LANGS}
_HAN = re.compile("[㐀-鿿豈-﫿]")


@dataclass(slots=True)
class _Word:
    """One word in one language, and every property that names it."""

    source: Source
    properties: set[str] = field(default_factory=set)


def read_labels(record: Record, respelled: Mapping[str, str]) -> tuple[Label, ...]:
    """The labels of `record`, preferred ones first; a word named by several properties is one label with all marks."""
    words: dict[tuple[str, Lang], _Word] = {}
    for statement, source in record.having(*LABELS):
        if lang := _lang(record, statement, source, respelled):
            words.setdefault((statement.value, lang), _Word(source)).properties.add(statement.predicate)
    _check_preferred(record, words)
    if any(AMBIGUOUS in word.properties for word in words.values()) and not any(record.having(CONTEXT)):
        record.complain("ambiguous label without cg:context", "add words that select it", near=_first(words, AMBIGUOUS))
    labels = [_label(text, lang, word.properties, respelled) for (text, lang), word in words.items()]
    return tuple(sorted((label for label in labels if label), key=lambda label: not label.preferred))


def _label(text: str, lang: Lang, properties: set[str], respelled: Mapping[str, str]) -> Label | None:
    if len(text) < 2 and text.isascii():  # V, F: a ticker that no text can be searched for
        return None
    return Label(
        text=text,
        lang=lang,
        simplified=respelled.get(text, text),
        preferred=PREFERRED in properties,
        ambiguous=AMBIGUOUS in properties,
        case_sensitive=bool(properties & {CASE_SENSITIVE, TICKER}),
        pole=next((pole for name, pole in POLES.items() if name in properties), None),
    )


def _lang(record: Record, label: Statement, source: Source, respelled: Mapping[str, str]) -> Lang | None:
    """The language of `label`; None, with a problem noted, when its tag or its text cannot be right."""
    told = label.lang or ""
    lang = "en" if label.predicate == TICKER else _LANGS.get(told)
    shown = f'"{label.value}"' + (f"@{told}" if told else "")
    if not label.is_literal or not label.value.strip() or label.value != label.value.strip() or "\n" in label.value:
        record.complain(
            f"{short(label.predicate)} {shown} is no plain word", "write one trimmed line", source, label.value
        )
    elif lang is None:
        wrong = f"wrong language tag on {shown}" if told else f"{shown} has no language tag"
        record.complain(wrong, f"use one of {', '.join('@' + lang for lang in LANGS)}", source, label.value)
    elif lang == "en" and _HAN.search(label.value):
        record.complain(f"wrong language tag on {shown}", "Chinese is @zh-Hans or @zh-Hant", source, label.value)
    elif lang == "zh-Hans" and respelled.get(label.value, label.value) != label.value:
        remedy = f"it is @zh-Hant; simplified it is {respelled[label.value]}"
        record.complain(f"wrong language tag on {shown}", remedy, source, label.value)
    else:
        return lang
    return None


def _check_preferred(record: Record, words: Mapping[tuple[str, Lang], _Word]) -> None:
    first: dict[Lang, str] = {}
    for (text, lang), word in words.items():
        if PREFERRED not in word.properties:
            continue
        if first.setdefault(lang, text) != text:
            told = f'skos:prefLabel "{text}"@{lang} beside "{first[lang]}"@{lang}'
            record.complain(told, "make one of them skos:altLabel", word.source, text)
    if not first:
        record.complain("no skos:prefLabel", "add one in English or Chinese")


def _first(words: Mapping[tuple[str, Lang], _Word], name: str) -> str:
    return next(text for (text, _), word in words.items() if name in word.properties)
