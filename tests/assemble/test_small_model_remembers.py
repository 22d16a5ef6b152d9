"""A model that has no tool `recall`: what is remembered about a request goes with the person's words, as data."""

import asyncio
import os
from contextlib import closing
from pathlib import Path

import msgspec

from reverie.agent.profile import full_profile
from reverie.assemble.model import OpenModel
from reverie.assemble.session import Audience, open_session
from reverie.assemble.wishes import Wishes
from reverie.config.features import FEATURES
from reverie.config.places import find_places
from reverie.config.project import find_project
from reverie.conversation.messages import TextPart, UserMessage
from reverie.conversation.price import Price
from reverie.memory.journal import Author
from reverie.memory.proposal import Add
from reverie.memory.receipt import Receipt
from reverie.memory.scope_opening import open_project_memory
from reverie.models.script import parse_script
from reverie.models.scripted import ScriptedModel

_SMALL = msgspec.structs.replace(full_profile(1_000), opened=("read", "shell"), instruction_characters=1_200)


def _parts(tmp_path: Path, *prompts: str) -> tuple[str, list[list[TextPart]]]:
    """The system prompt of a session, and what went to the model for each prompt."""
    places = find_places({**os.environ, "REVERIE_HOME": str(tmp_path / "home")})
    (tmp_path / "project").mkdir()
    project = find_project(tmp_path / "project", places)
    with closing(open_project_memory(project, places)) as memory:
        facts = [Add(title="Deployments leave from the branch release", topic="Deployment")]
        facts += [Add(title=f"Colour number {number} is named hue{number}", topic=f"C{number}") for number in range(40)]
        assert isinstance(memory.write(facts, Author("human")), Receipt)

    async def turns() -> tuple[str, list[list[TextPart]]]:
        client = ScriptedModel(parse_script(msgspec.json.encode({"steps": [{"text": "yes"}] * len(prompts)})))
        model = OpenModel(client, _SMALL, 8_000, lambda name: Price(0.0, 0.0))
        wishes = Wishes(trusted=True, interactive=True, features=frozenset(FEATURES))
        async with open_session(wishes, project, places, model, Audience(lambda event: None)) as opened:
            for prompt in prompts:
                await opened.session.turn(prompt)
            messages = [one for one in opened.session.history.messages if isinstance(one, UserMessage)]
            told = [[part for part in one.parts if isinstance(part, TextPart)] for one in messages]
            return opened.session.equipment.context.fixed.system, told

    return asyncio.run(turns())


def test_what_a_request_is_about_goes_with_it(tmp_path: Path) -> None:
    _, (relevant, other) = _parts(tmp_path, "From which branch do deployments leave?", "Write a haiku on the sea.")
    assert [part.origin for part in relevant] == ["human", "tool"]
    assert "- Deployments leave from the branch release [^" in relevant[1].text
    assert len(relevant[1].text) <= 1_000 and relevant[1].text.endswith("</memory>")
    assert [part.origin for part in other] == ["human"], "nothing is relevant, so nothing is said"


def test_the_index_names_no_tool_that_is_not_there_and_is_small(tmp_path: Path) -> None:
    system, _ = _parts(tmp_path, "Hello.")
    block = system[system.rindex("<memory>") : system.rindex("</memory>") + len("</memory>")]
    assert "(topics/" in block and "recall" not in block and len(block) <= 1_200
