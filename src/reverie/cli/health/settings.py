"""The settings: whether they load, the person's own and those of a project that they trust."""

from collections.abc import Iterator

from reverie.cli.os_errors import explain
from reverie.config.errors import ConfigError
from reverie.config.project import Project, known_project
from reverie.config.repository_file import read_repository_file, repository_settings
from reverie.config.settings import config_file, load_settings
from reverie.safety.trust import TrustStore
from reverie.storage.errors import UnusableFile

from .finding import Finding, edit, quoted
from .host import Host


def examine_settings(host: Host) -> Iterator[Finding]:
    """The file, the trusted project's file and the environment, as every run reads them."""
    path = config_file(host.places)
    project = _trusted_project(host)
    theirs = list(_of_project(host, project))
    try:
        settings = load_settings(host.places, host.environ, project=project, trusted=project is not None)
    except ConfigError as error:
        fix = edit(path) if str(path) in str(error) else "env | grep ^REVERIE_"
        yield from (Finding("settings", "fail", str(error), fix), *theirs)
        return
    except OSError as error:
        yield from (Finding("settings", "fail", explain(error), f"ls -l {quoted(path)}"), *theirs)
        return
    yield from theirs
    said = {finding.text for finding in theirs}
    yield from (_noticed(notice, project) for notice in settings.notices if notice not in said)
    yield Finding("settings", "ok", f"'{path}'" if path.exists() else f"no '{path}' yet: all as delivered")


def _of_project(host: Host, trusted: Project | None) -> Iterator[Finding]:
    """A project's own file that is not read, or cannot be: what it would forbid is not forbidden then."""
    root = trusted.root if trusted else host.foreign_folder()
    for path in repository_settings(root) if root else ():
        if trusted is None:
            yield Finding("settings", "note", f"'{path}' is not read: the project is not trusted", "reverie trust add")
        elif notice := read_repository_file(trusted.root).notice:
            is_plain = path.is_file() and not (path.is_symlink() or path.parent.is_symlink())
            yield Finding("settings", "warn", notice, edit(path) if is_plain else f"ls -ld {quoted(path)}")


def _noticed(notice: str, project: Project | None) -> Finding:
    """A line about settings that are not used, with what shows or mends them."""
    for path in repository_settings(project.root) if project else ():
        if notice.startswith(f"'{path}'"):
            return Finding("settings", "note", notice, edit(path))
    return Finding("settings", "note", notice, "reverie config list")


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
