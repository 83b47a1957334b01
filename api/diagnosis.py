"""Whether everything that is needed is here and works: one finding each, with its remedy."""

from __future__ import annotations

import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any, NoReturn

from api import place
from kg.check import check_data
from kg.errors import ClaimgraphError
from kg.store import FORMAT, Store

OLDEST_PYTHON = (3, 11)
LEAST_FREE = 500 * 2**20
"""Bytes that should be free on the disk of the store."""
SAMPLES = {"zh": "英伟达的市值将达到 4 万亿美元。", "en": "Nvidia will be worth $4 trillion."}
INSTALL = "pip install --force-reinstall claimgraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was looked at and found; `remedy` when something is wrong with it."""

    what: str
    found: str
    remedy: str = ""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.remedy


def examine(store: str) -> Iterator[Finding]:
    """Every finding, one after the other."""
    yield _python()
    yield from _packages()
    yield _models()
    yield _offline()
    yield _data(store)
    yield _store(store)
    yield _disk(store)


def _python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    old = sys.version_info < OLDEST_PYTHON
    return Finding(what="python", found=found, remedy="install Python 3.11 or later" if old else "")


def _packages() -> Iterator[Finding]:
    """Ours, and each package that it wants: missing, or of another version where one is wanted exactly."""
    try:
        wanted = [line for line in requires("claimgraph") or () if "extra ==" not in line]
    except PackageNotFoundError:
        yield Finding(what="claimgraph", found="not installed", remedy="pip install .")
        return
    yield Finding(what="claimgraph", found=version("claimgraph"))
    lines = [_package(line) for line in wanted]
    yield from (line for line in lines if not line.ok)
    good = ", ".join(f"{line.what} {line.found}" for line in lines if line.ok)
    yield Finding(what="packages", found=good)


def _package(wanted: str) -> Finding:
    name = wanted
    for sign in "<>=!~; [":
        name = name.partition(sign)[0]
    exact = wanted.partition("==")[2].partition(";")[0].strip()
    try:
        found = version(name)
    except PackageNotFoundError:
        return Finding(what=name, found="missing", remedy=f"pip install '{wanted}'")
    wrong = bool(exact) and found != exact
    return Finding(
        what=name, found=found, remedy=f"pip install '{wanted}': another one reads otherwise" if wrong else ""
    )


def _tried(what: str, remedy: str, check: Callable[[], str]) -> Finding:
    """A finding from a check that may fail in whatever way."""
    try:
        return Finding(what=what, found=check())
    except ClaimgraphError as error:
        return Finding(what=what, found=str(error).partition("\n")[0], remedy=remedy)
    except Exception as error:  # what is broken may break anyhow: that is the finding
        return Finding(what=what, found=f"{type(error).__name__}: {error}".partition("\n")[0], remedy=remedy)


def _models() -> Finding:
    def load() -> str:
        from ingest import taggers

        words = {"zh": list(taggers.chinese([SAMPLES["zh"]])), "en": list(taggers.english([SAMPLES["en"]]))}
        return ", ".join(
            f"{lang} tags {sum(len(parse.words) for parse in parses)} words" for lang, parses in words.items()
        )

    return _tried("models", INSTALL, load)


def _offline() -> Finding:
    def read() -> str:
        from ingest.pipeline import Reader
        from kg.gazetteer import Knowledge
        from kg.model import Article

        reader = Reader(Knowledge.load())
        with _no_network():
            texts = (Article(id=lang, text=text, sha256="", lang="en") for lang, text in SAMPLES.items())
            claims = sum(len(reader.extract(article).claims) for article in texts)
        return f"reads {len(SAMPLES)} samples without a network, {claims} claims"

    return _tried("offline", INSTALL, read)


@contextmanager
def _no_network() -> Iterator[None]:
    """Nothing inside can open a connection."""

    def refuse(*_: Any) -> NoReturn:
        raise OSError("reading tried to open a connection")

    connect, socket.socket.connect = socket.socket.connect, refuse  # type: ignore[method-assign]
    try:
        yield
    finally:
        socket.socket.connect = connect  # type: ignore[method-assign]


def _data(store: str) -> Finding:
    def check() -> str:
        problems = check_data([place.own_data(store)])
        if problems:
            raise ClaimgraphError(f"{len(problems)} problems, the first: {problems[0]}")
        known = place.knowledge(store)
        return f"{len(known.entities)} entities, {len(known.metrics)} metrics, no problems"

    return _tried("data", "`kg check` tells all of them", check)


def _store(store: str) -> Finding:
    path = Path(store)
    if not path.exists():
        return Finding(what="store", found=f"none at {store} yet; `kg ingest` makes one")

    def look() -> str:
        with Store.open(path, read_only=True) as opened:
            articles = len(opened.articles())
        return f"{store}, format {FORMAT}, {articles} articles, {_megabytes(_size(path))}"

    return _tried("store", "see `kg --help` for --store; a damaged store can be made again by `kg ingest`", look)


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _disk(store: str) -> Finding:
    place = Path(store).absolute()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    remedy = "" if free >= LEAST_FREE else f"free some space: {_megabytes(LEAST_FREE)} are needed"
    return Finding(what="disk", found=f"{_megabytes(free)} free at {place}", remedy=remedy)


def _megabytes(size: int) -> str:
    return f"{size / 2**20:,.0f} MB"
