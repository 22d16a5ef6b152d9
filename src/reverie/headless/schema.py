"""The JSON Schema of stream-json, made from the events: `python -m reverie.headless.schema`."""

import json
import sys

import msgspec

from reverie.conversation.events import AnyEvent


def stream_schema() -> str:
    """The schema of one line, as JSON text."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "reverie stream-json: one event a line",
        **msgspec.json.schema(AnyEvent),
    }
    return json.dumps(schema, indent=1) + "\n"


if __name__ == "__main__":
    sys.stdout.write(stream_schema())
