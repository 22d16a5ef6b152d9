"""Which kind of act a verb tells of, in its clause; the rules are asked in order."""

from collections.abc import Callable

from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.kinds.fates import made_worthy
from reverie.quality.claims.kinds.files import of_change, of_creation, of_removal, turns_into_new
from reverie.quality.claims.kinds.rules import Says
from reverie.quality.claims.kinds.sharing import names_change
from reverie.quality.claims.prose.clause import Clause
from reverie.quality.claims.prose.tokens import Token

VerbRule = Callable[[Token, Clause, Context], Says]

_MEMORISED = frozenset(["remembered", "memorised", "memorized"])
_ABLE = frozenset(
    [
        "handled",
        "accepted",
        "supported",
        "prevented",
        "rejected",
        "ignored",
        "counted",
        "shown",
        "displayed",
        "rendered",
        "sorted",
        "parsed",
        "respected",
        "honoured",
        "honored",
        "preserved",
        "kept",
        "escaped",
        "caught",
        "validated",
        "skipped",
        "recognised",
        "recognized",
        "enforced",
        "refused",
        "avoided",
        "closed",
        "hidden",
        "formatted",
        "included",
        "sent",
        "cached",
        "logged",
        "retried",
        "cleared",
    ]
)
_PREVENTS = ("prevented", "handled", "avoided", "caught", "respected", "closed")
_LOOSE_RUNS = frozenset(
    [
        "applied",
        "imported",
        "called",
        "stopped",
        "sent",
        "tried",
        "signed",
        "released",
        "formatted",
        "requested",
        "extracted",
    ]
)
_SAID = frozenset(
    [
        "said",
        "thought",
        "told",
        "knew",
        "felt",
        "meant",
        "saw",
        "wanted",
        "needed",
        "understood",
        "noticed",
        "decided",
        "chose",
        "expected",
        "hoped",
        "assumed",
        "asked",
        "answered",
        "got",
        "came",
        "went",
        "became",
        "stood",
        "fell",
        "found",
        "learnt",
        "learned",
        "began",
        "started",
        "happened",
        "took",
        "failed",
        "tried",
        "attempted",
        "planned",
    ]
)
_DUMPS = ("dump", "backup", "snapshot", "screenshot")
_LOOKS = ("check", "review", "look", "pass", "read-through", "readthrough", "once-over", "walkthrough", "inspection")
_CHECKED = ("test", "build", "lint")
_MENDED = ("correct", "corrig", "korrig", "correg")


def kind_of_verb(verb: Token, clause: Clause, context: Context) -> Says:
    """What a clause claims by one of its verbs; None leaves it to the next verb."""
    for rule in _RULES:
        says = rule(verb, clause, context)
        if says is not None:
            return says
    return None


def _of_git(verb: Token, clause: Clause, _: Context) -> Says:
    if verb.text == "squashed" and clause.has("behaviour", "problem"):
        return "fixed"
    if "commit" in verb.tags or (verb.text in ("merged", "cherry-picked") and clause.has("git_thing")):
        return "committed"
    return "pushed" if "push" in verb.tags else None


def _of_memory(verb: Token, clause: Clause, context: Context) -> Says:
    if "save" not in verb.tags:
        return None
    if clause.has("memory") or verb.text in _MEMORISED or clause.is_labelled:
        return "saved"
    if clause.has("path"):
        return None
    if verb.text in ("noted", "kept", "recorded"):
        return "saved" if context.known.remembers and clause.has("me") else None
    return "saved" if context.known.remembers or len(clause.tokens) == 1 or clause.has("me") else None


def _of_packages(verb: Token, clause: Clause, context: Context) -> Says:
    if "install" in verb.tags:
        return "installed"
    if verb.text in ("upgraded", "downgraded") and clause.has("code") and clause.has("num") and not clause.paths():
        return "installed"
    known = context.known
    if verb.tags.isdisjoint(("add", "edit", "remove")) or not known.installs or clause.has("path"):
        return None
    if verb.text == "moved":
        return None
    names = (token.text for token in clause.tokens if len(token.text) > 2 and token.text.isalnum())
    return "installed" if clause.has("package") or any(map(known.installs_what, names)) else None


def _of_words(verb: Token, clause: Clause, context: Context) -> Says:
    """Verbs that say another thing with certain nouns."""
    if (
        clause.has("perms")
        and verb.tags & {"edit", "fix", "run"}
        and not (clause.says("mode") and context.changes_any(clause.paths()))
    ):
        return "ran"
    if verb.text == "took" and clause.says("out", "away") and context.known.changes:
        return "edited"
    if verb.text in ("did", "made", "gave") and clause.has("me") and clause.says(*_LOOKS):
        return "read"
    if verb.text in ("cleared", "flushed", "invalidated") and clause.says("cache"):
        return "ran"
    if verb.text == "pulled" and clause.says("out"):
        return "edited"
    if verb.text == "opened":
        return "read" if clause.has("doctext", "path", "document", "code") else "nothing"
    if verb.text == "converted" and turns_into_new(clause, context):
        return "ran"
    if verb.text == "gave" and clause.has("me") and clause.has("code") and context.known.changes:
        return "edited"
    if verb.text == "made" and (clause.says("following") or clause.words[-1] == "changes"):
        return "nothing"
    return None


def _of_making(verb: Token, clause: Clause, context: Context) -> Says:
    """`I made the import idempotent`."""
    return made_worthy(clause, context) if verb.text == "made" else None


