"""YAML front matter: the facts of an article between two lines of `---` at its top."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from ingest.decoding import whole
from kg.errors import ReadError

FIELDS = {
    "id": "id", "title": "title", "author": "author", "authors": "author", "publisher": "publisher",
    "date": "published", "published": "published", "url": "url", "source": "url", "lang": "lang", "language": "lang",
}  # fmt: skip
LONGEST = 50_000  # characters of front matter at most
_OPENING = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
_KEY = re.compile(r"\s*(?:#[^\r\n]*\s+)*[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|[\r\n])")


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of the front matter and its line in the file, counted from 1."""

    value: str
    line: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The known fields (`id title author publisher published url lang`) and where the text begins."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    body: int = 0

    def get(self, name: str) -> str | None:
        """The value of a field, or None where it is missing or empty."""
        fact = self.facts.get(name)
        return fact.value or None if fact else None


class _Plain(yaml.SafeLoader):
    """YAML without references: an article has no need of them, and lists of lists of them would never end."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """As usual; MarkedYAMLError at a reference."""
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(problem="a value that begins with * is a reference", problem_mark=mark)
        return super().compose_node(parent, index)


def body_start(text: str) -> int:
    """Where the text begins behind its front matter; 0 when there is none.

    >>> body_start("---\\ntitle: A\\n---\\nText"), body_start("Text"), body_start("---\\n\\nText\\n\\n---\\n")
    (17, 0, 0)
    """
    opening = _OPENING.match(text)
    if not opening or not _KEY.match(text, opening.end()):
        return 0
    closing = _CLOSING.search(text, opening.end(), opening.end() + LONGEST)
    return closing.end() if closing else 0


def front_matter(text: str, path: str) -> FrontMatter:
    """The front matter of a text; empty when it has none, ReadError with its line when it is broken.

    Keys that are not known are ignored; a list of authors is joined by commas.

    >>> found = front_matter("---\\ntitle: A\\nauthors: [B, C]\\nmood: good\\n---\\nText", "a.md")
    >>> found.get("title"), found.get("author"), found.get("url"), found.body
    ('A', 'B, C', None, 44)
    """
    opening = _OPENING.match(text)
    if not opening or not _KEY.match(text, opening.end()):
        return FrontMatter()
    body = body_start(text)
    if not body:
        raise ReadError(path, "the front matter is not closed", "end it with a line of ---", line=1)
    return FrontMatter(_facts(_root(text[opening.end() : body], path)), body)


def _root(block: str, path: str) -> yaml.MappingNode:
    try:
        root = yaml.compose(_CLOSING.sub("", block), Loader=_Plain)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else None
        remedy = "put values that hold a colon, a star or a quote between quotes"
        raise ReadError(path, f"broken front matter: {error.problem}", remedy, line=line) from None
    except RecursionError:
        raise ReadError(path, "broken front matter: lists inside lists without end", "write plain values") from None
    except yaml.YAMLError as error:
        raise ReadError(path, f"broken front matter: {str(error).splitlines()[0]}", "remove such characters") from None
    if not isinstance(root, yaml.MappingNode):
        raise ReadError(path, "broken front matter: no list of `key: value`", "write one key a line", line=2)
    return root


def _facts(root: yaml.MappingNode) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    for key, node in root.value:
        name = FIELDS.get(str(key.value).lower()) if isinstance(key, yaml.ScalarNode) else None
        if name and name not in facts and (value := _words(node)):
            facts[name] = Fact(value, node.start_mark.line + 2)
    return facts


def _words(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return "" if node.tag.endswith(":null") else whole(str(node.value)).strip()
    if isinstance(node, yaml.SequenceNode):
        return ", ".join(filter(None, map(_words, node.value)))
    if isinstance(node, yaml.MappingNode):  # {name: ..., url: ...}
        return next((_words(value) for key, value in node.value if key.value == "name"), "")
    return ""
