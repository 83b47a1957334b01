"""The command line `kg`: a group whose commands are imported when they are called, so that help is quick.

Exit codes: 0 fine, 1 found problems, 2 wrong use, 130 interrupted. Only data goes to standard output.
"""

from __future__ import annotations

import errno
import os
import sys
from difflib import get_close_matches
from importlib import import_module
from typing import Any, NoReturn

import click

from api.messages import say
from kg.errors import ClaimgraphError, UsageError

FINE, PROBLEMS, WRONG_USE, INTERRUPTED = 0, 1, 2, 130

REMEDIES = {
    errno.ENOSPC: "free some space and run the command again",
    errno.EDQUOT: "free some space and run the command again",
    errno.EROFS: "its disk cannot be written; name another place",
    errno.EACCES: "change its permissions, or name another place",
    errno.EPERM: "change its permissions, or name another place",
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.ENOENT: "check the path",
    errno.ENOTDIR: "a part of the path is a file where a folder should be; name another place",
    errno.EEXIST: "a file lies where a folder should be; move it away, or name another place",
    errno.EISDIR: "a folder lies where a file should be; move it away, or name another place",
    errno.ELOOP: "mend the link, or name another place",
    errno.EMFILE: "let it open more files at once: ulimit -n 512",
}
"""What to do about what the system says."""

COMMANDS = {
    "ingest": "Read articles into the store, and tell what was found.",
    "extract": "Read articles and print what was found, without a store.",
    "claims": "List claims by entity, metric, kind, speaker, article or period.",
    "show": "Show one claim in its paragraph, and how it was read.",
    "trace": "Show what a claim rests on, what rests on it, and what attacks it.",
    "theses": "List what the articles argue for, and who says the same.",
    "loadbearing": "List the premises that carry most theses, and what falls without each.",
    "audit": "List the sums of the articles, done again: problems first.",
    "whatif": "Show what would follow for a claim, and all between, if premises had other values.",
    "contradictions": "List claims that collide, in and across articles, with the reasons.",
    "agreements": "List what several articles say alike, and which of them are independent.",
    "why": "Tell why two claims collide, or why not, test by test.",
    "predictions": "List predictions by the day that they come due: open before it, due on it, overdue afterwards.",
    "resolve": "Say what came of a prediction, take it back, or list what was said.",
    "timeline": "List every value that is told of a measure, by the time that it is told for.",
    "views": "List what one voice said about things, in the order said, and mark what was revised.",
    "score": "Score those who foretell by what came of it.",
    "entities": "List what the claims speak of, with counts.",
    "query": "Ask the graph in SPARQL (read only).",
    "remove": "Forget articles and all that was read from them.",
    "export": "Write the graph or its claims to a file of another format.",
    "check": "Find problems in the data files, or in the graph.",
    "eval": "Score a folder of articles against its gold annotations.",
    "add": "Add an entity or a metric of your own.",
    "doctor": "Tell whether everything that is needed is here and works.",
}


class Commands(click.Group):
    """A group that knows its commands by name and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; it takes `--store` too, for those who write it last."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"api.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return taking_store(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As usual; a name that is none gets the likeliest one beside it."""
        near = get_close_matches(args[0], COMMANDS, n=1)
        if args[0] not in COMMANDS and near:
            ctx.fail(f"there is no command {args[0]!r}; did you mean {near[0]!r}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(self, *args: Any, **more: Any) -> Any:
        """As usual, with all three streams of the system in place."""
        open_streams()
        return super().main(*args, **more)

    def invoke(self, ctx: click.Context) -> NoReturn:
        """Run, and turn what a user can mend into a message and an exit code."""
        ctx.exit(self._run(ctx))

    def _run(self, ctx: click.Context) -> int:
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            return _hush()
        except KeyboardInterrupt:
            return say("interrupted; what was finished is kept, run the command again for the rest", INTERRUPTED)
        except UsageError as error:
            return say(str(error), WRONG_USE)
        except ClaimgraphError as error:
            return say(str(error), PROBLEMS)
        except (OSError, MemoryError) as error:
            return say(_of_system(error), PROBLEMS)
        return code if isinstance(code, int) else FINE


def taking_store(command: click.Command) -> click.Command:
    """`command` and those in it, each with the option `--store`."""
    if not any(option.name == "store" for option in command.params):
        command.params.append(store_option(expose_value=False, callback=_use_store))
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        taking_store(inner)
    return command


def store_option(**more: object) -> click.Option:
    """The option `--store`, the same on the group and on every command."""
    help_text = "Directory of the store.  [env: KG_STORE; default: .kg]"
    return click.Option(["--store"], metavar="DIR", help=help_text, **more)  # type: ignore[arg-type]


def _use_store(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    if value:
        ctx.obj = value


def open_streams() -> None:
    """Put nothing in the place of a stream that the caller has closed: else the next file that is opened, one of the
    store perhaps, would be taken for it and written over.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            _occupy(number)
            setattr(sys, name, open(os.devnull, "w" if number else "r", encoding="utf-8"))  # noqa: SIM115 - stays


def _occupy(number: int) -> None:
    try:
        os.fstat(number)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_RDWR), number)


def _hush() -> int:
    """The reader of our output has left: write nothing more, and say nothing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FINE


def _of_system(error: OSError | MemoryError) -> str:
    if isinstance(error, MemoryError):
        return "there is not enough memory; end other programs, or give smaller articles"
    place = f"{os.fsdecode(error.filename)}: " if error.filename else ""
    remedy = REMEDIES.get(error.errno or 0, "")
    return f"{place}{error.strerror or error}" + (f"; {remedy}" if remedy else "")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="claimgraph", prog_name="kg")
@click.option(
    "--store",
    metavar="DIR",
    envvar="KG_STORE",
    default=".kg",
    help="Directory of the store.",
    show_default=True,
    show_envvar=True,
)
@click.pass_context
def main(ctx: click.Context, store: str) -> None:
    """A graph of claims and predictions, read offline from Chinese and English articles.

    \b
    kg ingest corpus              read a folder
    kg claims --entity NVDA       what is claimed about NVIDIA, by whom, where
    kg show 3fa81c22              one claim in its paragraph
    """
    ctx.obj = store
