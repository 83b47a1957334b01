"""What can go wrong, each with its place and its remedy.

ClaimgraphError
 ├─ DataError       data that we or the user own is wrong: all problems at once, with file and line
 ├─ ReadError       an article that cannot be read
 ├─ StoreError      the store cannot be opened or written
 └─ UsageError      a command or a call that makes no sense
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class ClaimgraphError(Exception):
    """Root of every error that a user can mend; its text says what, where and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong in one place.

    >>> print(Problem(file="entities.ttl", line=41, text='"比亚迪"@zh already names e:BYDDY', remedy="merge the two"))
    entities.ttl:41: "比亚迪"@zh already names e:BYDDY; merge the two
    """

    file: str
    line: int | None = None
    text: str
    remedy: str = ""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.text}" + (f"; {self.remedy}" if self.remedy else "")


class DataError(ClaimgraphError):
    """Data files with problems; all of them, not the first.

    >>> str(DataError([Problem(file="a.ttl", line=1, text="no label", remedy="add rdfs:label")]))
    'a.ttl:1: no label; add rdfs:label'
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class ReadError(ClaimgraphError):
    """An article that cannot be read; names the file, the reason and the remedy."""

    def __init__(self, path: str, reason: str, remedy: str = "", line: int | None = None) -> None:
        self.problem = Problem(file=path, line=line, text=reason, remedy=remedy)
        super().__init__(str(self.problem))


class StoreError(ClaimgraphError):
    """The store cannot be opened, read or written."""


class UsageError(ClaimgraphError):
    """A command or a call that makes no sense as it stands."""
