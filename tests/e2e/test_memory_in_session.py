"""A session with a memory: the index in the prompt, facts checked before they are given, receipts instead of words."""

import json
import sqlite3
import subprocess
from typing import Any

from tests.e2e.binary import Home, call, flags, model
from tests.e2e.terminal import PROMPT, conversation
from tests.e2e.test_memory import as_json, folder, git, said

SOURCE = "TIMEOUT = 30\n\n\ndef fetch(url: str, retries: int = 3) -> str:\n    return url * retries\n"


def _project(home: Home) -> None:
    git(home, "init", "-q")
    (home.project / "client.py").write_text(SOURCE)
    git(home, "add", "-A")
    git(home, "commit", "-q", "-m", "first")


def _results(requests: list[dict[str, Any]]) -> list[str]:
    """What the calls gave to the model, in order."""
    return [one["content"] for one in requests[-1]["messages"] if one["role"] == "tool"]


def _ask(
    home: Home, *steps: dict[str, Any], prompt: str = "go on"
) -> tuple[list[dict[str, Any]], "subprocess.CompletedProcess[str]"]:
    with model(*steps) as server:
        done = home.run("-p", prompt, "--trust", *flags(server))
        assert done.returncode == 0, done.stderr
        return [json.loads(one.body) for one in server.requests], done


def test_the_index_is_in_the_prompt_as_data_and_nothing_else_of_the_memory(home: Home) -> None:
    _project(home)
    said(home, "memory", "add", "Deployments leave from release", "--topic", "Deployment")
    said(home, "memory", "add", "Answer in German", "--kind", "preference", "--user", "--topic", "Answers")
    (request,), _ = _ask(home, {"text": "Hello."})
    system = request["messages"][0]["content"]
    block = system[system.rindex("<memory>") :]
    assert "Of this project:" in block and "(topics/deployment.md)" in block
    assert "Of the person, for all projects:" in block and "(topics/answers.md)" in block
    assert "Deployments leave from release" not in json.dumps(request)
    assert {"recall", "remember", "forget", "search_transcripts"} <= {
        tool["function"]["name"] for tool in request["tools"]
    }


def test_a_fact_that_holds_is_given_and_one_that_does_not_is_withheld(home: Home) -> None:
    _project(home)
    fact = _checked_fact(home)
    requests, _ = _ask(
        home, call("recall", query="When do requests time out, after how many seconds?"), {"text": f"30 s (^{fact})."}
    )
    (given,) = _results(requests)
    assert "Requests end after TIMEOUT seconds" in given
    assert f"^{fact}; verified at " in given
    (home.project / "client.py").write_text(SOURCE.replace("30", "60"))
    git(home, "commit", "-qam", "second")
    requests, _ = _ask(
        home, call("recall", query="When do requests time out, after how many seconds?"), {"text": "I will look."}
    )
    assert "Requests end after" not in json.dumps(requests)
    assert _use(home, fact) == (1, 1, 1)


def _checked_fact(home: Home) -> str:
    """A fact to which a person wrote a check by hand; its id."""
    fact: str = as_json(home, "memory", "add", "Requests end after TIMEOUT seconds")["saved"][0]["id"]
    (topic,) = (folder(home) / "topics").iterdir()
    topic.write_text(topic.read_text().rstrip() + "\n- check: value `TIMEOUT = 30` in `client.py`\n")
    return fact


def _use(home: Home, fact: str) -> tuple[int, int, int]:
    with sqlite3.connect(home.home / "reverie/state/ledger.sqlite") as ledger:
        sql = "SELECT recalled, cited, contradicted FROM fact_use WHERE fact = ?"
        found: tuple[int, int, int] = ledger.execute(sql, (fact,)).fetchone()
    return found


def test_before_the_first_edit_a_recalled_fact_is_checked_again(home: Home) -> None:
    _project(home)
    _checked_fact(home)
    edit = call("edit", path="client.py", old="retries: int = 3", new="retries: int = 5")
    change = call("shell", command="sed -i s/30/60/ client.py && git commit -qam x")
    with model(
        call("recall", query="after how many seconds do requests end"),
        change,
        call("read", path="client.py"),
        edit,
        edit,
        {"text": "Done."},
    ) as server:
        done = home.run("-p", "go", "--trust", "--allowed-tools", "shell,edit", *flags(server))
        assert done.returncode == 0, done.stderr
        results = _results([json.loads(server.requests[-1].body)])
    assert results[3].startswith("Not changed: what was recalled about this file does not hold any more.")
    assert "TIMEOUT" in results[3] and "60" in results[3]
    assert results[4].startswith("Edited client.py")


