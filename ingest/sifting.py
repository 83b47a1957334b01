"""Which of the words found are words here: not halves of others, not parts of names, not of doubtful meaning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ingest.lexicons import words
from ingest.matcher import Hit, Matcher
from ingest.passage import Shelf

if TYPE_CHECKING:
    from ingest.parse import Parse
    from ingest.passage import Named
    from ingest.sentences import Sentence
    from kg.gazetteer import Knowledge

SHORT = 2  # characters of a Chinese word that may be two halves of others
SUFFIXES = frozenset(words("verb_suffixes"))
NOUNS = frozenset({"entity", "metric"})
WHOLE = "evidence"  # of these nothing may hang on: 以下 is no part of 以下面
GIVING = frozenset({"polarity", "metric"})  # layers of which a word gives way to one that it half hides
MOVES, CALLED = "movement", frozenset({"Company", "Person", "Place"})
THEMES = frozenset({"Technology", "Index"})  # types of what has no name of its own
ENDING = "kind"  # of these the end is enough: 会 may hang on to the noun before it
CLASSIFIERS = frozenset("家台座部艘架颗块")  # of these the word that is counted follows
NUMERALS = frozenset("一二两三四五六七八九十百千万亿几数多0123456789")
LONGEST = 8  # characters of a word that is counted
CONTEXT = 60  # characters on either side in which a context word makes a doubtful label sure


def edges(sentences: Sequence[Sentence], parses: Sequence[Parse]) -> set[int]:
    """Where Chinese words begin or end, as the tagger cuts them."""
    found: set[int] = set()
    for sentence, parse in zip(sentences, parses, strict=True):
        if sentence.lang == "zh":
            found.update(sentence.start + start for start in parse.starts)
            found.add(sentence.end)
    return found


def aligned(text: str, matcher: Matcher, at: set[int]) -> list[Hit]:
    """The words found that are words of their own; Latin and long ones are taken as they stand.

    A word that only looks like another (年会) gives way to what ends it where it is none: 今年|会, 天然气|价格.
    """
    hits = matcher.find(text)
    at = at.union(*((hit.start, hit.end) for hit in hits if _long_name(hit)))
    found: list[Hit] = []
    said: dict[str, int] = {}  # by layer, the end of the last word that another gave way to
    for hit in hits:
        if hit.start < said.get(hit.cue.layer, 0):
            continue
        if _is_counted(text, hit):
            found += [each for each in _ending(text, hit, matcher, at, LONGEST) if each.start < hit.end]
        elif _stands(text, hit, at):
            found.append(hit)
        elif hit.cue.layer in GIVING:
            hidden = [each for each in _ending(text, hit, matcher, at, LONGEST) if each.start < hit.end]
            said[hit.cue.layer] = max((each.end for each in hidden), default=0)
            found += hidden
        elif hit.cue.value == "none":
            found += _ending(text, hit, matcher, at)
    return found


def _is_counted(text: str, hit: Hit) -> bool:
    """Its first character only counts, behind a numeral, what it goes on with: 九家|电源厂, no 家电."""
    return hit.cue.layer == "entity" and text[hit.start] in CLASSIFIERS and text[max(0, hit.start - 1)] in NUMERALS


def _ending(text: str, hit: Hit, matcher: Matcher, at: set[int], reach: int = 0) -> list[Hit]:
    """The words of the same layer behind the first character of a hit that is no word here."""
    behind = matcher.find(text[hit.start + 1 : hit.end + reach])
    inner = [Hit(hit.start + 1 + each.start, hit.start + 1 + each.end, each.cue) for each in behind]
    return [each for each in inner if each.cue.layer == hit.cue.layer and _stands(text, each, at)]


def _stands(text: str, hit: Hit, at: set[int]) -> bool:
    return hit.end - hit.start > SHORT or text[hit.start].isascii() or _is_word(text, hit, at)


def _long_name(hit: Hit) -> bool:
    """A known name is a word even where the tagger does not know it: 台积电|上修, not 台积|电上|修."""
    return hit.cue.layer == "entity" and hit.end - hit.start > SHORT


def _is_word(text: str, hit: Hit, at: set[int]) -> bool:
    begins, ends = hit.start in at, hit.end in at
    if hit.cue.layer == WHOLE:
        return begins and ends
    if hit.cue.layer in NOUNS:  # a name may be one half of a tagger's word, but no halves of two: 现在 in 代表|现|在
        return (begins and ends) or hit.start + 1 not in at or hit.end - hit.start < SHORT
    return (begins or (hit.cue.layer == ENDING and hit.cue.value != "none")) and (
        ends or text[hit.end : hit.end + 1] in SUFFIXES
    )


def told(text: str, hits: Iterable[Hit], names: Sequence[Named], knowledge: Knowledge) -> list[Hit]:
    """Without metrics inside a longer name (投资 in 投资者) and without doubtful labels that no context makes sure.

    Inside a name that nobody knows no word counts: 未来 in 未来机器人公司 is no future.
    """
    shelf, unknown = Shelf(names), Shelf([name for name in names if name.entity not in knowledge.entities])
    return [
        hit
        for hit in hits
        if not _inside(hit, unknown.around(hit.start))
        and not _idle(text, hit, shelf, knowledge)
        and not (hit.cue.layer == MOVES and _named(hit, shelf, knowledge))
    ]


def _named(hit: Hit, names: Shelf[Named], knowledge: Knowledge) -> bool:
    """Part of the name of a firm, a person or a place: 保利|发展."""
    name = names.around(hit.start)
    known = knowledge.entities.get(name.entity) if name else None
    return known is not None and known.type in CALLED and _inside(hit, name)


def _idle(text: str, hit: Hit, names: Shelf[Named], knowledge: Knowledge) -> bool:
    """Whether a metric's label means something else here."""
    if hit.cue.layer != "metric":
        return False
    name = names.around(hit.start)
    return (_inside(hit, name) and not _heads(text, hit, name, knowledge)) or _doubtful(text, hit, knowledge)


def _heads(text: str, hit: Hit, name: Named | None, knowledge: Knowledge) -> bool:
    """Whether a theme's name ends in the metric, and so tells its value: 锂价, mortgage rates."""
    concept = knowledge.entities.get(name.entity) if name else None
    is_theme = concept is not None and concept.type in THEMES and not text[hit.start].isupper()
    return is_theme and name is not None and hit.end == name.end


def _inside(hit: Hit, name: Named | None) -> bool:
    return name is not None and hit.end <= name.end and name.end - name.start > max(SHORT, hit.end - hit.start)


def _doubtful(text: str, hit: Hit, knowledge: Knowledge) -> bool:
    return hit.cue.has("ambiguous") and not selected(text, hit, knowledge.metrics[hit.cue.value].context)


def selected(text: str, hit: Hit, context: Iterable[str]) -> bool:
    """Whether a word of the context stands near."""
    around = text[max(0, hit.start - CONTEXT) : hit.start] + "\n" + text[hit.end : hit.end + CONTEXT]
    return any(word in around for word in context)
