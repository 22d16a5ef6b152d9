"""Fetch a local model's file and show how far it is: a bar on a terminal, else one line every tenth."""

import sys

import click

from reverie.config.places import Places
from reverie.models.local.catalog import LocalModel
from reverie.models.local.pull import pull_model
from reverie.models.local.store import ModelStore


def pull_with_progress(model: LocalModel, places: Places) -> None:
    """Fetch and verify the file, if it is not there. Everything goes to standard error. Raises `LocalModelError`."""
    store = ModelStore(places.cache)
    if store.holds(model):
        click.echo(f"{model.name} is already here: {store.path(model)}", err=True)
        return
    click.echo(f"{model.name}: {model.size / 1e9:.2f} GB into {store.path(model).parent}", err=True)
    if sys.stderr.isatty():
        _with_bar(model, store)
    else:
        pull_model(model, store, _TenthLines(model.size), _note)
    click.echo(f"{model.name} is here, sha256 verified", err=True)


def _with_bar(model: LocalModel, store: ModelStore) -> None:
    with click.progressbar(length=model.size, label="fetching", file=sys.stderr, show_pos=False) as bar:

        def move(done: int) -> None:
            bar.update(done - bar.pos)

        pull_model(model, store, move, lambda text: _note(f"\n{text}"))  # below the bar


class _TenthLines:
    """A `Progress` that prints one line for each tenth, never one twice."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._tenth = 0

    def __call__(self, done: int) -> None:
        tenth = done * 10 // self._size
        if tenth > self._tenth:
            self._tenth = tenth
            click.echo(f"  {tenth * 10} %", err=True)


def _note(text: str) -> None:
    click.echo(f"{text}; trying the next source", err=True)
