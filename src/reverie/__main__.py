"""`reverie` and `python -m reverie`: the version without imports, everything else through `cli`."""

import os
import sys

_INTERRUPTED = 130


def main() -> None:
    """Run the command line and exit; whatever ends it early, nothing but one line of ours is printed."""
    try:
        _open_missing_streams()
        status = _run(sys.argv[1:])
    except KeyboardInterrupt:
        status = _INTERRUPTED
    except RuntimeError as error:  # Python 3.11 wraps an interrupt that falls into the making of a class
        if not isinstance(error.__cause__, KeyboardInterrupt):
            raise
        status = _INTERRUPTED
    sys.exit(_flushed(status))


def _run(arguments: list[str]) -> int:
    if arguments in (["--version"], ["-V"]):
        from .version import VERSION

        sys.stdout.write(f"reverie {VERSION}\n")
        return 0
    if sys.platform == "win32":
        sys.exit("reverie: runs on Linux and macOS; on Windows start it inside WSL (`wsl --install`)")
    from .cli.main import call

    return call(arguments)


def _open_missing_streams() -> None:
    """A stream that was closed before we began (`>&-`) is None, and the next file to be opened would take its place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def _flushed(status: int) -> int:
    """The exit status, once the output is out: the interpreter's own last flush would complain in its own words."""
    try:
        sys.stdout.flush()
    except OSError as error:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return _INTERRUPTED
        if status == 0:
            sys.stderr.write(f"reverie: the output cannot be written ({error.strerror}); write it to another place\n")
        return status or 1
    return status


if __name__ == "__main__":
    main()
