"""The version of code: what decides a result is named by a digest, so that a result of other code is known."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import import_module
from pathlib import Path

DECIDING = frozenset({".py", ".toml", ".tsv", ".ttl", ".rq"})
"""Suffixes of the files that decide what is read and what is worked out."""


@cache
def code_of(*packages: str) -> str:
    """Hex sha256 over the code and the data files of packages, by their names.

    >>> code_of("kg") == code_of("kg"), len(code_of("kg"))
    (True, 64)
    """
    files = [file for name in packages for file in sorted(Path(import_module(name).__path__[0]).rglob("*"))]
    state = hashlib.sha256()
    for file in files:
        if file.suffix in DECIDING:
            state.update(file.name.encode() + b"\0" + file.read_bytes())
    return state.hexdigest()
