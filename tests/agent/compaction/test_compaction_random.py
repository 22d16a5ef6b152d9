"""Random conversations keep what must be kept, whatever the model tells of them; and a broken compaction is noticed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.agent.compaction.world import World

from reverie.agent.compaction import bound, fold, narrative, render, smaller, tail
from reverie.conversation.digest import Digest
from reverie.conversation.messages import TextPart, user_text

STEPS = (
    *("says", "rules", "pastes", "shows", "reads", "changes", "changes_outside", "fails", "is_denied", "outputs"),
    *("decides", "plans", "lists", "answers", "breaks_off", "resumes", "compacts"),
)
steps = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 60)), min_size=20, max_size=120)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(played=steps, number=st.integers(0, 1 << 60))
def test_what_must_be_kept_is_kept_in_any_conversation(
    tmp_path_factory: pytest.TempPathFactory, played: list[tuple[str, int]], number: int
) -> None:
    world = World(tmp_path_factory.mktemp("world"))
    world.play("says", 1)
    for step, size in played:
        world.play(step, size)
    world.play("outputs", 60)
    world.play("answers", 1)
    world.play("compacts", 1)
    world.conversation.file.close()


def a_long_day(world: World) -> None:
    """Everything, several times over, with compactions between."""
    for round_ in range(6):
        for number, step in enumerate(STEPS):
            if step != "resumes":
                world.play(step, 7 * round_ + number)
            if number % 4 == 0:
                world.play("answers", 40)
        for step in ("reads", "changes", "reads", "changes_outside"):
            world.play(step, 1)
        for _ in range(8):
            world.play("outputs", 60)
            world.play("answers", 60 * (round_ % 2))
        world.play("compacts", 1)


def test_a_long_day_holds(tmp_path: Path) -> None:
    world = World(tmp_path)
    a_long_day(world)
    digest = world.conversation.history.digest
    assert digest is not None and digest.compactions >= 6 and len(world.rules) >= 12


def trusts_the_summariser(digest: Digest, *_: object) -> Any:
    return user_text(f"Summary of what was before: {digest.narrative}")


def forgets_rules(text: str) -> tuple[str, ...]:
    return ()


def keeps_old_content(calls: object) -> frozenset[str]:
    return frozenset()


def believes_all(text: str, tokens: int, known: frozenset[str]) -> str:
    return text


def cuts_anywhere(view: Any) -> Any:
    places = tuple(range(max(view.first, len(view.messages) - 7), len(view.messages)))
    return tail.Tail(places, tuple(view.messages[place] for place in places), {})


def forgets_failures(view: Any, kept: Any) -> Digest:
    return msgspec.structs.replace(fold.fold(view, kept), tried=())


def says_it_was_the_person(*arguments: Any) -> Any:
    message = render.render(*arguments)
    return user_text("\n".join(part.text for part in message.parts if isinstance(part, TextPart)))


BROKEN: list[tuple[Any, str, Callable[..., Any]]] = [
    (smaller, "render", trusts_the_summariser),
    (smaller, "render", says_it_was_the_person),
    (smaller, "keep_tail", cuts_anywhere),
    (smaller, "fold", forgets_failures),
    (smaller, "bounded", lambda digest, shares: msgspec.structs.replace(digest, said=(), rules=())),
    (bound, "rules_of", forgets_rules),
    (narrative, "struck", believes_all),
]


@pytest.mark.parametrize(("where", "name", "broken"), BROKEN)
def test_a_broken_compaction_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: Any, name: str, broken: Callable[..., Any]
) -> None:
    monkeypatch.setattr(where, name, broken)
    with pytest.raises((AssertionError, IndexError)):
        a_long_day(World(tmp_path))


def test_content_that_is_not_taken_out_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reverie.agent.compaction import view

    monkeypatch.setattr(view, "superseded_calls", keeps_old_content)
    with pytest.raises(AssertionError, match="superseded"):
        a_long_day(World(tmp_path))
