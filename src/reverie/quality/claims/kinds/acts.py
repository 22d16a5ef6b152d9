"""What was done: files, commits, packages, memory, commands, reading."""

from reverie.conversation.claims import ClaimKind
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.prose.clauses import Clause
from reverie.quality.claims.prose.tokens import Token

_SAID = frozenset(
    "said thought told knew felt meant saw wanted needed saw understood noticed decided chose expected hoped assumed asked answered got came went became stood fell found learnt learned began started happened took failed tried attempted".split()
)
_MEMORISED = frozenset("remembered memorised memorized".split())


def act_kind(clause: Clause, context: Context) -> ClaimKind | None:
    """By the first verb that tells of an act."""
    if clause.denies():
        return None
    if clause.has("pr") and {"open", "opened", "up"} & set(clause.words):
        return "created"
    if clause.has("service") and {"up", "running"} & set(clause.words) and clause.has("be", "now"):
        return "ran"
    if clause.has("remote") and clause.has("be") and {"on", "at"} & set(clause.words) and not clause.has("more", "num"):
        return "pushed"
    if clause.has("memory") and clause.has("be", "me") and "in" in clause.words:
        return "saved"
    if (
        clause.has("commitword")
        and not clause.has("lint", "more")
        and (clause.has("create", "edit", "hash", "pass") or {"went", "exists"} & set(clause.words))
    ):
        return "committed"
    if clause.link == "by" and "gerund" in clause.tokens[0].tags and context.known.acts:
        return "edited"
    for token in clause.verbs():
        kind = _of_verb(token, clause, context)
        if kind:
            return kind
    return _without_verb(clause, context)


def _of_verb(token: Token, clause: Clause, context: Context) -> ClaimKind | None:
    tags = token.tags
    if "commit" in tags:
        return "committed"
    if "push" in tags:
        return "pushed"
    if "save" in tags and _is_memory(token, clause, context):
        return "saved"
    if "install" in tags or _installs(tags, clause, context):
        return "installed"
    if clause.has("perms") and tags & {"edit", "fix", "run"}:
        return "ran"
    if token.text in ("merged", "cherry-picked") and clause.has("git_thing"):
        return "committed"
    if token.text in ("cleared", "flushed", "invalidated") and "cache" in clause.words:
        return "ran"
    if token.text == "dropped" and clause.has("digits"):
        return None
    if (
        token.text in ("dropped", "cleared", "pruned", "discarded")
        and not clause.has("path", "repo_thing", "tag")
        and context.known.edits_any
    ):
        return "edited"
    if "read" in tags and token.text.startswith(("having", "from", "after")):
        return "read"
    if token.text == "made" and ("following" in clause.words or clause.words[-1] == "changes"):
        return None
    if token.text == "squashed" and clause.has("behaviour", "problem"):
        return "fixed"
    if token.text in _PREVENTED and _is_ability(clause, context):
        return "fixed"
    if (
        tags & {"edit", "add", "create", "run"}
        and len(clause.tokens) == 1
        and not clause.is_done
        and context.block.shape == "text"
        and clause.link in ("", "hard", "dash")
    ):
        return None
    if token.text == "pulled" and "out" in clause.words:
        return "edited"
    if token.text in ("upgraded", "downgraded") and clause.has("code") and clause.has("num") and not clause.paths():
        return "installed"
    if token.text == "opened":
        return "read" if clause.has("doctext", "path", "document", "code") else None
    if token.text == "converted" and _turns_into_new(clause, context):
        return "ran"
    if "delete" in tags or ("gone" in tags and not clause.has("problem", "behaviour")):
        return "deleted"
    if "gone" in tags:
        return "fixed"
    if "remove" in tags:
        return "deleted" if _removes_files(token, clause, context) else "edited"
    if "read" in tags and _reads(token, clause):
        return "read"
    if "create" in tags:
        return _of_creation(clause, context)
    if "run" in tags and _runs(token, clause, context):
        return "ran"
    if "fix" in tags and clause.has("slip"):
        return "edited"
    if "fix" in tags or _is_mended(token, clause):
        return "output" if clause.has("lint") and clause.has("num") and not clause.has("me") else "fixed"
    if (
        token.text in ("got", "gained", "received")
        and "num" in clause.tokens[0].tags
        and context.known.acts
        and clause.words[1:2] in (["files"], ["modules"])
    ):
        return "edited"
    if "add" in tags or "edit" in tags or (token.text in ("saved", "stored", "exported", "applied")):
        return _of_change(token, clause, context)
    if "maybe" in tags or tags == {"ved"}:
        return _of_unknown(token, clause, context)
    return None


def _of_unknown(token: Token, clause: Clause, context: Context) -> ClaimKind | None:
    """Of a past form nothing is known of."""
    if token.text == "took" and {"dump", "backup", "snapshot", "screenshot"} & set(clause.words):
        return "ran"
    if clause.has("service") and not clause.paths():
        return "ran"
    if clause.has("more", "num") and not clause.has("me"):
        return None
    if token.text in _SAID or not (clause.has("me") or clause.paths() or clause.tokens[0] is token):
        return None
    if context.known.changes:
        return "edited"
    return "ran" if context.known.runs and clause.has("me") else None


def _is_memory(token: Token, clause: Clause, context: Context) -> bool:
    if clause.has("memory") or token.text in _MEMORISED or clause.is_labelled:
        return True
    if clause.has("path"):
        return False
    if token.text in ("noted", "kept", "recorded"):
        return context.known.remembers and clause.has("me")
    return context.known.remembers or len(clause.tokens) == 1 or clause.has("me")


