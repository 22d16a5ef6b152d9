import asyncio
import os
from pathlib import Path

from reverie.tools.job_log import JobLog
from reverie.tools.jobs import Jobs


def moved(log: JobLog, *, final: bool = False) -> str:
    pieces: list[str] = []
    log.move_to(pieces.append, final=final)
    return "".join(pieces)


def test_what_nobody_reads_has_a_bound_and_what_was_dropped_is_told() -> None:
    log = JobLog(most=10)
    log.take(b"01234567")
    log.take(b"89abcdef")
    log.take(b"ghij")
    assert moved(log) == ("0123456789\n[10 bytes dropped here: there was no room; look more often]\n")
    log.take(b"0123456789")
    assert moved(log) == "0123456789"
    assert moved(log, final=True) == ""
    log.close()


def test_a_character_stays_whole_between_two_reads_and_broken_at_a_gap_or_the_end() -> None:
    log = JobLog(most=3)
    log.take(b"a\xc3")
    assert moved(log) == "a"
    log.take(b"\xa9b\xc3\xa9")
    assert moved(log).startswith("éb\ufffd\n[1 byte dropped")
    log.take(b"\xc3")
    assert moved(log, final=True) == "\ufffd"
    log.close()


def test_a_jobs_flood_takes_no_more_room_than_allowed(tmp_path: Path) -> None:
    async def story() -> str:
        jobs = Jobs(most_unread=1000)
        argv = ("/bin/sh", "-c", "head -c 300000 /dev/zero | tr '\\0' x; echo end")
        job = jobs.find(await jobs.start(argv, "flood", tmp_path, ".", dict(os.environ)))
        assert job is not None
        await job.wait(30)
        pieces: list[str] = []
        job.move_new_output(pieces.append)
        await jobs.aclose()
        return "".join(pieces)

    text = asyncio.run(story())
    assert text == f"{'x' * 1000}\n[299,004 bytes dropped here: there was no room; look more often]\n"
