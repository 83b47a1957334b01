"""`kg doctor`: is everything here, and does it work?"""

from __future__ import annotations

import click

from api.options import format_option
from api.render import unstyled, write_json


@click.command("doctor")
@format_option("table", "json")
@click.pass_obj
def command(store: str, form: str) -> int:
    """Tell whether everything that is needed is here and works.

    A line each: versions of Python and the packages, whether the models load, whether articles are read without a
    network, the data files, the store, and free space. What is wrong comes with its remedy.

    \b
    kg doctor
    """
    from api.diagnosis import Finding, examine

    found: list[Finding] = []
    for finding in examine(store):
        found.append(finding)
        if form == "table":
            state = "ok     " if finding.ok else "problem"
            unstyled().write(f"{state}  {finding.what:<10}  {finding.found}\n")
            unstyled().write("" if finding.ok else f"{'':21}{finding.remedy}\n")
    if form == "json":
        write_json([{"what": one.what, "ok": one.ok, "found": one.found, "remedy": one.remedy} for one in found])
    return 0 if all(one.ok for one in found) else 1
