"""Reading the words for one entity or metric, and what can be wrong with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from kg.concepts import Label, Pole
from kg.model import LANGS, Lang
from kg.namespace import CG, SKOS
from kg.record import Record, short
from kg.script import is_traditional, simplified
from kg.turtle_source import Source, Statement

PREFERRED = SKOS + "prefLabel"
AMBIGUOUS = CG + "ambiguousLabel"
CASE_SENSITIVE = CG + "caseSensitiveLabel"
TICKER = CG + "ticker"
POLES: Mapping[str, Pole] = {CG + "lowLabel": "low", CG + "highLabel": "high"}
LABELS = (PREFERRED, SKOS + "altLabel", AMBIGUOUS, CASE_SENSITIVE, TICKER, *POLES)
CONTEXT = CG + "context"
_ALONE = {name: frozenset((name,)) for name in LABELS}


class _Marks(NamedTuple):
    """What the properties that name a word say about it, in the order of a label's fields."""

    preferred: bool
    ambiguous: bool
    case_sensitive: bool
    pole: Pole | None


_LANGS: Mapping[str, Lang] = {lang.lower(): lang for lang in LANGS}
_USE_TAG = f"use one of {', '.join('@' + lang for lang in LANGS)}"
_HAN = re.compile("[㐀-鿿豈-﫿]")


def read_labels(record: Record, respelled: Mapping[str, str]) -> tuple[Label, ...]:
    """The labels of `record`, preferred ones first; a word named by several properties is one label with all marks."""
    words: dict[tuple[str, Lang], frozenset[str]] = {}
    for predicate in LABELS:
        alone = _ALONE[predicate]
        for statement, source in record.having(predicate):
            text, lang = statement.value, _lang(record, statement, source, respelled)
            if lang and len(text) > 1:  # V, F, T: codes that no text can be searched for
                before = words.get((text, lang))
                words[text, lang] = before | alone if before else alone
    _check_preferred(record)
    _check_context(record)
    return tuple(
        Label(text, lang, respelled.get(text, text), *_marks(named_by)) for (text, lang), named_by in words.items()
    )


@cache
def _marks(named_by: frozenset[str]) -> _Marks:
    return _Marks(
        preferred=PREFERRED in named_by,
        ambiguous=AMBIGUOUS in named_by,
        case_sensitive=not named_by.isdisjoint((CASE_SENSITIVE, TICKER)),
        pole=next((pole for name, pole in POLES.items() if name in named_by), None),
    )


def _lang(record: Record, label: Statement, source: Source, respelled: Mapping[str, str]) -> Lang | None:
    """The language of `label`; None, with a problem noted, when its tag or its text cannot be right."""
    _, predicate, text, told = label
    lang = "en" if predicate == TICKER else _LANGS.get(told or "")
    odd = told is None or not text or text != text.strip() or (not text.isprintable() and min(text) < " ")
    foreign = not text.isascii() if lang == "en" else lang == "zh-Hans"
    if odd or lang is None or (foreign and _misplaced(lang, text, respelled)):
        record.complain(*_fault(label, lang, odd), source, text)
        return None
    return lang


def _misplaced(lang: Lang, text: str, respelled: Mapping[str, str]) -> bool:
    """Chinese that is tagged as English, traditional characters as simplified."""
    return bool(_HAN.search(text)) if lang == "en" else text in respelled and is_traditional(text)


def _fault(label: Statement, lang: Lang | None, odd: bool) -> tuple[str, str]:
    """What is wrong with `label`, and the remedy."""
    shown = f'"{label.value}"' + (f"@{label.lang}" if label.lang else "")
    if odd:
        return f"{short(label.predicate)} {shown} is no word", "write one trimmed line"
    if not label.lang:
        return f"{shown} has no language tag", _USE_TAG
    remedy = {"en": "Chinese is @zh-Hans or @zh-Hant", "zh-Hans": f"write {simplified(label.value)}, or @zh-Hant"}
    return f"wrong language tag on {shown}", remedy.get(lang or "", _USE_TAG)


def _check_preferred(record: Record) -> None:
    first: dict[str | None, str] = {}
    for (_, _, text, lang), source in record.having(PREFERRED):
        if first.setdefault(lang, text) != text:
            told = f'skos:prefLabel "{text}"@{lang} beside "{first[lang]}"@{lang}'
            record.complain(told, "make one of them skos:altLabel", source, text)
    if not first:
        record.complain("no skos:prefLabel", "add one in English or Chinese")


def _check_context(record: Record) -> None:
    for label, source in record.having(AMBIGUOUS)[:1]:
        if not record.having(CONTEXT):
            record.complain("cg:ambiguousLabel without cg:context", "add words that select it", source, label.value)
