"""The title of an article: its first heading."""

from __future__ import annotations

from ingest.blocks import drafts
from ingest.inline import edits
from ingest.offsets import Copy

FIRST = 5_000  # characters among which a heading can be a title


def title(text: str, body: int = 0) -> str | None:
    """The first heading with marks of its own (`#`, or underlined), as it reads; None without one.

    >>> title("Intro\\n\\n# The **chip** war"), title("No heading")
    ('The chip war', None)
    """
    headings = (draft for draft in drafts(text[: body + FIRST], body) if draft.kind == "heading" and not draft.quoted)
    for draft in headings:
        copy = Copy(text)
        copy.open("")
        copy.write(*draft.pieces[0], edits(text, *draft.pieces[0]))
        copy.close()
        if copy.length:
            return copy.text()
    return None
