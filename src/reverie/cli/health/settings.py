"""The settings: whether they load, the person's own and those of a project that they trust."""

from collections.abc import Iterator

from reverie.cli.os_errors import explain
from reverie.config.errors import ConfigError
from reverie.config.project import Project, known_project
from reverie.config.settings import config_file, load_settings
from reverie.safety.trust import TrustStore
from reverie.storage.errors import UnusableFile

from .finding import Finding, edit, quoted
from .host import Host


def examine_settings(host: Host) -> Iterator[Finding]:
    """The file, the trusted project's file and the environment, as every run reads them."""
    path = config_file(host.places)
    project = _trusted_project(host)
    try:
        settings = load_settings(host.places, host.environ, project=project, trusted=project is not None)
    except ConfigError as error:
        fix = edit(path) if str(path) in str(error) else "env | grep ^REVERIE_"
        yield Finding("settings", "fail", str(error), fix)
        return
    except OSError as error:
        yield Finding("settings", "fail", explain(error), f"ls -l {quoted(path)}")
        return
    for notice in settings.notices:
        yield Finding("settings", "note", notice, "reverie config list")
    yield Finding("settings", "ok", f"'{path}'" if path.exists() else f"no '{path}' yet: all as delivered")


def wants_plain_lines(host: Host) -> bool:
    """Whether a screen reader is set; what does not load has its own line."""
    try:
        return load_settings(host.places, host.environ).screen_reader
    except (ConfigError, OSError):
        return False


def _trusted_project(host: Host) -> Project | None:
    """None also when its files are broken, which their own line says."""
    try:
        project = known_project(host.folder, host.places, host.home) if host.folder else None
        return project if project and TrustStore(host.places).is_trusted(project) else None
    except (UnusableFile, OSError):
        return None
