"""`reverie model list|pull|use|rm`: the local models, and which model answers when none is named."""

import os

import click
import msgspec

from reverie.config.places import Places, find_places
from reverie.config.settings import load_settings, set_setting
from reverie.models.errors import ModelError
from reverie.models.local.catalog import DEFAULT, KNOWN, PROVIDER, LocalModel, find_model
from reverie.models.local.prefix import PrefixStore
from reverie.models.local.server import LocalServer
from reverie.models.local.store import ModelStore
from reverie.models.resolve import split_model
from reverie.storage.errors import NewerFormat

from .failures import one_line


class ModelLine(msgspec.Struct, frozen=True):
    """One line of `reverie model list`; `size` in bytes. `chosen`: it answers when none is named."""

    name: str
    size: int
    on_disk: bool
    chosen: bool
    running: bool


@click.group()
def model() -> None:
    """List, fetch, choose and remove models."""


@model.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_models(as_json: bool) -> None:
    """List the local models, and the model that is chosen."""
    with one_line(ModelError, NewerFormat):
        places = find_places()
        chosen = load_settings(places, os.environ).model
        lines = [_line(local, places, chosen) for local in KNOWN]
    if as_json:
        click.echo(msgspec.json.encode({"chosen": chosen, "local": lines}))
        return
    for line in lines:
        click.echo(_text(line))
    if chosen and not any(line.chosen for line in lines):
        click.echo(f"in use: {chosen}")


@model.command()
@click.argument("name", default=DEFAULT.name)
def pull(name: str) -> None:
    """Fetch the local model NAME and verify it; goes on where it was interrupted."""
    from .pull_progress import pull_with_progress

    with one_line(ModelError, NewerFormat):
        pull_with_progress(find_model(name), find_places())


@model.command()
@click.argument("name", metavar="PROVIDER/NAME")
def use(name: str) -> None:
    """Choose the model that answers when none is named."""
    with one_line(ModelError, NewerFormat):
        places = find_places()
        provider, bare = split_model(name)
        if provider == PROVIDER and not ModelStore(places.cache).holds(find_model(bare)):
            click.echo(f"not on this machine yet: run `reverie model pull {bare}`", err=True)
        set_setting(places, "model", name)
    click.echo(f"{name} answers from now on")


@model.command()
@click.argument("name")
def rm(name: str) -> None:
    """Remove the file of the local model NAME, and stop its server."""
    with one_line(ModelError, NewerFormat):
        places = find_places()
        local = find_model(name)
        _server(local, places).stop()
        freed = ModelStore(places.cache).remove(local)
        PrefixStore(places.cache / "prefixes").clear()
    click.echo(f"{local.name}: {freed / 1e9:.2f} GB freed" if freed else f"{local.name} was not on this machine")


def _line(local: LocalModel, places: Places, chosen: str | None) -> ModelLine:
    return ModelLine(
        name=local.full_name,
        size=local.size,
        on_disk=ModelStore(places.cache).holds(local),
        chosen=chosen == local.full_name,
        running=_server(local, places).running() is not None,
    )


def _text(line: ModelLine) -> str:
    marks = ["on disk" if line.on_disk else f"reverie model pull {line.name.removeprefix(PROVIDER + '/')}"]
    marks += ["in use"] if line.chosen else []
    marks += ["running"] if line.running else []
    return f"{line.name:<28} {line.size / 1e9:5.2f} GB  {', '.join(marks)}"


def _server(local: LocalModel, places: Places) -> LocalServer:
    return LocalServer(
        local, ModelStore(places.cache).path(local), state=places.state, prefixes=places.cache / "prefixes"
    )
