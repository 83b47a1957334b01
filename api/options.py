"""Options that several commands share, and what their values may be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import click

from kg.errors import UsageError
from kg.model import Lang
from queries.questions import well_formed

Command = TypeVar("Command", bound=Callable[..., Any])


def format_option(*formats: str, default: str | None = "") -> Callable[[Command], Command]:
    """`--format`, one of `formats`; the first unless another is named, or None where the command decides."""
    chosen = formats[0] if default == "" else default
    kind = click.Choice(formats)
    return click.option("--format", "form", type=kind, default=chosen, show_default=True, help="Shape of the answer.")


def lang_option() -> Callable[[Command], Command]:
    """`--lang`, of what is told in words: English or Chinese."""
    kind = click.Choice(("en", "zh"))
    return click.option("--lang", type=kind, default="en", show_default=True, help="Language of the reasons.")


def spoken(text: str) -> Lang:
    """The language that `--lang` names."""
    return "en" if text == "en" else "zh-Hans"


def limit_option(default: int | None) -> Callable[[Command], Command]:
    """`--limit`, at least one; all where None is the default."""
    kind = click.IntRange(min=1)
    return click.option(
        "--limit", type=kind, default=default, show_default=default is not None, help="At most so many."
    )


def published_option() -> Callable[[Command], Command]:
    """`--published`, the day of articles that tell none."""
    kind = click.DateTime(["%Y-%m-%d"])
    return click.option("--published", type=kind, callback=_day, help="When articles were published that do not tell.")


def _day(ctx: click.Context, param: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


class Words(click.ParamType[str]):
    """Text that is UTF-8.

    >>> Words().convert("英伟达", None, None)
    '英伟达'
    """

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text; wrong use when it is none, as bytes of another encoding on a command line are."""
        try:
            return well_formed(str(value))
        except UsageError as error:
            self.fail(str(error), param, ctx)


class Days(click.ParamType[Any]):
    """A day, a month or a year, as its first day and the first day after it.

    >>> Days().convert("2024-02", None, None)
    (datetime.date(2024, 2, 1), datetime.date(2024, 3, 1))
    """

    name = "day"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """What help shows."""
        return "YYYY[-MM[-DD]]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[date, date]:
        """Both days; wrong use when there is no such day."""
        try:
            year, *rest = map(int, str(value).split("-"))
            first = date(year, *[*rest, 1, 1][:2]) if len(rest) < 3 else date.fromisoformat(value)
            return first, _after(first, len(rest))
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is no day, month or year; write 2025, 2025-06 or 2025-06-30", param, ctx)


def _after(first: date, parts: int) -> date:
    """The first day after the year, the month or the day that begins with `first`."""
    if parts == 0:
        return date(first.year + 1, 1, 1)
    if parts == 1:
        return date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first + timedelta(days=1)
