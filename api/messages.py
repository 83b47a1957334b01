"""Words for people, on standard error."""

from __future__ import annotations

import click


def say(message: str, code: int = 0) -> int:
    """Print a message and give back `code`.

    >>> say("the disk is full", 1)
    1
    """
    click.echo(f"kg: {message}", err=True)
    return code
