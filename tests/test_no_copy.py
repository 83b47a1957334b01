"""Every word of the project is its own: nothing is copied from the texts it is tried on, nothing names this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.gazetteer import Knowledge
from tests.shared import SHARED, needs_shared

ROOT = Path(__file__).resolve().parents[1]
RUN = 18  # letters and digits in a row that two writers do not share by chance
NAME = (10, 40)  # length of a name that may be shared: shorter ones make no run, longer ones are no names
PROSE = {"quote", "gist_en", "note", "why_en", "why", "expression"}
MADE = {".git", ".venv", ".kg", ".hypothesis", "build", "dist", "__pycache__"}
CACHES = "_cache"
PLACES = ("work", "root", "tmp/venv", "tmp/w", "opt/pypi")
HOSTS = {"pypi": "org", "python" + "hosted": "org", "npmjs": "com", "crates": "io"}
OF_THE_MACHINE = (*(f"/{place}/" for place in PLACES), *(f"{name}.{end}" for name, end in HOSTS.items()))


def files() -> Iterator[Path]:
    """Files of the project, those that are made from others left out."""
    for path in sorted(ROOT.rglob("*")):
        folders = path.relative_to(ROOT).parts
        if path.is_file() and not any(part in MADE or part.endswith((CACHES, ".egg-info")) for part in folders):
            yield path


def squeezed(text: str) -> str:
    """Letters and digits alone, in small letters.

    >>> squeezed("市值 达到, 4 Trillion!")
    '市值达到4trillion'
    """
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def runs(text: str) -> Iterator[str]:
    plain = squeezed(text)
    return (plain[at : at + RUN] for at in range(len(plain) - RUN + 1))


def prose(value: Any, key: str = "") -> Iterator[str]:
    """Every sentence in a JSON value that somebody wrote or copied."""
    if isinstance(value, dict):
        yield from (text for name, each in value.items() for text in prose(each, name))
    elif isinstance(value, list):
        yield from (text for each in value for text in prose(each, key))
    elif isinstance(value, str) and key in PROSE:
        yield value


@cache
def names() -> tuple[str, ...]:
    """Names of things, the longest first: whoever speaks of large language models must call them that."""
    known = Knowledge.load()
    words = {squeezed(label.text) for label, _ in (*known.labels(), *known.metric_labels())}
    return tuple(sorted((word for word in words if NAME[0] <= len(word) <= NAME[1]), key=len, reverse=True))


def unnamed(text: str) -> Iterator[str]:
    """The runs of a text in which no long name stands."""
    plain = squeezed(text)
    for name in names():
        plain = plain.replace(name, "|")
    return (plain[at : at + RUN] for at in range(len(plain) - RUN + 1) if "|" not in plain[at : at + RUN])


@cache
def foreign() -> dict[str, str]:
    """Runs of the texts that are not ours, each with the file it stands in."""
    paths = [path for folder in ("seeds", "dev") for path in (SHARED / folder).glob("*.txt")]
    sheets = [path for folder in ("gold", "dev") for path in (SHARED / folder).glob("*.json")]
    texts = [(path, path.read_text(encoding="utf-8")) for path in paths]
    quotes = [(path, text) for path in sheets for text in prose(json.loads(path.read_text(encoding="utf-8")))]
    return {run: path.name for path, text in texts + quotes for run in unnamed(text)}


def copied(text: str, theirs: Mapping[str, str]) -> list[str]:
    """The stretches of `text` that others wrote, each with the file it stands in."""
    plain, found, end = squeezed(text), [], 0
    for at, run in enumerate(runs(text)):
        if run in theirs and at >= end:
            end = at + RUN
            found.append(f"{plain[at:end]} ({theirs[run]})")
    return found


@cache
def written() -> dict[str, str]:
    """Text of every file of the project that is text, by name."""
    texts = {}
    for path in files():
        try:
            texts[str(path.relative_to(ROOT))] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return texts


@needs_shared
def test_nothing_is_copied() -> None:
    found = {name: stretches for name, text in written().items() if (stretches := copied(text, foreign()))}
    assert found == {}, "say it in other words"


@needs_shared
def test_the_texts_not_to_copy_are_there() -> None:
    assert len(foreign()) > 40_000
    assert len(written()) > 50


def test_nothing_names_this_machine() -> None:
    found = {(name, word) for name, text in written().items() for word in OF_THE_MACHINE if word in text}
    assert found == set()


COPIES = {
    "The quick brown fox jumps": 1,
    "the QUICK, brown -- fox jumped": 1,
    "The quick brown dog": 0,
    "敏捷的棕色狐狸，跳过了那只又懒又胖的大狗！": 1,
    "敏捷的棕色狐狸，没有跳过那只大狗！": 0,
}


@pytest.mark.parametrize("ours", COPIES)
def test_a_copy_is_seen_through_spaces_signs_and_case(ours: str) -> None:
    theirs = "the quick brown fox jumps; 敏捷的棕色狐狸跳过了那只又懒又胖的大狗"
    assert len(copied(ours, dict.fromkeys(runs(theirs), "a"))) == COPIES[ours]
