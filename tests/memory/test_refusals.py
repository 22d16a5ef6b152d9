"""What is told of a refusal: the gate by its name, never the secret that it was refused for."""

from pathlib import Path

from reverie.memory.proposal import Add
from reverie.memory.receipt import Refused, said

from .folders import PERSON, a_memory


def test_a_refused_secret_is_not_told_again(tmp_path: Path) -> None:
    secret = "ghp_" + "aB3dE6gH9" * 4
    outcome = a_memory(tmp_path).write([Add(title=f"the token is {secret}, changed recently")], PERSON)
    assert isinstance(outcome, Refused)
    assert {refusal.gate for refusal in outcome.refusals} >= {"secret", "dates"}
    assert secret not in "\n".join(said(outcome))
    assert all(secret not in path.read_text(errors="replace") for path in tmp_path.rglob("*") if path.is_file())
