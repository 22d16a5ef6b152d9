"""`reverie config get|set|unset|list|path|features`: read and write settings."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click
import msgspec

from reverie.config.layers import Layers
from reverie.config.places import find_places
from reverie.config.user_file import config_file
from reverie.conversation.visible import visible_line
from reverie.models.errors import InvalidCatalog

from .failures import one_line
from .settings_lines import FeatureLine, SettingLine, as_text, feature_lines, is_below, origin_text, setting_lines

_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_KEY = click.argument("key", metavar="KEY")


@click.group()
def config() -> None:
    """Read and write settings.

    A setting comes from your file, from a trusted project's file (which may only tighten), or from the environment;
    each goes over the one before, and a flag over all of them.
    """


@config.command("list")
@_JSON
def list_settings(as_json: bool) -> None:
    """List every setting, its value here, and where that comes from."""
    with _told():
        lines = list(setting_lines(_layers()))
    if as_json:
        click.echo(msgspec.json.encode(lines))
        return
    rows = [(line.key, "not set" if line.value is None else as_text(line.value), origin_text(line)) for line in lines]
    _print_table(rows)


@config.command()
@_KEY
@_JSON
def get(key: str, as_json: bool) -> None:
    """Print the value of KEY, and on standard error where it comes from. Exit status 1 when it is not set."""
    from reverie.config.key_path import parse_key

    with _told():
        path = parse_key(key)
        found = [line for line in setting_lines(_layers()) if is_below(line.parts, path.parts)]
    if as_json:
        click.echo(msgspec.json.encode(found))
    elif path.key is not None:
        _print_one(found[0])
    else:
        for line in found:
            click.echo(visible_line(f"{line.key} = {as_text(line.value)}"))
    if all(line.value is None for line in found):
        raise click.ClickException(f"{visible_line(path.name)} is not set")


@config.command("set")
@_KEY
@click.argument("value", metavar="VALUE")
def set_value(key: str, value: str) -> None:
    """Write KEY into your file. Comments, order and every other line of it stay as they are."""
    from reverie.config.key_path import parse_key
    from reverie.config.typed_value import typed_value
    from reverie.config.write_setting import write_setting

    with _told():
        places = find_places()
        path = parse_key(key)
        wanted = typed_value(path, value)
        write_setting(places, path, wanted, _check_cards)
        click.echo(visible_line(f"{path.name} = {as_text(wanted)}  ({config_file(places)})"))
        for line in setting_lines(_layers()):
            if line.parts == path.parts and line.layer not in ("user", "default"):
                click.echo(visible_line(f"here {as_text(line.value)} holds: {origin_text(line)}"), err=True)


@config.command()
@_KEY
def unset(key: str) -> None:
    """Remove KEY from your file; then the default holds. A misspelt line is removed by its own name."""
    from reverie.config.key_path import key_to_remove
    from reverie.config.write_setting import write_setting

    with _told():
        places = find_places()
        path = key_to_remove(key, config_file(places))
        removed = write_setting(places, path, None, _check_cards)
    click.echo(visible_line(f"{path.name} is removed" if removed else f"{path.name} was not set in your file"))


@config.command()
def path() -> None:
    """Print where your file lies, whether it is there or not."""
    click.echo(visible_line(str(config_file(find_places()))))


@config.command()
@_JSON
def features(as_json: bool) -> None:
    """List the young parts that can be switched, with their state."""
    with _told():
        lines = list(feature_lines(_layers()))
    if as_json:
        click.echo(msgspec.json.encode(lines))
        return
    _print_table([_row(line) for line in lines])
    click.echo("switch one: reverie config set features.NAME on|off; for one run: the variable, on or off")


def _row(line: FeatureLine) -> tuple[str, ...]:
    return line.name, "on" if line.on else "off", line.state, line.line, f"{line.variable} ({line.layer})"


def _print_one(line: SettingLine) -> None:
    if line.value is not None:
        click.echo(visible_line(as_text(line.value)))
        click.echo(visible_line(f"({origin_text(line)})"), err=True)


def _print_table(rows: Sequence[tuple[str, ...]]) -> None:
    shown = [[visible_line(cell) for cell in row] for row in rows]
    widths = [min(40, max(len(row[column]) for row in shown)) for column in range(len(shown[0]) - 1)]
    for row in shown:
        cells = [cell.ljust(width) for cell, width in zip(row, [*widths, 0], strict=True)]
        click.echo("  ".join(cells).rstrip())


def _layers() -> Layers:
    """The settings where one stands, without making it a project. Notices go to standard error."""
    from pathlib import Path

    from reverie.config.project import known_project
    from reverie.config.repository_file import repository_settings
    from reverie.config.settings import load_layers
    from reverie.safety.trust import TrustStore

    places = find_places()
    project = known_project(Path.cwd(), places)
    trusted = project is not None and TrustStore(places).is_trusted(project)
    layers = load_layers(places, os.environ, project=project, trusted=trusted)
    notices = layers.notices
    for found in () if trusted else repository_settings(project.root if project else Path.cwd()):
        notices += (f"'{found}' is not read: the project is not trusted (reverie trust add)",)
    for notice in notices:
        click.echo(visible_line(notice), err=True)
    return layers


def _check_cards(catalog: object) -> None:
    """Raises `InvalidCatalog`: the fields of a card are known to the models alone."""
    from reverie.models.catalog import find_card

    if isinstance(catalog, dict):
        for name in catalog:
            find_card(name, catalog)


@contextmanager
def _told() -> Iterator[None]:
    """A wrong key, value or file is a wrong use (2); what the system refuses is a failure (1)."""
    from reverie.storage.errors import UnusableFile

    try:
        with one_line(UnusableFile):
            yield
    except InvalidCatalog as error:
        raise click.UsageError(str(error)) from None
