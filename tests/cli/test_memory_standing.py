"""`memory show`, `why` and the overview say whether a fact still is so."""

from pathlib import Path

import pytest
from tests.cli.memory_commands import as_json, done, own_places

from reverie.config.places import Places


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    return own_places(tmp_path, monkeypatch)


def added(text: str) -> str:
    return done("memory", "add", text).rpartition("^")[2].split()[0]


def told(fact_id: str) -> tuple[str, str]:
    """What `show` and `why` say of where it stands."""
    shown = done("memory", "show", fact_id).splitlines()[-1]
    asked = done("why", fact_id).splitlines()[1].strip()
    return shown.partition(": ")[2], asked.partition(": ")[2]


def test_a_fact_is_compared_with_the_files_when_it_is_shown(places: Places) -> None:
    folder = Path.cwd() / "src"
    folder.mkdir()
    (folder / "cache.py").write_text("TTL = 60\n")
    fact_id = added("The cache lives in `src/cache.py`")
    assert told(fact_id) == ("still true (checked just now)",) * 2
    assert "1 still true" in done("memory")
    (folder / "cache.py").rename(Path.cwd() / "cache.py")
    assert told(fact_id) == ("moved to cache.py",) * 2
    (Path.cwd() / "cache.py").unlink()
    shown, asked = told(fact_id)
    assert shown == asked
    assert shown.startswith("no longer true: ")
    assert "1 no longer true" in done("memory")


def test_a_decision_is_yours_whatever_the_files_say(places: Places) -> None:
    (Path.cwd() / "a.py").write_text("x = 1\n")
    fact_id = done("memory", "add", "Keep it in `a.py`", "--kind", "decision").rpartition("^")[2].split()[0]
    (Path.cwd() / "a.py").unlink()
    assert all(one.startswith("yours") for one in told(fact_id))


def test_a_program_gets_the_standing(places: Places) -> None:
    fact_id = added("The team meets on Mondays")
    (shown,) = as_json("memory", "show", fact_id)
    assert shown["facts"][0]["standing"] == {
        "word": "unverified",
        "said": f"you said, {shown['facts'][0]['fact']['seen']}",
    }
    done("memory", "forget", fact_id, "--yes")
    (gone,) = as_json("memory", "show", fact_id)
    assert gone["facts"][0]["standing"] is None
