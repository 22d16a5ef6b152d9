"""What is found out before the lock is taken, and that a write really asks the gates."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from reverie.conversation.messages import TextPart
from reverie.memory.fact import CommandRun, Fact, FileLine, TranscriptLine
from reverie.memory.findings import FindingsFromDisk, Prepared
from reverie.memory.gates.context import Binding
from reverie.memory.journal import Author
from reverie.memory.opening import open_memory
from reverie.memory.proposal import Add, Change, Edit, Retire
from reverie.memory.receipt import Receipt, Refused
from reverie.memory.store import Memory

from .spoken import SESSION, SUNDAY, Spoken

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
PERSON = Author("human")
MODEL = Author("model", SESSION)
TOKEN = "ghp_" + "R4nD0mV4lu3ThatLooksRealEnough012345"


class Binds:
    """The port `Binder`: finds that these checks hold, and those that do not."""

    def __init__(self, *checks: str, fails: tuple[str, ...] = ()) -> None:
        self._binding = Binding(checks, fails)
        self.asked: list[Fact] = []

    def bind(self, fact: Fact) -> Binding:
        self.asked.append(fact)
        return self._binding


def _prepared(change: Change, author: Author = PERSON, folder: Path | None = None, now: datetime = NOON) -> Prepared:
    return FindingsFromDisk(folder, root=folder, known_secrets=("hunter2hunter2",)).prepare(change, author, now)


def _fact(prepared: Prepared) -> Fact:
    assert prepared.fact is not None
    return prepared.fact


def _memory(folder: Path) -> Memory:
    return open_memory(folder / "memory", sessions=folder / "sessions", root=folder, clock=lambda: SUNDAY)


def _gates(memory: Memory, changes: Sequence[Change], author: Author = PERSON) -> list[str]:
    outcome = memory.write(changes, author)
    return [refusal.gate for refusal in outcome.refusals] if isinstance(outcome, Refused) else []


def test_dates_are_counted_from_the_day_it_was_seen() -> None:
    add = Add(title="We moved yesterday", body="It broke last week.\r\nDone  \n")
    fact = _fact(_prepared(add))
    assert (fact.title, fact.seen) == ("We moved 2026-11-21", "2026-11-22")
    assert fact.body == "It broke the week of 2026-11-09.\nDone"
    assert _fact(_prepared(Add(title="We moved yesterday", seen="2026-03-01"))).title == "We moved 2026-02-28"


def test_today_is_the_day_where_the_writer_is() -> None:
    late = datetime(2026, 11, 22, 23, 30, tzinfo=timezone(timedelta(hours=-11)))
    assert _fact(_prepared(Add(title="It broke today"), now=late)).title == "It broke 2026-11-22"
    assert _fact(_prepared(Add(title="It broke today"), now=late.astimezone(UTC))).title == "It broke 2026-11-23"


@pytest.mark.parametrize("year", [1, 1970, 9999])
def test_a_clock_that_is_far_off_breaks_nothing(year: int) -> None:
    now = datetime(year, 1, 1, tzinfo=timezone(timedelta(hours=14)))
    add = Add(title="yesterday, next week, 9999 years ago", seen="not a day")
    assert _fact(_prepared(add, now=now)).seen == "not a day"


@pytest.mark.parametrize(
    "change",
    [
        Add(title="x", body=f"the key is {TOKEN}"),
        Add(title="x", topic=f"{TOKEN}"),
        Add(title="x", description=f"{TOKEN}"),
        Add(title="x", checks=(f"text `{TOKEN}`",)),
        Add(title="x", evidence=(TranscriptLine(SESSION, 4, TOKEN),)),
        Add(title="x", evidence=(CommandRun(f"curl -H 'Authorization: token {TOKEN}' x", 0),)),
        Add(title="the password is hunter2hunter2"),
        Edit(id="k7m2q9x4td", body=TOKEN),
    ],
)
def test_a_secret_is_found_wherever_it_stands(change: Change) -> None:
    assert _prepared(change).found.secrets
    assert not _prepared(Add(title="The key lies in the vault")).found.secrets


def test_the_environments_secrets_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACME_API_KEY", "zq81Lw0pXc72Tb5v")
    found = FindingsFromDisk(None).prepare(Add(title="It is zq81Lw0pXc72Tb5v"), PERSON, NOON).found
    assert found.secrets


def test_a_mask_is_found() -> None:
    assert _prepared(Add(title="the key is [secret: github-token]")).found.holds_mask
    assert not _prepared(Add(title="a [secret: string] of a type")).found.holds_mask


def test_a_retirement_keeps_no_secret_either() -> None:
    refusal = _prepared(Retire(id="k7m2q9x4td", because=f"{TOKEN} leaked")).refusal
    assert refusal is not None and refusal.gate == "secret"
    assert _prepared(Retire(id="k7m2q9x4td", because="leaked")).refusal is None


def test_nobody_is_given_a_persons_origin_for_the_asking() -> None:
    assert _fact(_prepared(Add(title="x"), Author("model"))).origin == "model"
    assert _fact(_prepared(Add(title="x"), Author("web"))).origin == "web"
    assert _fact(_prepared(Add(title="x", origin="repo"), Author("model"))).origin == "repo"
    assert _fact(_prepared(Add(title="x", origin="model"), Author("hook"))).origin == "hook"
    assert _fact(_prepared(Add(title="x", origin="repo"))).origin == "repo"
    retire = _prepared(Retire(id="k7m2q9x4td"), Author("model")).change
    assert isinstance(retire, Retire) and retire.origin == "model"


def test_a_persons_quoted_words_have_a_persons_origin(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        line = spoken.person("Please always use tabs in Go files.")
    quote = TranscriptLine(SESSION, line, "always use tabs in Go files")
    assert _fact(_prepared(Add(title="Always use tabs in Go files", source=quote), MODEL, tmp_path)).origin == "human"
    assert _fact(_prepared(Add(title="Always use tabs", source=quote), MODEL, tmp_path)).origin == "model"


def test_the_quote_of_a_source_is_kept_as_evidence() -> None:
    source = TranscriptLine(SESSION, 4, "its words")
    fact = _fact(_prepared(Add(title="x", source=source)))
    assert fact.source == TranscriptLine(SESSION, 4)
    assert fact.evidence == (source,)
    assert _fact(_prepared(Add(title="x", source=source, evidence=(source,)))).evidence == (source,)


def test_only_what_holds_is_kept_of_checks_where_that_was_looked_at() -> None:
    def checks(author: Author, *binds: str, fails: tuple[str, ...] = ()) -> tuple[str, ...]:
        findings = FindingsFromDisk(None, Binds(*binds, fails=fails))
        return _fact(findings.prepare(Add(title="x", checks=("path `a`",)), author, NOON)).checks

    assert checks(PERSON) == ("path `a`",)
    assert checks(MODEL) == ()
    assert checks(PERSON, "path `b`") == ("path `b`",)
    assert checks(PERSON, fails=("path `a`",)) == ()


def test_a_models_description_of_a_topic_is_dropped() -> None:
    add = Add(title="x", topic="Deployment", description="always run the installer")
    change = _prepared(add, MODEL).change
    assert isinstance(change, Add) and change.description == ""
    assert _prepared(add).change == add


def test_evidence_is_looked_up(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text("a\nb\n")
    (tmp_path / "link").symlink_to("/etc/passwd")
    with Spoken(tmp_path) as spoken:
        spoken.person("go")
        ran = spoken.command("make test", 0)
    good = (
        TranscriptLine(SESSION, ran),
        CommandRun("make  test", 0, SESSION, ran),
        FileLine("Makefile", 2),
        FileLine("Makefile"),
        FileLine("link", 9),
        FileLine("gone.py", 3, "3f2a91c"),
    )
    assert _prepared(Add(title="x", evidence=good), MODEL, tmp_path).found.not_there == ()
    bad = (
        TranscriptLine(SESSION, 99),
        TranscriptLine("../x", 1),
        CommandRun("make test", 0),
        CommandRun("make test", 1, SESSION, ran),
        CommandRun("make all", 0, SESSION, ran),
        FileLine("Makefile", 3),
        FileLine("nothing.py"),
        FileLine("../up.py"),
        FileLine("/etc/passwd"),
    )
    for evidence in bad:
        assert len(_prepared(Add(title="x", evidence=(evidence,)), MODEL, tmp_path).found.not_there) == 1


def test_a_binder_is_asked_for_the_fact_as_it_would_be() -> None:
    binder = Binds("path `a`")
    findings = FindingsFromDisk(None, binder)
    findings.prepare(Add(title="We moved yesterday"), Author("repo"), NOON)
    findings.prepare(Edit(id="k7m2q9x4td", body="It broke today"), MODEL, NOON)
    assert [(one.title, one.body, one.origin) for one in binder.asked] == [
        ("We moved 2026-11-21", "", "repo"),
        ("", "It broke 2026-11-22", "model"),
    ]


def test_a_write_asks_every_gate(tmp_path: Path) -> None:
    memory = _memory(tmp_path)
    assert _gates(memory, [Add(title="Production runs on Fly")]) == []
    assert _gates(memory, [Add(title="Production runs on Fly")]) == ["duplicate"]
    assert _gates(memory, [Add(title="Production runs on Fly", body="As acme.")]) == ["contradiction"]
    assert _gates(memory, [Add(title="We recently moved")]) == ["dates"]
    assert _gates(memory, [Add(title=f"The key is {TOKEN}")]) == ["secret"]
    assert _gates(memory, [Add(title="Staging runs on Fly")], MODEL) == ["evidence", "check"]
    assert _gates(memory, [Add(title="Always deploy", kind="procedure", origin="repo")]) == ["origin", "check"]
    assert _gates(memory, [Add(title="A"), Add(title="A")]) == ["duplicate"]
    assert _gates(memory, [Add(title="A", body="1"), Add(title="A", body="2")]) == ["contradiction"]


def test_nothing_of_a_refused_write_is_in_the_memory(tmp_path: Path) -> None:
    memory = _memory(tmp_path)
    assert _gates(memory, [Add(title="Good one"), Add(title="recently")]) == ["dates"]
    assert not (tmp_path / "memory" / "MEMORY.md").exists()


def test_a_model_reports_a_person_and_changes_nothing_else_of_theirs(tmp_path: Path) -> None:
    memory = _memory(tmp_path)
    outcome = memory.write([Add(title="Always use tabs", kind="preference")], PERSON)
    assert isinstance(outcome, Receipt)
    ours = outcome.saved[0].id
    assert "authority" in _gates(memory, [Edit(id=ours, title="Always use spaces")], MODEL)
    assert "authority" in _gates(memory, [Edit(id=ours, checks=("path `x`",))], MODEL)
    assert _gates(memory, [Retire(id=ours, because="old")], MODEL) == ["authority"]
    with Spoken(tmp_path / "sessions") as spoken:
        line = spoken.person("Always use spaces, please.")
    said = (TranscriptLine(SESSION, line, "Always use spaces"),)
    assert "authority" in _gates(memory, [Edit(id=ours, title="Never use tabs", evidence=said)], MODEL)
    assert _gates(memory, [Edit(id=ours, title="Always use spaces", evidence=said)], MODEL) == []
    assert _gates(memory, [Retire(id=ours, because="asked to")], PERSON) == []


def test_a_fact_about_an_edited_file_rests_on_its_last_edit(tmp_path: Path) -> None:
    memory = open_memory(
        tmp_path / "m", sessions=tmp_path / "s", root=tmp_path, binder=Binds("path `app.py`"), clock=lambda: SUNDAY
    )
    with Spoken(tmp_path / "s") as spoken:
        spoken.person("warm the cache")
        first = spoken.edit("app.py", "one")
        second = spoken.edit("app.py", "two")

        def write(line: int) -> list[str]:
            title = "The cache in app.py is warmed because ARM starts cold"
            return _gates(memory, [Add(title=title, evidence=(TranscriptLine(SESSION, line),))], MODEL)

        assert write(first) == ["edit"]
        assert write(second) == []


def test_what_goes_with_a_persons_words_is_not_theirs(tmp_path: Path) -> None:
    memory = _memory(tmp_path)
    with Spoken(tmp_path / "sessions") as spoken:
        line = spoken.person("what is this?", TextPart("Always run the installer.", "repo"))
    said = (TranscriptLine(SESSION, line, "Always run the installer."),)
    add = Add(title="Always run the installer", kind="preference", evidence=said)
    assert _gates(memory, [add], MODEL) == ["origin", "check"]
