"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def format_option(*formats: str, default: str | None = None) -> Callable[[Command], Command]:
    """`--format`, one of `formats`; the first is the default unless another is named."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=default or formats[0],
        show_default=True,
        help="Shape of the answer.",
    )


def limit_option(default: int) -> Callable[[Command], Command]:
    """`--limit`, at least one."""
    return click.option(
        "--limit", type=click.IntRange(min=1), default=default, show_default=True, help="At most so many."
    )
