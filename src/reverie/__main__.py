"""`reverie` and `python -m reverie`: the version without imports, everything else through `cli`."""

import sys


def main() -> None:
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        from .version import VERSION

        sys.stdout.write(f"reverie {VERSION}\n")
        return
    if sys.platform == "win32":
        sys.exit("reverie: runs on Linux and macOS; on Windows start it inside WSL (`wsl --install`)")
    from .cli.main import call

    sys.exit(call(arguments))


if __name__ == "__main__":
    main()
