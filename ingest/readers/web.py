"""HTML: the article's text as lines of Markdown, without what surrounds it on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement, PreformattedString

from ingest.dateline import read_date
from ingest.genre import genre
from ingest.readers import Taken
from ingest.readers.markdown import Part, escaped, markdown, strong
from kg.errors import ReadError

LEAST = 200  # characters of an <article> or <main> that is taken for the whole
DEEPEST = 200  # elements inside each other: more is no page that somebody wrote
MOST = 0.5  # share of the page beyond which a part is never left out for its name
MOST_LOST = 0.05  # share of characters that cannot be decoded
_UNREAD = frozenset(
    ("script", "style", "noscript", "template", "svg", "math", "canvas", "iframe", "object", "nav", "footer", "aside",
     "form", "button", "select", "textarea", "dialog", "menu", "head", "video", "audio", "map")
)  # fmt: skip
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu", "alert"})
_BLOCKS = frozenset((
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "header", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "main", "ol", "p", "pre", "section", "summary",
    "table", "ul", "tbody", "thead", "tfoot", "tr", "td", "th",
))  # fmt: skip
_LISTS = ["ul", "ol"]
_WHITE = re.compile(r"\s+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_AUTHOR_META = ("author", "article:author", "parsely-author", "byl")
_DATE_META = (
    "article:published_time", "datepublished", "date", "pubdate", "publishdate", "dc.date", "dc.date.issued",
    "parsely-pub-date", "citation_publication_date",
)  # fmt: skip


def take(data: bytes, path: str) -> Taken:
    """The text of a page and what its head says of it.

    >>> take(b"<nav>Home</nav><h1>Chips</h1><ul><li>TPU<li>GPU</ul>", "a.html").text
    '# Chips\\n\\n- TPU\\n- GPU\\n'
    """
    page = BeautifulSoup(data, "lxml")
    if not _is_legible(data, page):
        raise ReadError(path, "not a page, or of an encoding that cannot be told", "save it as UTF-8 from a browser")
    if _is_too_deep(page):
        raise ReadError(
            path, f"elements more than {DEEPEST} deep inside each other", "save the page anew from a browser"
        )
    said = _said(page)
    text = markdown(_parts(_main(page), Part(kind="paragraph")))
    if not text.strip():
        raise ReadError(path, "no text on the page", "save the page with its text, not one that a script fills")
    return replace(said, text=text)


def _is_legible(data: bytes, page: BeautifulSoup) -> bool:
    """Whether the bytes are text in the encoding that was found for them."""
    if b"\0" in data and not (page.original_encoding or "").lower().startswith(("utf-16", "utf-32")):
        return False
    words = page.get_text()
    return words.count("\ufffd") <= MOST_LOST * len(words)


def _is_too_deep(page: BeautifulSoup) -> bool:
    depths = {id(page): 0}
    for tag in page.find_all(True):
        depth = depths[id(tag)] = depths[id(tag.parent)] + 1
        if depth > DEEPEST:
            return True
    return False


# -- what the head says ------------------------------------------------------------------------------------------------


def _said(page: BeautifulSoup) -> Taken:
    """What the page says of its article outside of the text."""
    facts = _meta(page)
    return Taken(
        text="",
        title=_first(facts, ("og:title", "twitter:title")) or _title(page),
        author=_author(_first(facts, _AUTHOR_META)),
        publisher=_first(facts, ("og:site_name", "dc.publisher")),
        published=_published(page, facts),
        url=_first(facts, ("og:url",)) or _canonical(page),
    )


def _meta(page: BeautifulSoup) -> dict[str, str]:
    """The <meta> facts by their names in lower case, the first of each."""
    facts: dict[str, str] = {}
    for tag in page.find_all("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        if name and (content := _WHITE.sub(" ", str(tag.get("content") or "")).strip()):
            facts.setdefault(str(name).lower(), content)
    return facts


def _first(facts: dict[str, str], names: Iterable[str]) -> str | None:
    return next((facts[name] for name in names if name in facts), None)


def _title(page: BeautifulSoup) -> str | None:
    headings = page.find_all("h1")
    found = headings[0] if len(headings) == 1 else page.title
    return (_WHITE.sub(" ", found.get_text(" ")).strip() or None) if found else None


def _author(name: str | None) -> str | None:
    return None if name and name.startswith(("http://", "https://")) else name


def _published(page: BeautifulSoup, facts: dict[str, str]) -> str | None:
    """The first date of the head, or of a <time> marked as that of publication."""
    marked = page.find("time", attrs={"pubdate": True}) or page.find("time", attrs={"itemprop": "datePublished"})
    told = [facts.get(name) for name in _DATE_META]
    told.append(str(marked.get("datetime") or marked.get_text()) if isinstance(marked, Tag) else None)
    return next((words for words in told if words and _is_date(words)), None)


def _is_date(words: str) -> bool:
    try:
        return read_date(words) is not None
    except ValueError:
        return False


def _canonical(page: BeautifulSoup) -> str | None:
    link = page.find("link", rel="canonical")
    return (str(link.get("href") or "") or None) if isinstance(link, Tag) else None


# -- the text ----------------------------------------------------------------------------------------------------------


def _main(page: BeautifulSoup) -> Tag:
    """The part of the page that holds the article; what else stands on the page is taken out of it."""
    whole = len(page.get_text())
    for tag in page.find_all(True):
        if not tag.decomposed and _is_unread(tag, whole):
            tag.decompose()
    for name in ("article", "main"):
        found = page.find_all(name)
        if len(found) == 1 and len(found[0].get_text()) >= LEAST:
            return found[0]
    return page.body or page


def _is_unread(tag: Tag, whole: int) -> bool:
    if tag.name in _UNREAD or str(tag.get("role")) in _ROLES or _is_hidden(tag):
        return True
    if tag.name == "header" and not (tag.find("h1") or tag.find_parent(["article", "main"])):
        return True
    names = {str(name).lower() for name in (tag.get("id"), *tag.get_attribute_list("class")) if name}
    return not genre().left_out.isdisjoint(names) and len(tag.get_text()) < MOST * whole


def _is_hidden(tag: Tag) -> bool:
    return (
        tag.has_attr("hidden") or tag.get("aria-hidden") == "true" or bool(_HIDDEN.search(str(tag.get("style") or "")))
    )


def _parts(tag: Tag, place: Part) -> Iterator[Part]:
    """The parts inside an element; `place` is what its own words are."""
    words: list[str] = []
    for child in tag.children:
        if isinstance(child, Tag) and (child.name in _BLOCKS or _holds_block(child)):
            yield replace(place, words="".join(words))
            words = []
            yield from _block(child, place)
        else:
            words.append(_inline(child))
    yield replace(place, words="".join(words))


def _holds_block(tag: Tag) -> bool:
    return any(isinstance(inner, Tag) and inner.name in _BLOCKS for inner in tag.descendants)


def _block(tag: Tag, place: Part) -> Iterator[Part]:
    name = tag.name
    if name in _LISTS:
        yield from _parts(tag, replace(place, level=place.level + 1, ordered=name == "ol"))
    elif name == "li":
        yield from _item(tag, replace(place, level=max(place.level, 1)))
    elif len(name) == 2 and name[0] == "h" and name[1].isdigit():
        yield Part(kind="heading", level=int(name[1]), words=_inline(tag), quoted=place.quoted)
    elif name == "blockquote":
        yield from _parts(tag, replace(place, quoted=place.quoted + 1))
    elif name == "table" and _is_data(tag):
        if tag.caption:
            yield replace(place, words=_inline(tag.caption))
        yield _table(tag, place)
    elif name != "pre" or not tag.find("code"):
        yield from _parts(tag, place)


def _item(tag: Tag, place: Part) -> Iterator[Part]:
    """An item and what else stands in it; its first words carry the mark."""
    marked = False
    for part in _parts(tag, place):
        if not marked and part.kind == "paragraph" and part.words.strip():
            marked = True
            yield replace(part, kind="item")
        else:
            yield part


def _inline(node: PageElement) -> str:
    if not isinstance(node, Tag):
        return "" if isinstance(node, PreformattedString) else escaped(_WHITE.sub(" ", str(node)))
    if node.name == "br":
        return "\n"
    words = "".join(map(_inline, node.children))
    return strong(words) if node.name in ("b", "strong") else words


def _is_data(table: Tag) -> bool:
    """Whether a table holds data and not the layout of the page: it has heads or a caption, or its cells no blocks."""
    told = table.find(["th", "caption"]) is not None
    blocks = ["table", "h1", "h2", "h3", *_LISTS, *(() if told else ("p", "div"))]
    return not table.find(blocks) and len(table.find_all(["td", "th"])) > 1


def _table(table: Tag, place: Part) -> Part:
    rows = [row.find_all(["td", "th"]) for row in table.find_all("tr")]
    headed = bool(rows) and (table.find("thead") is not None or all(cell.name == "th" for cell in rows[0]))
    return Part(kind="table", rows=tuple(tuple(_cells(row)) for row in rows), headed=headed, quoted=place.quoted)


def _cells(row: Iterable[Tag]) -> Iterator[str]:
    for cell in row:
        yield _inline(cell)
        span = str(cell.get("colspan") or "1")
        yield from [""] * (min(int(span), 100) - 1 if span.isdecimal() else 0)
