"""Which blocks are not the article's text, by the words of the genre (`data/clean.toml`)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import ahocorasick_rs

from ingest.blocks import PLAIN_LEVEL, Block
from ingest.byline import is_byline
from ingest.characters import columns
from ingest.genre import Noise, genre
from ingest.offsets import Range

MOST = 0.5  # share of a block's characters in sentences with such words that makes it noise
LONG = 80  # columns from which on a sentence ends a part such as further reading
LOWEST = 6  # level of a heading whose marks say how deep it stands
_NOTHING: Mapping[str, list[int]] = {}
_SENTENCE = re.compile(r"[^。！？!?；]+[。！？!?；]*")
_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")


def reasons(text: str, blocks: Sequence[Block], links: Iterable[Range]) -> list[str]:
    """For every block why it is noise, `""` for those that are not."""
    lower = _lower(text)
    found = _by_block(lower, blocks)
    linked = _linked(links, blocks)
    own = [
        _own_reason(text, lower, block, found.get(index, _NOTHING)) or ("link" if index in linked else "")
        for index, block in enumerate(blocks)
    ]
    return _with_parts(lower, blocks, own)


def _own_reason(text: str, lower: str, block: Block, hits: Mapping[str, list[int]]) -> str:
    words = lower[block.start : block.end]
    if words[:2] in _beginnings() and block.kind != "row" and (reason := _begun(words)):
        return reason
    if hits and (
        reason := next((n.reason for n in _fitting(words) if _mostly(words, block.start, hits.get(n.reason))), "")
    ):
        return reason
    return "byline" if block.kind == "paragraph" and is_byline(text[block.start : block.end]) else ""


def _begun(words: str) -> str:
    return next((noise.reason for noise in _fitting(words) if words.startswith(noise.starts)), "")


def _fitting(words: str) -> list[Noise]:
    """The kinds of noise that are not too short for these words."""
    wide = columns(words)
    return [noise for noise in genre().noises if wide <= noise.longest]


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(start[:2] for noise in genre().noises for start in noise.starts)


def _mostly(words: str, start: int, hits: list[int] | None) -> bool:
    """Whether most of a block stands in sentences with a hit."""
    if not hits:
        return False
    told = 0
    for match in _SENTENCE.finditer(words):
        first, last = match.span()
        if bisect_left(hits, start + first) < bisect_left(hits, start + last):
            told += last - first
    return told >= MOST * len(words)


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[Noise, ...]]:
    pairs = [(word, noise) for noise in genre().noises for word in noise.words]
    return ahocorasick_rs.AhoCorasick([word for word, _ in pairs]), tuple(noise for _, noise in pairs)


def _by_block(text: str, blocks: Sequence[Block]) -> dict[int, dict[str, list[int]]]:
    """Where words of noise stand, by block and reason."""
    automaton, noises = _automaton()
    starts = [block.start for block in blocks]
    found: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for pattern, start, _ in automaton.find_matches_as_indexes(text):
        found[bisect_right(starts, start) - 1][noises[pattern].reason].append(start)
    return found


def _linked(links: Iterable[Range], blocks: Sequence[Block]) -> set[int]:
    """The blocks, headings aside, that are nothing but a link."""
    spans = {(block.start, block.end): index for index, block in enumerate(blocks) if block.kind != "heading"}
    return {spans[link] for link in links if link in spans}


def _with_parts(text: str, blocks: Sequence[Block], own: list[str]) -> list[str]:
    """The reasons, those of blocks that stand in a part such as further reading added."""
    part, level = "", 0
    told = []
    for block, reason in zip(blocks, own, strict=True):
        words = text[block.start : block.end]
        opened = _opened(block, words, reason)
        if part and not opened and _ends(block, words, level):
            part = ""
        if opened:
            part, level = opened, block.level if block.kind == "heading" and block.level <= LOWEST else 0
        told.append(reason or part)
    return told


def _opened(block: Block, words: str, reason: str) -> str:
    """The part that a block opens: its heading, or the note of a reprint, behind which the site speaks."""
    titled = block.kind in {"heading", "paragraph"} and len(words) <= _longest_part()
    if titled and (part := genre().parts.get(_AROUND.sub("", words))):
        return part
    return reason if reason == "reprint" else ""


@cache
def _longest_part() -> int:
    return max(map(len, genre().parts)) + 10


def _ends(block: Block, words: str, level: int) -> bool:
    if block.kind == "heading" and block.level != PLAIN_LEVEL:
        return not level or block.level <= level
    return not level and columns(words) >= LONG and words[-1:] in "。.！？!?"


def _lower(text: str) -> str:
    """The text in lower case, of equal length."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(map(_lower_character, text))


def _lower_character(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character
