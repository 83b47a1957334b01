"""Tables of cases that stand in two languages side by side."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "cases"
LANGS = ("zh", "en")


def table(name: str) -> list[dict[str, Any]]:
    """The cases of one file; no passage stands in it twice."""
    found: list[dict[str, Any]] = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    texts = [case[lang] for case in found for lang in LANGS]
    assert len(set(texts)) == len(texts), "a passage stands in the table twice"
    return found


def several(value: str | Sequence[str]) -> list[str]:
    """One or more, as a list."""
    return [value] if isinstance(value, str) else list(value)


def cases(found: Sequence[dict[str, Any]]) -> Iterator[Any]:
    """Each case in each language; one with a `limit` there must fail, and is reported when it no longer does."""
    for case in found:
        for lang in LANGS:
            limit = case.get("limit", {}).get(lang)
            marks = [pytest.mark.xfail(reason=limit, strict=True)] if limit else []
            yield pytest.param(lang, case, marks=marks, id=f"{case['behaviour']}-{lang}-{case['en'].strip()[:40]}")
