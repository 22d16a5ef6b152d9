"""`reverie [PROMPT]`: the agent itself, headless with `-p`, else a conversation in the terminal."""

from typing import TYPE_CHECKING

import click

from .commands import COMMANDS

if TYPE_CHECKING:
    from .run_options import RunOptions

_EPILOG = f"""Commands: {", ".join(COMMANDS)} (each with --help).

Exit status of -p: 0 done, 1 failed, 2 usage, 3 something was denied that would have asked, 4 a budget is used up,
5 model or network, 130 interrupted."""


@click.command(epilog=_EPILOG)
@click.argument("words", metavar="[PROMPT]", nargs=-1)
@click.option("-p", "--print", "headless", is_flag=True, help="Answer once and exit; nothing is asked.")
@click.option(
    "--output-format",
    type=click.Choice(["text", "json", "stream-json"]),
    default="text",
    help="What -p prints: the answer, one JSON object, or one event a line.",
)
@click.option("-c", "--continue", "continue_last", is_flag=True, help="Go on with the last session here.")
@click.option("-r", "--resume", metavar="ID", help="Go on with this session; the beginning of its id is enough.")
@click.option("--model", metavar="PROVIDER/NAME", help="For example anthropic/claude-sonnet-4-6 or local/NAME.")
@click.option("--base-url", metavar="URL", help="A server of your own that speaks the provider's format.")
@click.option("--effort", type=click.Choice(["low", "medium", "high"]), help="How long a reasoning model thinks.")
@click.option("--permission-mode", type=click.Choice(["ask", "accept-edits", "plan"]), help="What runs unasked.")
@click.option(
    "--allowed-tools",
    metavar="RULES",
    multiple=True,
    help="What may run unasked: 'edit, shell(pytest *), web_fetch(https://docs.python.org/*)'.",
)
@click.option(
    "--dangerously-skip-permissions", "skip_permissions", is_flag=True, help="Ask nothing inside the project."
)
@click.option("--max-turns", type=click.IntRange(min=1), metavar="N", help="At most N model requests.")
@click.option(
    "--max-budget-usd",
    type=click.FloatRange(min=0, min_open=True),
    metavar="USD",
    callback=lambda *_: _finite(*_),
    help="Spend at most this.",
)
@click.option("--trust", is_flag=True, help="Obey this project's AGENTS.md and CLAUDE.md in this run.")
@click.option("--ignore-repo", is_flag=True, help="Do not load them, and do not ask.")
@click.option("--fail-on-false-claims", is_flag=True, help="With -p: exit 1 when the answer claims what was not done.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.option("--version", "-V", is_flag=True, is_eager=True, expose_value=False, callback=lambda *_: _version(*_))
def run(**typed: object) -> int:
    """A coding agent in your terminal. Without -p it is a conversation; with it, one answer for a script or pipe."""
    from .garbage import collect_later

    collect_later()
    import os
    from pathlib import Path

    from .run_options import options_from
    from .run_session import run_session

    options = options_from(typed)
    if options.resume and options.continue_last:
        raise click.UsageError("-r and -c exclude each other: -c is the last session, -r the one you name")
    if options.trust and options.ignore_repo:
        raise click.UsageError("--trust and --ignore-repo exclude each other")
    return run_session(options, Path.cwd(), os.environ, prompt=_prompt(options))


def _prompt(options: "RunOptions") -> str | None:
    """What is asked first: the words, then what is piped in. None when nothing is, in a conversation only."""
    from .piped import TooMuchInput, read_piped

    if len(options.words) > 1:
        raise click.UsageError(_not_a_command(options.words[0]) or "put the prompt in quotes, so that it is one word")
    words = _as_text(options.words[0]) if options.words else ""
    if words and not options.headless and (hint := _not_a_command(words)):
        raise click.UsageError(hint)
    if not options.is_headless:
        return words or None
    try:
        piped = read_piped(bool(words))
    except TooMuchInput as error:
        raise click.UsageError(str(error)) from None
    prompt = "\n\n".join(text for text in (words, piped.strip()) if text)
    if not prompt:
        raise click.UsageError('nothing to do: give a prompt (reverie -p "…") or pipe one in')
    return prompt


def _as_text(argument: str) -> str:
    """Bytes that are not UTF-8 are replaced: Python keeps them as half characters, which nothing can write."""
    return argument.encode(errors="surrogateescape").decode(errors="replace")


def _not_a_command(word: str) -> str:
    """A single word that is nearly a command is one misspelt, not a prompt to spend money on."""
    from difflib import get_close_matches

    close = get_close_matches(word, COMMANDS, n=1, cutoff=0.75)
    return f"no command '{word}'; did you mean '{close[0]}'? As a prompt: reverie -p '{word} …'" if close else ""


def _finite(_: click.Context, parameter: click.Parameter, value: float | None) -> float | None:
    """Neither `nan` nor `inf`, which every sum would stay below."""
    if value is not None and not value < float("inf"):
        raise click.BadParameter(f"{value} is no amount of money; write one like 0.50", param=parameter)
    return value


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from reverie.version import VERSION

        click.echo(f"reverie {VERSION}")
        context.exit()
