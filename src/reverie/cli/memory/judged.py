"""Where a fact stands when a person looks at it: its checks are run against the project's files now."""

from reverie.memory.doubt.standing import Standing
from reverie.memory.reading import ShownFact

from .opened import Scope


def judged(scope: Scope, one: ShownFact) -> Standing | None:
    """None for a fact that holds no more. The person's own memory belongs to no project: nothing can show it there."""
    if not one.is_current:
        return None
    from reverie.memory.doubt import keep_standings, open_doubter

    standing = open_doubter(scope.memory, scope.project.root if scope.project else None).standing(one.fact)
    keep_standings(scope.memory, [(one.fact, standing)])
    return standing
