"""The terminal: what it is called, its size, its letters, its colours, and which line interface it gets."""

from collections.abc import Iterator

from .finding import Finding
from .host import Host
from .settings import wants_plain_lines

_NARROWEST, _LOWEST = 40, 10
_WANTED = "export TERM=xterm-256color"


def examine_terminal(host: Host) -> Iterator[Finding]:
    """One line for the interface, one for the letters, and one for a size that is too small."""
    terminal = host.terminal
    if not (terminal.typed and terminal.shown):
        text = "input or output is no terminal, where `reverie` answers once; look in the terminal you work in"
        yield Finding("terminal", "note", text, "reverie doctor")
        return
    yield _screen_reader(host) if wants_plain_lines(host) else _interface(host)
    yield from _size(terminal.columns, terminal.rows)
    yield _letters(host)


def _interface(host: Host) -> Finding:
    name = host.environ.get("TERM", "")
    if name in ("", "dumb", "unknown"):
        said = f"TERM={name}" if name else "TERM is not set"
        text = f"{said}: plain lines, without redrawing and colours"
        return Finding("terminal", "note", text, _WANTED)
    size = f"{host.terminal.columns} x {host.terminal.rows}"
    return Finding("terminal", "ok", f"TERM={name}, {size}, {_colours(host, name)}; line editing with redraws")


def _screen_reader(host: Host) -> Finding:
    size = f"{host.terminal.columns} x {host.terminal.rows}"
    return Finding("terminal", "ok", f"{size}; plain lines, without redrawing (screen_reader is set)")


def _colours(host: Host, name: str) -> str:
    if host.environ.get("NO_COLOR"):
        return "no colours (NO_COLOR is set)"
    if host.environ.get("COLORTERM", "") in ("truecolor", "24bit"):
        return "all colours"
    return "256 colours" if "256" in name else "16 colours"


def _size(columns: int, rows: int) -> Iterator[Finding]:
    if not (columns and rows):
        yield Finding("terminal", "note", "it does not say how large it is", "stty rows 24 cols 80")
    elif columns < _NARROWEST or rows < _LOWEST:
        text = f"{columns} x {rows} is small; {_NARROWEST} x {_LOWEST} shows a question whole; make the window larger"
        yield Finding("terminal", "warn", text, "stty size")


def _letters(host: Host) -> Finding:
    encoding = host.terminal.encoding.lower().replace("_", "-")
    if encoding in ("utf-8", "utf8"):
        return Finding("locale", "ok", "UTF-8")
    wanted = "en_US.UTF-8" if host.platform == "darwin" else "C.UTF-8"
    text = f"the output is {encoding}, not UTF-8: other letters than its own are replaced"
    return Finding("locale", "warn", text, f"export LC_ALL={wanted}")