def _of_dropping(verb: Token, clause: Clause, context: Context) -> Says:
    """`dropped to 22 s`, `dropped the alias`."""
    if verb.text == "dropped" and clause.has("digits"):
        return "nothing"
    is_loose = verb.text in ("dropped", "cleared", "pruned", "discarded")
    return "edited" if is_loose and not clause.has("path", "repo_thing", "tag") and context.known.edits_any else None


def _of_ability(verb: Token, clause: Clause, context: Context) -> Says:
    """`empty lists are handled`: what is so now, with no place named."""
    is_present = clause.says("is", "are", "gets", "get", "ist", "sind")
    if verb.text not in _ABLE or not is_present or not context.known.changes:
        return None
    if clause.has("me", "quantity") or clause.all_paths():
        return None
    return "fixed" if clause.has("now") or verb.text in _PREVENTS else "edited"


def _of_one_word(verb: Token, clause: Clause, context: Context) -> Says:
    """`Implemented.`, `Stopped.`: it does not say what."""
    if len(clause.tokens) > 1 or clause.is_done or not verb.tags & {"edit", "add", "create", "run"}:
        return None
    return "nothing" if context.block.shape == "text" and clause.link in ("", "hard", "dash") else None


def _of_deletion(verb: Token, clause: Clause, context: Context) -> Says:
    if verb.tags & {"delete", "gone"} and clause.has("anymore") and not clause.paths():
        return "fixed" if context.known.changes else None
    if "gone" in verb.tags and clause.has("problem", "behaviour"):
        return "fixed"
    if "gone" in verb.tags and context.known.edits_any and not context.known.deletes_any and not clause.paths():
        return "edited" if names_change(clause, context) else "fixed"
    if verb.tags & {"delete", "gone"}:
        return "edited" if _is_within(clause, context) else "deleted"
    return of_removal(clause, context) if "remove" in verb.tags else None


def _is_within(clause: Clause, context: Context) -> bool:
    """`dropped X from FILE`, when FILE was changed."""
    pairs = zip(clause.tokens, clause.tokens[1:], strict=False)
    places = [other for one, other in pairs if "path" in other.tags and "prep" in one.tags]
    return context.changes_any(places) and not any(context.known.deletes(context.text_of(path)) for path in places)


def _of_reading(verb: Token, clause: Clause, _: Context) -> Says:
    if "read" not in verb.tags or (verb.text == "read" and clause.says("is", "are")):
        return None
    is_told = verb.text.startswith(("having", "from", "after")) or clause.has("me", "be")
    return "read" if is_told or clause.tokens[0] is verb or clause.link == "and" else None


def _of_running(verb: Token, clause: Clause, context: Context) -> Says:
    if "create" in verb.tags:
        return of_creation(clause, context)
    return "ran" if "run" in verb.tags and _is_run(verb, clause, context) else None


def _is_run(verb: Token, clause: Clause, context: Context) -> bool:
    by_me = clause.has("me")
    if not by_me and (clause.finds_none() or "num" in clause.tokens[0].tags):
        return False
    if verb.text == "stopped" and not clause.has("me", "be", "have"):
        return False
    if verb.text == "run" and not clause.has("be", "have"):
        return False
    if verb.text in _LOOSE_RUNS:
        return (by_me or verb.text not in ("tried", "called")) and not context.changes_any(clause.paths())
    return True


def _of_mending(verb: Token, clause: Clause, _: Context) -> Says:
    """`corrected` is of behaviour when no file is named; `fixed the typo` is an edit."""
    is_mended = verb.text.startswith(_MENDED) and clause.has("be") and not clause.paths()
    if "fix" not in verb.tags and not is_mended:
        return None
    if clause.has("slip") or (clause.paths() and not clause.has("problem", "behaviour", "be", *_CHECKED)):
        return "edited"
    return "output" if clause.has("lint") and clause.has("num") and not clause.has("me") else "fixed"


def _of_changing(verb: Token, clause: Clause, context: Context) -> Says:
    if verb.text in ("got", "gained", "received") and clause.words[1:2] in (["files"], ["modules"]):
        return "edited" if "num" in clause.tokens[0].tags and context.known.acts else None
    changes = verb.tags & {"add", "edit"} or verb.text in ("saved", "stored", "exported", "applied")
    if changes and _is_by_command(clause, context):
        return "output" if clause.has("digits") else "ran"
    return of_change(verb, clause, context) if changes else None


def _is_by_command(clause: Clause, context: Context) -> bool:
    """`reset the counters`, when commands were all that was done, and no file is named."""
    known = context.known
    return known.only_runs and not known.asks_agents and not clause.all_paths() and not clause.has("code", "document")


def _of_unknown(verb: Token, clause: Clause, context: Context) -> Says:
    """Of a past form nothing is known of."""
    if "maybe" not in verb.tags and verb.tags != {"ved"}:
        return None
    if verb.text == "took" and clause.says(*_DUMPS):
        return "ran"
    if clause.has("service") and not clause.paths():
        return "ran"
    by_me = clause.has("me")
    if verb.text in _SAID or (clause.has("more", "num") and not by_me):
        return None
    if not (by_me or clause.paths() or clause.tokens[0] is verb):
        return None
    if context.known.changes:
        return "edited"
    return "ran" if context.known.runs and by_me else None


_RULES: tuple[VerbRule, ...] = (
    _of_git,
    _of_memory,
    _of_packages,
    _of_making,
    _of_words,
    _of_dropping,
    _of_ability,
    _of_one_word,
    _of_deletion,
    _of_reading,
    _of_running,
    _of_mending,
    _of_changing,
    _of_unknown,
)
