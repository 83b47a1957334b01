"""Words for people, on standard error."""

from __future__ import annotations

import click


def say(message: str, code: int = 0) -> int:
    """Print a message and give back `code`.

    >>> say("the disk is full", 1)
    1
    """
    click.echo("\n".join(f"kg: {line}" for line in shown(message).split("\n")), err=True)
    return code


def shown(message: str) -> str:
    """The message with its control characters spelled out: the name of a file could move the cursor of a terminal.

    >>> print(shown("\\x1b[2Jred.md: no such file"))
    \\x1b[2Jred.md: no such file
    """
    return "".join(char if char.isprintable() or char == "\n" else ascii(char)[1:-1] for char in message)
