"""Where Reverie keeps its files."""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec


class Places(msgspec.Struct, frozen=True):
    """The four folders of DESIGN: settings, memory and sessions, the ledger, and what may be deleted at any time."""

    config: Path
    data: Path
    state: Path
    cache: Path


def find_places(environment: Mapping[str, str] = os.environ) -> Places:
    """All below `REVERIE_HOME` when it is set; otherwise where the platform wants them."""
    if home := environment.get("REVERIE_HOME"):
        root = Path(home).expanduser().absolute()
        return Places(root / "config", root / "data", root / "state", root / "cache")
    import platformdirs

    own = platformdirs.PlatformDirs("reverie", appauthor=False)
    return Places(own.user_config_path, own.user_data_path, own.user_state_path, own.user_cache_path)
