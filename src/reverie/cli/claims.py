"""`reverie claims [TRANSCRIPT…]`: what agents said that they did, judged by what their transcripts show."""

from typing import TYPE_CHECKING

import click

from reverie.headless.exit_codes import DONE, FAILED, USAGE

if TYPE_CHECKING:
    from pathlib import Path

    from .claiming.tally import Tally


@click.command()
@click.argument("transcripts", metavar="[TRANSCRIPT]...", nargs=-1)
@click.option("--all", "show_all", is_flag=True, help="List every false claim, not only the newest.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with every false claim.")
@click.option("--jsonl", is_flag=True, help="TRANSCRIPT holds situations, one a line (default: standard input).")
@click.option("--fail-on-false-claims", "fail", is_flag=True, help="Exit with status 1 when a claim is false.")
def claims(transcripts: tuple[str, ...], show_all: bool, as_json: bool, jsonl: bool, fail: bool) -> int:
    """Compare what your agents said they did with what they did: in all transcripts of Claude Code and Codex on this
    machine and of this project's sessions, or in those that TRANSCRIPT names (files or folders).

    Needs no model and no key, writes nothing, and nothing leaves the machine.
    """
    if jsonl and (show_all or as_json):
        raise click.UsageError("--jsonl prints a line for each situation; leave out --all and --json")
    if jsonl:
        return _of_situations(transcripts, fail=fail)
    tally = _tally(transcripts)
    _print(tally, show_all=show_all, as_json=as_json)
    return FAILED if fail and tally.false_claims else DONE


def _of_situations(names: tuple[str, ...], *, fail: bool) -> int:
    from .claiming.situations import judge_rows

    seen = judge_rows(names)
    if seen.bad:
        return USAGE
    return FAILED if fail and seen.false else DONE


def _tally(names: tuple[str, ...]) -> "Tally":
    from .claiming.finding import transcripts
    from .claiming.judging import tally_of
    from .progress import progress_on_stderr

    files = transcripts(names)
    sizes = {file.path: _size(file.path) for file in files}
    progress = progress_on_stderr("reading", sum(sizes.values()))
    if progress is None:
        return tally_of(files)
    return tally_of(progress.over(files, lambda file: file.path.name, lambda file: sizes[file.path]))


def _size(path: "Path") -> int:
    """0 of a file that went away meanwhile."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _print(tally: "Tally", *, show_all: bool, as_json: bool) -> None:
    from reverie.secrets.redactor import SecretRedactor

    from .printing import say_json, tell

    redact = SecretRedactor().redact
    for problem in tally.unread:
        tell(f"{problem}; it is left out")
    if as_json:
        from .claiming.as_json import document

        say_json(document(tally, redact))
        return
    from .claiming.lines import lines

    for line in lines(tally, redact, show_all=show_all):
        click.echo(line)
