"""Settings: what holds for a run, from defaults, the person's file, a trusted repository's file, and the environment.

Flags go over all of it; the command line does that. `tomllib` and `tomlkit` are imported only when a file is there, or
is written.
"""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from .features import FEATURES
from .layers import Layers, Value, defaults, of_newer, put, put_environment, tighten
from .places import Places
from .project import Project
from .repository_file import read_repository_file
from .schema import SettingValue
from .user_file import checked, parse_bytes, read_bytes
from .user_file import config_file as config_file

PermissionMode = Literal["ask", "accept-edits", "plan"]
EditorMode = Literal["emacs", "vi"]


class Settings(msgspec.Struct, frozen=True):
    """What holds; None is "not set". `catalog` maps PROVIDER/NAME to fields of a model card that it overrides.

    `claude_instructions`: whether the person's own `~/.claude/CLAUDE.md` is loaded too; None: they were not asked yet.
    Sessions older than `transcript_days`, or beyond `transcript_megabytes` of a project, are removed; 0 keeps them.
    `features` holds those that somebody switched; `notices` are lines for the person.
    """

    model: str | None = None
    base_url: str | None = None
    permission_mode: PermissionMode = "ask"
    catalog: dict[str, dict[str, Any]] = {}
    notices: tuple[str, ...] = ()
    claude_instructions: bool | None = None
    screen_reader: bool = False
    editor_mode: EditorMode = "emacs"
    transcript_days: int = 30
    transcript_megabytes: int = 2048
    features: dict[str, bool] = {}

    def feature(self, name: str) -> bool:
        """Whether a declared feature is on."""
        return self.features.get(name, FEATURES[name].default)


def load_settings(
    places: Places, environ: Mapping[str, str], *, project: Project | None = None, trusted: bool = False
) -> Settings:
    """What holds here. A project's own file is read only when it is `trusted`.

    Raises `ConfigError` on a typo, a wrong value or broken TOML of the person's file, and a wrong environment variable.
    """
    layers = load_layers(places, environ, project=project, trusted=trusted)
    values = {name: held.value for name, held in layers.values.items() if not name.startswith("features.")}
    switched = {name: layers.values[f"features.{name}"] for name in FEATURES}
    features = {name: held.value for name, held in switched.items() if held.layer != "default"}
    fields = {**values, "features": features, "catalog": layers.catalog, "notices": layers.notices}
    return msgspec.convert(fields, Settings)


def load_layers(
    places: Places, environ: Mapping[str, str], *, project: Project | None = None, trusted: bool = False
) -> Layers:
    """The same, with the layer and the place that each value comes from."""
    values = defaults()
    catalog: dict[str, dict[str, Any]] = {}
    notices: list[str] = []
    path = config_file(places)
    if (written := read_bytes(path)) is not None:
        content = checked(path, parse_bytes(path, written))
        notices += of_newer(path, content)
        catalog = content.catalog
        for name, value in content.values.items():
            put(values, name, value, "user", str(path))
    if project is not None and trusted:
        found = read_repository_file(project.root)
        notices += [found.notice] if found.notice else []
        notices += tighten(values, found.content, found.path) if found.content else []
    notices += put_environment(values, environ)
    _keep_address_apart(values)
    return Layers(values, catalog, str(path), tuple(notices))


def set_setting(places: Places, key: str, value: SettingValue | None) -> None:
    """Write one setting of the person (None removes it) and leave every other line of the file as it is.

    `key` may be dotted. Raises `ConfigError` for what could not be loaded again, `NewerFormat`, or OSError.
    """
    from .key_path import parse_key
    from .write_setting import write_setting

    write_setting(places, parse_key(key), value)


def _keep_address_apart(values: dict[str, Value]) -> None:
    """An address of the file is that of the file's model: another provider's key must not go there."""
    model, address = values["model"], values["base_url"]
    if model.layer != "environment" or address.layer != "user":
        return
    beside = model.beneath.value if model.beneath else None
    if _provider(model.value) != _provider(beside):
        values["base_url"] = Value(address.key, None, source=f"(no address of {model.value})", beneath=address)


def _provider(model: object) -> str | None:
    return model.strip().partition("/")[0] if isinstance(model, str) else None