def test_a_persons_word_is_kept_by_quote_and_nothing_is_said_to_be_saved_that_is_not(home: Home) -> None:
    _project(home)
    requests, _ = _ask(
        home,
        call(
            "remember",
            statement="Deployments leave from the branch release",
            kind="decision",
            quote="Deployments leave from the branch release.",
        ),
        call("remember", statement="The cache is probably in redis"),
        {"text": "Saved."},
        prompt="Deployments leave from the branch release.",
    )
    first, second = _results(requests)
    assert first.startswith("refused (")  # a program gave the prompt
    assert second.startswith("refused (")
    assert as_json(home, "memory", "search", "deployments") == []


def test_a_broken_memory_is_one_line_and_the_session_goes_on(home: Home) -> None:
    _project(home)
    said(home, "memory", "add", "Deployments leave from release")
    journal = folder(home) / "journal.jsonl"
    journal.write_text('{"type":"journal","format":999}\n')
    requests, done = _ask(home, call("remember", statement="`fetch` in `client.py` takes `retries=3`"), {"text": "ok"})
    assert "cannot be used now" in _results(requests)[0] or "refused" in _results(requests)[0]
    assert done.stdout.strip() == "ok"


def test_with_the_feature_off_there_is_no_memory_at_all(home: Home) -> None:
    _project(home)
    said(home, "memory", "add", "Deployments leave from release")
    with model({"text": "Hello."}) as server:
        done = home.run("-p", "hi", "--trust", *flags(server), environ=home.environ(REVERIE_FEATURE_MEMORY="off"))
        assert done.returncode == 0
        (request,) = [json.loads(one.body) for one in server.requests]
    assert "recall" not in {tool["function"]["name"] for tool in request["tools"]}
    assert "topics/" not in json.dumps(request["messages"])


def test_an_earlier_session_is_searched_by_identifier(home: Home) -> None:
    _project(home)
    _ask(home, {"text": "noted"}, prompt="Ticket ORD-4711 is about the importer")
    requests, _ = _ask(home, call("search_transcripts", identifier="ORD-4711"), {"text": "ok"})
    assert "is about the importer" in _results(requests)[0]


def test_what_a_person_says_is_kept_told_in_one_line_and_recalled_the_next_day(home: Home) -> None:
    _project(home)
    keep = {"statement": "Never deploy on Fridays", "kind": "feedback", "quote": "Never deploy on Fridays."}
    steps = (call("remember", **keep), {"text": "It is saved."})
    with model(*steps) as server, conversation(home, "--trust", *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("Never deploy on Fridays.\n")
        terminal.wait_for("It is saved.")
        terminal.wait_for("note: memory: saved: Never deploy on Fridays ^")
        terminal.wait_for(PROMPT)
        terminal.type("/quit\n")
        assert terminal.end() == 0
    assert terminal.screen.count("saved: ") == 1, "nothing is told twice, and the harvest finds nothing new"
    requests, _ = _ask(home, call("recall", query="May I deploy on a Friday?"), {"text": "No."})
    assert "Never deploy on Fridays [^" in _results(requests)[0]
    assert "you said, 20" in _results(requests)[0]


def test_checks_that_are_commands_run_only_when_a_person_asks(home: Home) -> None:
    _project(home)
    said(home, "memory", "add", "Requests end after TIMEOUT seconds")
    (topic,) = (folder(home) / "topics").iterdir()
    topic.write_text(topic.read_text().rstrip() + "\n- check: command `grep -q TIMEOUT client.py`\n")
    assert "not checked" in home.run("check", "--memory", "-vv").stdout
    assert "still true" in home.run("check", "--memory", "--commands", "-v").stdout
    assert home.run("check", "--commands").returncode == 2


def test_what_code_cannot_decide_is_asked_once_a_day_when_a_session_ends(home: Home) -> None:
    _project(home)
    fact = _checked_fact(home)
    (home.project / "client.py").write_text(SOURCE.replace("30", "60"))
    git(home, "commit", "-qam", "second")
    recall = call("recall", query="When do requests time out, after how many seconds?")
    asked = []
    for _ in range(2):
        with model(recall, {"text": "I will look."}) as server:
            with conversation(home, "--trust", *flags(server)) as terminal:
                terminal.wait_for(PROMPT)
                terminal.type("when do they time out?\n")
                terminal.wait_for("I will look.")
                terminal.wait_for(PROMPT)
                terminal.type("/quit\n")
                assert terminal.end() == 0
            asked.append(terminal.screen.count(f"memory asks: 'Requests end after TIMEOUT seconds' ^{fact}"))
    assert asked == [1, 0]
