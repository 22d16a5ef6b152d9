"""A session whose rewind was cut off: the next start says so, and the model learns which files went back."""

from reverie.agent.rewind.begun import begin
from reverie.conversation.record import EditedFile
from reverie.storage.kept_bytes import KeptBytes
from tests.e2e.binary import Home, call, flags, model


def test_the_next_start_records_what_was_done(home: Home) -> None:
    write = call("write", path="a", content="new\n")
    with model(write, {"text": "made"}, {"text": "on"}, {"text": "and on"}) as server:
        assert home.run("-p", "one", *flags(server), "--allowed-tools", "write").returncode == 0
        transcript = home.transcripts()[0]
        made = next(record["call"]["effect"] for record in home.records() if record["type"] == "call")
        assert (made["created"], len(made["after"])) == (True, 64) and "before" not in made
        copy = KeptBytes(transcript.with_suffix("") / "before").keep(b"new\n", 0o644)
        begin(transcript, len(home.records()) + 1, (EditedFile("a", "", before=copy),))
        (home.project / "a").unlink()
        first = home.run("-p", "two", *flags(server), "-c")
        second = home.run("-p", "three", *flags(server), "-c")
    assert "a rewind was cut off after 1 of 1 files" in first.stderr and "rewind" not in second.stderr
    assert b"it had put back a (deleted)" in server.requests[2].body
    assert [record["mark"]["why"] for record in home.records() if record["type"] == "mark"] == ["rewind"]
