"""Where Reverie keeps its files."""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from .errors import ConfigError


class Places(msgspec.Struct, frozen=True):
    """The four folders of DESIGN: settings, memory and sessions, the ledger, and what may be deleted at any time."""

    config: Path
    data: Path
    state: Path
    cache: Path


def find_places(environment: Mapping[str, str] = os.environ) -> Places:
    """All below `REVERIE_HOME` when it is set; otherwise where the platform wants them. Raises `ConfigError`."""
    if home := environment.get("REVERIE_HOME"):
        root = _root(home)
        return Places(root / "config", root / "data", root / "state", root / "cache")
    import platformdirs

    own = platformdirs.PlatformDirs("reverie", appauthor=False)
    return Places(own.user_config_path, own.user_data_path, own.user_state_path, own.user_cache_path)


def _root(home: str) -> Path:
    try:
        return Path(home).expanduser().absolute()
    except RuntimeError:  # `~name`, and nobody is called so
        raise ConfigError(f"REVERIE_HOME {home!r}: nobody of that name has a home here; set a whole path") from None
