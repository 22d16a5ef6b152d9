"""The scripted server in a process of its own, noting when requests came and answers left.

    python benchmarks/timing_server.py SCRIPT [--hold] [--tls CERTIFICATE KEY] [--keep-bodies FILE]

It prints its URL. With `--hold` no request is answered, and each is told at once, as one JSON line; otherwise all are
told when standard input ends, so that telling them costs nothing while the time runs. Instants are nanoseconds of
CLOCK_MONOTONIC, which all processes of a machine share.
"""

import argparse
import asyncio
import ssl
import sys
import time
from pathlib import Path

import msgspec

from reverie.models.script import Script, load_script
from reverie.models.scripted_server import RecordedRequest, ScriptedServer
from reverie.models.scripted_wires.playing import Played

_UNTIL_KILLED_S = 86_400.0
_NEVER = Played(b"", stall=_UNTIL_KILLED_S)


class Exchange(msgspec.Struct, frozen=True):
    """One request: when its last byte was read, when its answer was given to the socket, how long its body was.

    `real` tells a request with tools from what some agents send before it.
    """

    arrived_ns: int
    answered_ns: int
    body_bytes: int
    real: bool


class TimingServer(ScriptedServer):
    """`exchanges` holds the requests that the script answered, in order."""

    def __init__(self, script: Script, *, hold: bool, bodies: Path | None) -> None:
        super().__init__(script, bodies)
        self._hold = hold
        self.exchanges: list[Exchange] = []

    def answer(self, request: RecordedRequest) -> Played:
        arrived = time.monotonic_ns()
        played = super().answer(request)
        if request.method != "POST":
            return played
        exchange = Exchange(arrived, time.monotonic_ns(), len(request.body), b'"tools"' in request.body)
        self.exchanges.append(exchange)
        if self._hold:
            tell(exchange)
            return _NEVER
        return played


def tell(exchange: Exchange) -> None:
    sys.stdout.write(msgspec.json.encode(exchange).decode() + "\n")
    sys.stdout.flush()


async def _serve(server: TimingServer, tls: ssl.SSLContext | None) -> None:
    await server.start(tls=tls)
    sys.stdout.write(server.url + "\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)
    for exchange in server.exchanges:
        tell(exchange)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("script", type=Path)
    parser.add_argument("--hold", action="store_true", help="answer nothing")
    parser.add_argument("--tls", nargs=2, metavar=("CERTIFICATE", "KEY"), help="speak https with these PEM files")
    parser.add_argument("--keep-bodies", type=Path, metavar="FILE", help="write each request as a JSON line")
    given = parser.parse_args()
    tls = None
    if given.tls:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(*given.tls)
    asyncio.run(_serve(TimingServer(load_script(given.script), hold=given.hold, bodies=given.keep_bodies), tls))


if __name__ == "__main__":
    main()
