"""A Turtle file with its statements and the lines they stand on, so that a problem can name its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.errors import Problem

_BLANK = re.compile(r"\s")
_PREFIX = re.compile(r"^\s*@?prefix\s+([\w-]*):\s*<([^>\s]*)>", re.MULTILINE | re.IGNORECASE)
_LINE_START = re.compile(r"^(?:<([^>\s]*)>|([\w-]*):((?:[^\s;,\\<>\"]|\\.)*))(?=\s)", re.MULTILINE)


class Statement(NamedTuple):
    """One triple of a file; `lang` is the tag of a literal in lower case, empty if it has none, and None for an IRI."""

    subject: str
    predicate: str
    value: str
    lang: str | None


@dataclass(frozen=True, eq=False)
class Source:
    """The text of one Turtle file under the name by which problems mention it.

    >>> source = Source("a.ttl", '@prefix e: <x:> .\\ne:a e:b "c"@en ,\\n  "d"@en .')
    >>> [s.value for s in source.statements], source.find("x:a", "d")
    (['c', 'd'], 3)
    """

    name: str
    text: str
    unreadable: Problem | None = None

    @staticmethod
    def read(path: Path) -> Source:
        """The file at `path`; a file that is no UTF-8 or cannot be opened becomes a source with one problem."""
        try:
            return Source(str(path), path.read_bytes().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            problem = Problem(file=str(path), line=line, text="this is not UTF-8", remedy="save the file as UTF-8")
        except OSError as error:
            problem = Problem(file=str(path), text=error.strerror or str(error), remedy="check the path")
        return Source(str(path), "", problem)

    @cached_property
    def _parsed(self) -> tuple[Sequence[Statement], Problem | None]:
        if self.unreadable:
            return (), self.unreadable
        found: list[Statement] = []
        try:
            for subject, predicate, value, _ in parse(self.text, RdfFormat.TURTLE):
                if type(value) is Literal:
                    found.append(Statement(subject.value, predicate.value, value.value, value.language or ""))
                else:
                    told = value.value if type(value) is NamedNode else str(value)
                    found.append(Statement(subject.value, predicate.value, told, None))
        except SyntaxError as error:
            remedy = "mend the Turtle; what follows in this file was not read"
            whole = [statement for statement in found if statement.subject != found[-1].subject]
            return whole, Problem(file=self.name, line=error.lineno, text=error.msg, remedy=remedy)
        return found, None

    @property
    def statements(self) -> Sequence[Statement]:
        """The triples in the order of the file, up to the first malformed block."""
        return self._parsed[0]

    @property
    def malformed(self) -> Problem | None:
        """The parser's complaint, if it had one."""
        return self._parsed[1]

    @cached_property
    def _blocks(self) -> dict[str, list[tuple[int, int, int]]]:
        """Subject -> (line, start, end) of each block of text that may begin with it."""
        prefixes = dict(_PREFIX.findall(self.text))
        starts = [
            (m.start(), m[1] if m[1] is not None else prefixes.get(m[2], m[2] + ":") + m[3].replace("\\", ""))
            for m in _LINE_START.finditer(self.text)
        ]
        ends = [*(at for at, _ in starts[1:]), len(self.text)]
        blocks: dict[str, list[tuple[int, int, int]]] = {}
        line, seen = 1, 0
        for (at, subject), end in zip(starts, ends, strict=False):
            line, seen = line + self.text.count("\n", seen, at), at
            blocks.setdefault(subject, []).append((line, at, end))
        return blocks

    def find(self, subject: str, word: str) -> int | None:
        """Line in the blocks of `subject` on which the literal or local name `word` stands."""
        for line, start, end in self._blocks.get(subject, ()):
            at = self._find(word, start, end)
            if at >= 0:
                return line + self.text.count("\n", start, at)
        return None

    def line(self, subject: str, word: str | None = None) -> int | None:
        """Line of `word` in the blocks of `subject`, else the first line of them."""
        found = None if word is None else self.find(subject, word)
        return found or next((line for line, _, _ in self._blocks.get(subject, ())), None)

    def _find(self, word: str, start: int, end: int) -> int:
        quoted = self.text.find(f'"{word}"', start, end)
        if quoted >= 0 or not word:
            return quoted
        local = re.escape(re.split("[/#]", word)[-1])
        after_subject = _BLANK.search(self.text, start, end)
        match = re.compile(rf"(?<=[:/#]){local}(?=[\s;,.>])").search(
            self.text, after_subject.end() if after_subject else start, end
        )
        return match.start() if match else -1
