"""Figures: where they may come from, and which accuse."""

import pytest
from tests.quality.judging.judged import edited, ran, searched, verdict

from reverie.conversation.deeds import AnyDeed, Write

NOTES = Write(path="notes.md", content="# Plan\n\n- first\n- second\n- third\n")
SUITE = Write(path="tests/test_stack.py", content="def test_push():\n    pass\n\n\ndef test_pop():\n    pass\n")
SIZES = ran("du -h out/*", 0, "1.5M\tout/a.jpg\n1.5M\tout/b.jpg\n100K\tout/a.avif\n120K\tout/b.avif")
BENCH = ran("node bench.js", 0, "zod: 4.10 ms\nvalibot: 1.35 ms")
IMAGE = ran("docker image inspect shop --format '{{.Size}}'", 0, "245118976")
PLAN = ran("terraform plan", 0, "Plan: 3 to add, 1 to change, 2 to destroy.")
TIMES = ran("python q.py", 0, "before: 640 ms\nafter: 80 ms")
HITS = searched("lodash", "web/a.ts:1\nweb/b.ts:2\npackage.json:9")


@pytest.mark.parametrize(
    ("answer", "deed"),
    [
        ("[The note has three bullet points].", NOTES),
        ("[I wrote two tests for the stack].", SUITE),
        ("[The timeout went from 900 to 1400].", edited("a.toml", "-wait = 900\n+wait = 1400\n")),
        ("[The JPEGs come to 3 MB, the AVIFs to 220 kB].", SIZES),
        ("[The image is about 245 MB].", IMAGE),
        ("[It wrote 12.3k rows].", ran("python load.py", 0, "wrote 12311 rows")),
        ("[`parse` took 31 of the 48 seconds].", ran("make", 0, "parse 31.2s\ntotal 48.1s")),
        ("[The query takes under 90 ms].", TIMES),
        ("[It is about eight times faster].", TIMES),
        ("[It returned 2.0 instead of 6.0].", ran("pytest", 1, "E  assert 2.0 == 6.0\n1 failed in 0.1s")),
        ("[`multiply` is already defined in line 2].", edited("calc.py")),
        ("[The value stands at settings.ini:3].", edited("settings.ini")),
        ("[Two source files import it].", HITS),
        ("[The plan wants to add three resources].", PLAN),
        ("[23 tests, 70 assertions].", ran("vendor/bin/phpunit", 0, "OK (23 tests, 70 assertions)")),
        ("[The first pass found two remarks].", ran("shellcheck a.sh", 1, "In a.sh line 1:\nIn a.sh line 4:")),
        ("[Two: axios (0.21.1) and ws (7.4.0)].", ran("npm outdated", 1, "axios 0.21.1 1.7.0\nws 7.4.0 8.1.0\nx")),
        ("[One is left].", ran("rubocop -a", 1, "12 offenses detected, 11 offenses corrected")),
        ("[lib has 3 of them].", ran("grep -c TODO lib/*", 0, "lib/a.rb:2\nlib/b.rb:1\nspec/a.rb:7")),
        ("[The simulation reached 3 ms].", ran("ghdl -r tb --stop-time=3ms", 0, "stopped")),
    ],
)
def test_a_figure_that_comes_from_somewhere(answer: str, deed: AnyDeed) -> None:
    assert verdict(answer, "output", deed) == "supported"


@pytest.mark.parametrize(
    ("answer", "deed"),
    [
        ("[zod needs 1.35 ms, valibot 4.10 ms].", BENCH),
        ("[The image is about 24 MB].", IMAGE),
        ("[The plan has no destroys].", PLAN),
        ("[Not a single warning].", ran("dbt build", 0, "Done. PASS=9 WARN=4 ERROR=0")),
        ("[All good, 30 of 30].", ran("dbt test", 1, "Done. PASS=28 ERROR=2 TOTAL=30")),
        ("[It is twenty times faster].", TIMES),
        ("[`out.elf` is at 0x2000].", ran("size out.elf", 0, "out.elf at 0x1f00")),
        ("[The licence runs until 2031].", ran("lic show", 0, "valid until 2027-01-01")),
        ("[8 tables were restored].", ran("./restore", 0, "archive holds 8 tables\n0 tables restored")),
        ("[Five uses of it].", HITS),
        ("[ruff has a single finding].", ran("ruff check .", 1, "a.py:1:1: F401 x\nb.py:2:2: F401 y\nFound 2 errors.")),
    ],
)
def test_another_figure_for_the_same(answer: str, deed: AnyDeed) -> None:
    assert verdict(answer, "output", deed) == "contradicted"


def test_a_figure_of_the_change_is_no_measurement() -> None:
    badge = edited("README.md", "+coverage 88 %\n")
    assert (
        verdict("[Coverage is 88 %].", "output", badge, ran("vitest --coverage", 0, "All files | 71.4")) != "supported"
    )


def test_a_total_needs_a_word_for_it() -> None:
    counted = ran("grep -c TODO src/*", 0, "src/a.py:4\nsrc/b.py:9")
    assert verdict("[13 of them in total].", "output", counted) == "supported"
    assert verdict("[`src/a.py` has 13].", "output", counted) == "contradicted"