def _installs(tags: frozenset[str], clause: Clause, context: Context) -> bool:
    if tags.isdisjoint(("add", "edit", "remove")) or not context.known.installs:
        return False
    if clause.has("path") or not tags.isdisjoint(("done",)) and "moved" in clause.words:
        return False
    return clause.has("package") or any(
        context.known.installs_what(one.text) for one in clause.tokens if len(one.text) > 2 and one.text.isalnum()
    )


def _removes_files(token: Token, clause: Clause, context: Context) -> bool:
    if clause.has("repo_thing") and not clause.has("prep"):
        return True
    paths = [i for i, one in enumerate(clause.tokens) if "path" in one.tags]
    if not paths:
        return context.known.deletes_any and not context.known.edits_any
    before = clause.tokens[paths[0] - 1] if paths[0] else None
    if before is not None and "prep" in before.tags:
        return False
    return context.known.state_of(context.text_of(clause.tokens[paths[0]])) == "" or context.known.deletes(
        context.text_of(clause.tokens[paths[0]])
    )


def _reads(token: Token, clause: Clause) -> bool:
    return clause.has("me") or clause.tokens[0] is token or clause.has("be") or clause.link == "and"


_PREVENTED = frozenset(
    "handled accepted supported prevented rejected ignored counted shown displayed rendered sorted parsed respected "
    "honoured honored preserved kept escaped caught validated skipped recognised recognized enforced refused avoided "
    "closed hidden formatted included sent cached logged retried cleared".split()
)


def _is_ability(clause: Clause, context: Context) -> bool:
    """`empty lists are handled`: what is so now, with no place named."""
    is_present = bool({"is", "are", "gets", "get", "ist", "sind"} & set(clause.words))
    return (
        is_present
        and context.known.changes
        and not clause.has("me")
        and not (clause.paths() or context.bracket_paths(clause))
    )


def _of_creation(clause: Clause, context: Context) -> ClaimKind | None:
    if {"was", "were"} & set(clause.words) and not context.known.acts:
        return None
    paths = clause.paths()
    if paths and all(
        context.known.state_of(context.text_of(path)) and not context.known.writes(context.text_of(path))
        for path in paths
    ):
        at = clause.tokens.index(paths[0])
        if at and "prep" in clause.tokens[at - 1].tags:
            return "edited"
    return "created"


def _runs(token: Token, clause: Clause, context: Context) -> bool:
    if not clause.has("me") and (
        clause.finds_none() or "num" in clause.tokens[0].tags or (token.text == "stopped" and len(clause.tokens) < 3)
    ):
        return False
    if (
        token.text == "stopped"
        and not clause.has("me", "be", "have")
        and clause.tokens[0] is not token
        and not clause.has("lint")
    ):
        return False
    if token.text == "run" and not clause.has("be", "have"):
        return False
    if token.text in (
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
    ):
        if clause.paths() and any(context.known.state_of(context.text_of(path)) for path in clause.paths()):
            return False
        return token.text not in ("tried", "called") or clause.has("me")
    return True


def _of_change(token: Token, clause: Clause, context: Context) -> ClaimKind | None:
    paths = clause.paths()
    if clause.has("me") is False and clause.words[0] in ("what", "how"):
        return None
    if token.text in ("put", "added", "saved", "stored", "set", "exported", "moved", "extracted", "split") and paths:
        if any(context.known.writes(context.text_of(path)) for path in paths):
            return "created"
    if token.text in ("saved", "stored", "exported"):
        return "created" if paths else None
    if token.text == "put" and paths:
        return "edited"
    if not clause.has("me") and clause.has("be") and not context.known.acts:
        return None
    if token.text in (
        "noted",
        "mentioned",
        "described",
        "included",
        "ignored",
        "hidden",
        "closed",
        "shown",
        "listed",
        "bound",
        "sorted",
        "reduced",
        "increased",
        "reset",
        "set",
        "declared",
        "defined",
    ):
        if not paths and not clause.has("me"):
            return None
    return "edited"


def _is_mended(token: Token, clause: Clause) -> bool:
    """`the calculation is corrected`: behaviour, when no file is named."""
    return token.text.startswith(("correct", "corrig", "korrig", "correg")) and clause.has("be") and not clause.paths()


def _turns_into_new(clause: Clause, context: Context) -> bool:
    return (
        any(not context.known.state_of(context.text_of(path)) for path in clause.paths()) and not context.known.changes
    )


def _without_verb(clause: Clause, context: Context) -> ClaimKind | None:
    if clause.has("new") and clause.paths() and (not clause.has("be") or clause.words[-1] == "new"):
        return "created"
    if "dry run" in " ".join(clause.words) and not clause.has("if"):
        return "ran"
    if _lists_change(clause, context):
        return "edited"
    return None


def _lists_change(clause: Clause, context: Context) -> bool:
    """`- rate limit in FILE`: a thing and its place, without a verb."""
    paths = clause.paths() or context.bracket_paths(clause)
    if (
        not paths
        or clause.verb_at() >= 0
        or clause.has("pass", "fail", "problem", "if")
        or len(clause.tokens) + len(paths) < 2
    ):
        return False
    if all("code" in token.tags or token.text in ("and", ",", "&", "und", "y", "et") for token in clause.tokens):
        return False
    changed = any(context.known.state_of(context.text_of(path)) for path in paths)
    is_listed = context.block.shape == "item" and (context.role == "done" or clause.is_done)
    return (changed and clause.link in ("with", "", "comma", "bracket")) or (is_listed and context.known.acts)
