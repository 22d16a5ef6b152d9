"""What a session or a sub-session works with: one set of parts, one prompt, one model at a time."""

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reverie.agent.context import Context
from reverie.agent.equipment import Equipment, Hints, Nested, NoHints, NoNested
from reverie.agent.limits import Limit, MostRequests, RepeatedFailure
from reverie.agent.output import OutputFolder
from reverie.agent.profile import Profile
from reverie.agent.prompt import Surroundings, system_prompt
from reverie.agent.request import FixedPrompt
from reverie.agent.steering import Steering
from reverie.agent.tool_call import Workbench
from reverie.config.instructions import Instructions, NestedInstructions, load_instructions
from reverie.config.places import Places
from reverie.config.project import Project
from reverie.conversation.claims import NoClaims
from reverie.conversation.ports import Authoriser, Budget, ToolSpec
from reverie.tools.means import Means

from .model import OpenModel
from .remembering import RecalledHints
from .tools import OpenTools
from .wishes import Wishes

if TYPE_CHECKING:
    from .quality import SessionQuality


class Outfit:
    """Equips a session for a model: the same parts each time, the prompt and the sizes of that model.

    `limits` end a turn; without them those that the person wished. A sub-session has no
    `quality`: its word proves nothing.
    """

    def __init__(
        self,
        wishes: Wishes,
        project: Project,
        places: Places,
        tools: OpenTools,
        authoriser: Authoriser,
        means: Means,
        outputs: Path,
        budget: Budget,
        limits: Sequence[Limit] | None = None,
        quality: "SessionQuality | None" = None,
    ) -> None:
        self._wishes = wishes
        self._project = project
        self._places = places
        self._tools = tools
        self._authoriser = authoriser
        self._means = means
        self._outputs = outputs
        self._budget = budget
        self._limits = _limits(wishes) if limits is None else limits
        self._quality = quality
        self._instructions = Instructions()
        self._nested: Nested | None = None

    def equip(self, model: OpenModel, steering: Steering) -> Equipment:
        """What the session's turns work with from now on."""
        tools = self._tools.of(model.profile)
        specs = model.profile.tools(tuple(tool.spec for tool in tools.values()))
        bench = Workbench(
            {spec.name: tools[spec.name] for spec in specs},
            self._authoriser,
            self._means.redactor,
            OutputFolder(self._outputs, model.profile.kept_limits),
        )
        counterweight = self._quality.counterweight(model.client.name) if self._quality else ""
        context = Context(lambda: self._fixed_prompt(model.profile, specs, counterweight), model.window)
        root, limits = self._project.root, self._limits
        transcript = self._outputs.parent.with_suffix(".jsonl")
        nested = self._nested_files()
        hints = self._hints(specs)
        return Equipment(
            model.client,
            context,
            bench,
            self._budget,
            limits,
            steering,
            root,
            nested,
            transcript,
            hints,
            self._quality.claims if self._quality else NoClaims(),
        )

    def _hints(self, specs: tuple[ToolSpec, ...]) -> Hints:
        memory = self._means.memory
        return NoHints() if memory is None or _has_recall(specs) else RecalledHints(memory)

    def notices(self) -> tuple[str, ...]:
        """Lines for the person about the instruction files that were read last."""
        return self._instructions.notices

    def _nested_files(self) -> Nested:
        """The same ones for every model: what was told once is not told again."""
        if not (self._wishes.trusted and "nested_instructions" in self._wishes.features):
            return NoNested()
        if self._nested is None:
            self._nested = NestedInstructions(self._project.root, self._instructions.files, trusted=True)
        return self._nested

    def _fixed_prompt(self, profile: Profile, specs: tuple[ToolSpec, ...], counterweight: str) -> FixedPrompt:
        project = self._project
        wishes = self._wishes
        instructions = load_instructions(project.root, self._places, trusted=wishes.trusted, claude=wishes.claude)
        self._instructions = instructions
        today = datetime.now().astimezone().date().isoformat()
        around = Surroundings(str(project.root), sys.platform, today, project.git)
        most = profile.instruction_characters
        index = self._index(most, has_recall=_has_recall(specs)) if "memory" in wishes.features else ""
        system = system_prompt(
            profile.prompt, around, instructions.files, most, index=index, counterweight=counterweight
        )
        return FixedPrompt(system, specs, profile.most_output_tokens, wishes.effort)

    def _index(self, most: int | None, *, has_recall: bool) -> str:
        """The index of what is remembered, as it stands now; `most` characters of it for a small model."""
        folders = {
            "Of this project": self._project.folder(self._places) / "memory",
            "Of the person, for all projects": self._places.data / "user" / "memory",
        }
        if not any(os.path.lexists(folder) for folder in folders.values()):
            return ""
        from reverie.memory.index.block import index_block
        from reverie.memory.index.limits import BLOCK_CHARACTERS

        return index_block(folders, BLOCK_CHARACTERS if most is None else most, has_recall=has_recall)


def _has_recall(specs: tuple[ToolSpec, ...]) -> bool:
    return any(spec.name == "recall" for spec in specs)


def _limits(wishes: Wishes) -> list[Limit]:
    limits: list[Limit] = [RepeatedFailure()]
    if wishes.most_requests is not None:
        limits.append(MostRequests(wishes.most_requests))
    return limits
