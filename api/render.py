"""Answers as tables for people, and as JSON, JSONL and CSV for programs.

On a terminal a table fits the width; elsewhere it is plain, one line a row, nothing cut. JSON and CSV never cut.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeVar

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kg.contract import last_day
from kg.model import Direction, Period, Quantity

ARROWS: Mapping[Direction, str] = {"up": "↑", "down": "↓", "flat": "→", "none": ""}
SCALES = ((Decimal(10) ** 12, "T"), (Decimal(10) ** 9, "B"), (Decimal(10) ** 6, "M"))

Value = TypeVar("Value")
Cell = str | Sequence[str]
"""Text of a cell; several strings stand under each other on a terminal and beside each other elsewhere."""


def unstyled() -> io.TextIOBase:
    """Standard output as UTF-8, whatever the locale says; a lone surrogate is escaped rather than fatal."""
    out = sys.stdout
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(encoding="utf-8", errors="backslashreplace")
    return out  # type: ignore[return-value]


def terminal() -> Console | None:
    """The console of standard output when it is a terminal, else None."""
    return Console(highlight=False) if sys.stdout.isatty() else None


def write_json(value: object) -> None:
    """One indented JSON value."""
    unstyled().write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def write_jsonl(values: Iterable[object]) -> None:
    """One JSON value a line, each written as soon as it is there."""
    out = unstyled()
    for value in values:
        out.write(json.dumps(value, ensure_ascii=False) + "\n")
        out.flush()


def write_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """A header and one row each; lists are joined by `; `, what is not known is empty."""
    writer = csv.DictWriter(unstyled(), columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _field(value) for name, value in row.items()} for row in rows)


def write_data(
    form: str,
    found: Iterable[Value],
    whole: Callable[[Value], object],
    flat: Callable[[Value], Mapping[str, Any]],
    columns: Sequence[str],
) -> bool:
    """Write `found` for programs: `whole` as JSON or JSONL, `flat` as CSV. False, and nothing written, for a table."""
    if form == "json":
        write_json([whole(one) for one in found])
    elif form == "jsonl":
        write_jsonl(map(whole, found))
    elif form == "csv":
        write_csv(map(flat, found), columns)
    return form in {"json", "jsonl", "csv"}


def _field(value: object) -> object:
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat()[:10] if isinstance(value, date) else value


SHORT = frozenset({"date", "id", "lang", "type"})
"""Columns whose cells stay on one line."""
NARROWEST = 8
"""Columns of a terminal that the cells of any other column keep, if there is any room."""


def write_table(
    columns: Sequence[str], rows: Sequence[Sequence[Cell]], *, wide: str = "", right: Sequence[str] = ()
) -> None:
    """A table; column `wide` keeps a third of a terminal, the columns in `right` hold numbers."""
    console = terminal()
    if console:
        console.print(_fitted(columns, rows, _floors(columns, wide, console.width), right, console.width))
    else:
        unstyled().write(plain(columns, rows))


def _fitted(
    columns: Sequence[str], rows: Sequence[Sequence[Cell]], floors: Sequence[int], right: Sequence[str], width: int
) -> Table:
    cells = [[_squeezed("\n".join(filter(None, _lines(cell))), keep="\n") for cell in row] for row in rows]
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for name, size in zip(columns, widths([columns, *cells], floors, width), strict=True):
        justify: Literal["left", "right"] = "right" if name in right else "left"
        table.add_column(name, justify=justify, width=size, overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    return table


def _floors(columns: Sequence[str], wide: str, width: int) -> list[int]:
    """How narrow each column may become."""
    return [
        width if name in SHORT else width // (3 if width >= 80 else 4) if name == wide else NARROWEST
        for name in columns
    ]


def widths(cells: Sequence[Sequence[str]], floors: Sequence[int], width: int) -> list[int]:
    """Widths of columns that share `width`, two blanks between them: the widest gives first, none beyond its floor.

    >>> widths([["id", "a fairly long title"], ["1", "x"]], [8, 5], 14)
    [2, 10]
    """
    found = [max(cell_len(line) for cell in column for line in cell.split("\n")) for column in zip(*cells, strict=True)]
    while sum(found) + 2 * len(found) - 2 > width:
        size, place = max(((size, place) for place, size in enumerate(found) if size > floors[place]), default=(0, 0))
        if not size:
            break
        found[place] -= 1
    return found


def plain(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The table as aligned lines, two spaces between columns; wide characters count two.

    >>> print(plain(["id", "name"], [["NVDA", "英伟达"], ["x", ["two", "lines"]]]), end="")
    id    name
    NVDA  英伟达
    x     two lines
    """
    cells = [list(columns)] + [[_squeezed(" ".join(filter(None, _lines(cell)))) for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    lines = (
        "  ".join(text + " " * (width - cell_len(text)) for text, width in zip(row, widths, strict=True))
        for row in cells
    )
    return "".join(line.rstrip() + "\n" for line in lines)


def write_paragraph(text: Text, indent: int = 0) -> None:
    """A paragraph and an empty line after it; on a terminal as wide as that is, elsewhere as its lines are."""
    console = terminal()
    if console:
        console.print(Padding(text, (0, 0, 1, indent)))
    else:
        lines = (" " * indent + line if line else "" for line in text.plain.split("\n"))
        unstyled().write("\n".join(lines) + "\n\n")


def write_lines(lines: Iterable[Text]) -> None:
    """Lines of one text each; on a terminal a long one ends in an ellipsis, elsewhere nothing is cut."""
    console = terminal()
    for line in lines:
        if console:
            console.print(line, no_wrap=True, overflow="ellipsis")
        else:
            unstyled().write(f"{tidy(line.plain, '')}\n")


def write_margined(lines: Sequence[tuple[str, str]]) -> None:
    """Lines with names in the margin."""
    console = terminal()
    if not console:
        margin = max((cell_len(name) for name, _ in lines), default=0)
        unstyled().write("".join(f"{name:<{margin}}  {tidy(line, '')}".rstrip() + "\n" for name, line in lines))
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, line in lines:
        table.add_row(name, Text(tidy(line)))
    console.print(table)


def _lines(cell: Cell) -> Sequence[str]:
    return (cell,) if isinstance(cell, str) else cell


def tidy(text: str, keep: str = "\n") -> str:
    """Without control characters, which could move the cursor of a terminal.

    >>> tidy("up\\r\\n\\x1b[2Jdown")
    'up\\n [2Jdown'
    """
    return "".join(char if char.isprintable() or char in keep else " " for char in text.replace("\r\n", "\n"))


def _squeezed(text: str, keep: str = "") -> str:
    return "\n".join(" ".join(line.split()) for line in tidy(text, keep).split("\n"))


def number(value: Decimal) -> str:
    """A number as analysts write it.

    >>> [number(Decimal(text)) for text in ("4000000000000", "1500000", "12345", "0.5", "-2.50E+9")]
    ['4T', '1.5M', '12,345', '0.5', '-2.5B']
    """
    for scale, letter in SCALES:
        if abs(value) >= scale:
            return f"{_short(value / scale)}{letter}"
    return _short(value)


def _short(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(quantity: Quantity) -> str:
    """A quantity in one short line.

    >>> from kg.model import Span
    >>> here = Span.of("x", 0, 1)
    >>> amount(Quantity(span=here, low=Decimal(30), high=None, unit="%", low_open=True))
    '> 30%'
    >>> amount(Quantity(span=here, low=Decimal(5000000000), high=Decimal(7000000000), unit="USD/year"))
    '5B–7B USD/year'
    """
    sign = quantity.comparator
    ends = [number(end) for end in (quantity.low, quantity.high) if end is not None]
    shown = "–".join(ends) if sign == "range" else ends[0] if ends else "?"
    before = "" if sign in {"=", "range"} else f"{sign} "
    unit = quantity.unit if quantity.unit in {"%", "x"} else f" {quantity.unit}".rstrip()
    return f"{before}{shown}{unit}"


def days(period: Period | None) -> str:
    """A period in one short line: the year, month or day when it is one, else first and last day.

    >>> from kg.model import Span
    >>> here = Span.of("x", 0, 1)
    >>> ends = date(2026, 1, 1), date(2025, 2, 1), None
    >>> [days(Period(span=here, start=date(2025, 1, 1), end=end, grain="span")) for end in ends]
    ['2025', '2025-01', '2025-01-01…']
    """
    if period is None:
        return ""
    first, last = (None if end is None else date(end.year, end.month, end.day) for end in _ends(period))
    if first and last and (name := _whole(first, last)):
        return f"~{name}" if period.vague else name
    grain = "%Y-%m" if period.vague else "%Y-%m-%d"
    shown = "…".join(f"{end:{grain}}" if end else "" for end in (first, last))
    return f"~{shown}" if period.vague else shown


def _ends(period: Period) -> tuple[date | None, date | None]:
    return period.start, last_day(period.end)


def _whole(first: date, last: date) -> str:
    """The name of a span of whole years, one month or one day, else ''."""
    starts_year, ends_year = (first.month, first.day) == (1, 1), (last.month, last.day) == (12, 31)
    if starts_year and ends_year:
        return f"{first:%Y}" if first.year == last.year else f"{first:%Y}…{last:%Y}"
    if first.day == 1 and last == first.replace(day=monthrange(first.year, first.month)[1]):
        return f"{first:%Y-%m}"
    return f"{first}" if first == last else ""
