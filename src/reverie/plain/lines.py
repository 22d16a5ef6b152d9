"""Reading a line from a terminal or pipe without stopping the event loop."""

import asyncio
import sys


class EndOfInput(Exception):
    """The person closed the input (Ctrl-D)."""


async def read_line(prompt: str) -> str:
    """Show the prompt, wait for a whole line, give it without its newline. Raises EndOfInput; may be cancelled."""
    sys.stdout.write(prompt)
    sys.stdout.flush()
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    loop.add_reader(sys.stdin, ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(sys.stdin)
    line = sys.stdin.readline()
    if not line:
        raise EndOfInput
    return line.rstrip("\n")
