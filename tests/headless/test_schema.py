"""The documented schema is the one that the events have."""

from pathlib import Path

from reverie.headless.schema import stream_schema


def test_the_schema_in_docs_is_that_of_the_events() -> None:
    documented = Path(__file__).parents[2] / "docs" / "stream-json.schema.json"
    assert documented.read_text() == stream_schema(), "events changed: run scripts/write-schema"
