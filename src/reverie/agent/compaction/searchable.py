"""Whether the model can look up what is no longer in its context."""

from pathlib import Path

from reverie.agent.equipment import Equipment


def searchable_transcript(equipment: Equipment) -> Path | None:
    """The session's transcript, when there is one and the model's `search` takes a path."""
    for tool in equipment.context.fixed.tools:
        if tool.name == "search" and "path" in tool.schema.get("properties", {}):
            return equipment.transcript
    return None
