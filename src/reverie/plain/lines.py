"""Reading a line from a terminal or pipe without stopping the event loop."""

import asyncio
import sys
from typing import TextIO


class EndOfInput(Exception):
    """The person closed the input (Ctrl-D)."""


async def read_line(prompt: str, source: TextIO = sys.stdin, out: TextIO = sys.stdout) -> str:
    """Show the prompt, wait for a whole line, give it without its newline. Raises EndOfInput; may be cancelled."""
    out.write(prompt)
    out.flush()
    loop = asyncio.get_running_loop()
    ready: asyncio.Future[None] = loop.create_future()
    loop.add_reader(source, lambda: ready.done() or ready.set_result(None))
    try:
        await ready
    finally:
        loop.remove_reader(source)
    line = source.readline()
    if not line:
        raise EndOfInput
    return line.rstrip("\n")
