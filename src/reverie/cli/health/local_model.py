"""A local model: its file, its runtime, its memory."""

import importlib.util
from collections.abc import Callable, Iterator

from reverie.models.local.catalog import SMALL, find_model
from reverie.models.local.room import available_memory
from reverie.models.local.store import ModelStore

from .finding import Finding
from .host import Host

_RUNTIME = "xllamacpp"


def _has_runtime() -> bool:
    return importlib.util.find_spec(_RUNTIME) is not None


def examine_local(
    name: str,
    host: Host,
    has_runtime: Callable[[], bool] = _has_runtime,
    memory: Callable[[], int | None] = available_memory,
) -> Iterator[Finding]:
    """What is missing of it, or that all is there. Nothing is started. Raises LocalModelError for an unknown name."""
    model = find_model(name)
    missing = []
    if not ModelStore(host.places.cache).holds(model):
        text = f"{name}: its file ({model.size / 1e9:.1f} GB) is not on this machine"
        missing.append(Finding("model", "fail", text, f"reverie model pull {model.name}"))
    if not has_runtime():
        text = f"{name}: its runtime '{_RUNTIME}' is not installed"
        missing.append(Finding("model", "fail", text, "pip install '.[local]'"))
    free = memory()
    if free is not None and free < model.memory:
        text = f"{name}: needs {model.memory / 1e9:.1f} GB of memory, {free / 1e9:.1f} GB is free; close other programs"
        fix = "free -h" if model is SMALL else f"reverie model use {SMALL.full_name}"
        missing.append(Finding("model", "warn", text, fix))
    yield from missing or [Finding("model", "ok", f"{name}: its file and its runtime are here")]
