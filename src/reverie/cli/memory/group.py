"""`reverie memory` and its subcommands; alone it gives the overview."""

import click

from reverie.cli.printing import say, say_json
from reverie.config.adopt_words import offer
from reverie.conversation.visible import visible_line
from reverie.memory.embedding.finding import why_missing
from reverie.memory.purge import pending_lines
from reverie.memory.reading import Overview, overview
from reverie.memory.telling import index_line, index_tokens, overview_lines
from reverie.memory.telling.glance import INDEX_BUDGET, is_new

from . import options
from .add import add
from .adopt import adopt
from .edit import edit
from .export import export
from .forget import forget
from .import_ import import_
from .log import log
from .opened import NAMES, Scope, open_scopes
from .search import search
from .show import show


@click.group(invoke_without_command=True)
@options.user
@options.as_json
@click.pass_context
def memory(context: click.Context, user: bool, as_json: bool) -> None:
    """Show, add, edit and find what is remembered here; alone: an overview of the project's memory and your own."""
    if context.invoked_subcommand is not None:
        if user or as_json:
            name = "--user" if user else "--json"
            raise click.UsageError(
                f"{name} stands after the subcommand: reverie memory {context.invoked_subcommand} {name}"
            )
        return
    with open_scopes(user=user, both=True, tell_notices=False) as scopes:
        seen = [(scope, overview(scope.memory)) for scope in scopes.all]
        offered = offer(scopes.project, scopes.places) if scopes.first.name == "project" else ""
        folders = [scope.memory.layout.folder for scope in scopes.all]
        if as_json:
            memories = [_json(*one) for one in seen]
            index = {
                "index_tokens": index_tokens(folders),
                "index_budget": INDEX_BUDGET,
                "by_meaning": not why_missing(),
            }
            say_json({"memories": memories, **index, "offer": visible_line(offered)})
            return
        for scope, found in seen:
            say([f"{NAMES[scope.name]}: {visible_line(found.folder)}"])
            say(f"  {line}" for line in overview_lines(found))
            say(f"  ! {line}" for line in pending_lines(scope.memory.layout))
        if all(is_new(found) for _, found in seen):
            say(["add the first one: reverie memory add TEXT"])
        else:
            say(filter(None, [index_line(folders), why_missing()]))
        say([offered] if offered else [])


def _json(scope: Scope, seen: Overview) -> dict[str, object]:
    values = {name: getattr(seen, name) for name in seen.__struct_fields__}
    notices = (*seen.notices, *pending_lines(scope.memory.layout))
    return {"scope": scope.name, **values, "folder": visible_line(seen.folder), "notices": notices}


for _subcommand in (show, add, edit, search, log, forget, import_, export, adopt):
    memory.add_command(_subcommand)
