"""Where something is said to be now: in a commit, on the remote, in the environment, in the memory; told as a state
(`the change is in 1a2b3c4`, `the branch is on the server`) as often as by a verb."""

import re
from collections.abc import Sequence

from reverie.conversation.claims import ClaimKind
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.kinds.rules import Rule, Says, first_of
from reverie.quality.claims.prose.clause import Clause
from reverie.quality.claims.prose.tokens import Token

_CULPRIT = (
    *("bad", "culprit", "offending", "guilty", "faulty", "breaking", "broke", "introduced", "introduces"),
    *("responsible", "blame", "causes", "caused", "suspect"),
)
_IN_HASH = re.compile(r"(?:^| )(?:in|into|as|under|with|by|en|im|em|dans|i) (?:commit |revision |changeset )?#(?= |$)")
_IN_GIT = re.compile(
    r"(?:^| )(?:(?:in|under) (?:git|version control|source control|mercurial)|"
    r"(?:in|as|into) (?:a|an|one|its) (?:\w+ )?(?:commit|changeset|revision))(?= |$)"
)
_BRANCH_HAS = re.compile(
    r"^(?:the |your |my )?(?:\w+ )?(?:branch|main|master|trunk|develop|head) (?:now )?"
    r"(?:has|holds|contains|carries|is at|sits at) #"
)
_HOLDS_COMMIT = re.compile(r"(?:contains|holds|carries|includes) (?:the|that|my|this) commit$")
_HOST = (
    r"(?:server|remote|origin|upstream|github|gitlab|bitbucket|codeberg|gitea|forge|registry|index|pypi|npmjs|"
    r"crates io|crates\.io|docker hub|ghcr|maven central|rubygems|artifactory|nexus|hub)"
)
_ON_HOST = re.compile(
    rf"(?:^| )(?:is|are|it's|they're|now|went|sent|uploaded|up|live|shipped|landed|arrived|transferred|delivered|"
    rf"published|sits|made it|can be found|visible|available|lies|lives|moved|gone|both|too|also)"
    rf"(?: (?:it|them|that|everything|the \w+|§|#|both|all|now|up|also|too|out|along|over|again))* "
    rf"(?:on|to|at|in) (?:the |our |your |its )?(?:internal |private |public |package |git )?{_HOST}(?= |$)"
)
_HOST_HAS = re.compile(
    rf"^(?:the |our |your )?(?:internal |private |public |package )?{_HOST} "
    r"(?:now |already |also )?(?:has|have|serves|lists|holds|carries|received|got|knows|shows|contains|took)(?= |$)"
)
_UP = re.compile(
    r"(?:^| )(?:sent|put|shipped|took|brought|up) (?:(?:it|them|that|everything|both|§|#) )*(?:up|on) ?"
    r"(?:§|#|main|master|$)"
)
_CAME_BY = re.compile(
    r"(?:^| )(?:came|comes|come|pulled|brought|got|fetched|arrived) (?:in |along |down )?(?:via|through|from|by|with|"
    r"using) (?:§|brew|homebrew|pip|pipx|npm|yarn|pnpm|apt|apt-get|dnf|yum|pacman|cargo|gem|bundler|composer|uv|poetry|"
    r"conda|nix|choco|winget|scoop|opam|luarocks|cpanm|nuget|snap|flatpak|asdf|mise|sdkman|rustup)(?= |$)"
)
_HAVE_GOODS = re.compile(
    r"^(?:all |the |both |alle |die )?(?:\w+ )?(?:dependencies|deps|packages|pods|gems|crates|libraries|requirements|"
    r"node_modules|toolchain|pakete|abhängigkeiten|dependencias|dépendances|modules|plugins|extensions) "
    r"(?:is|are|sind|están|sont) (?:now |all |again |auf |jetzt )*(?:in|in place|there|installed|up to date|up-to-date|"
    r"current|on the latest|resolved|satisfied|fresh|synced|on board|dem neuesten stand|installiert|instaladas|"
    r"installées|ready)(?= |$)"
)
_IN_PLACE = re.compile(
    r"(?:^| )(?:in the (?:venv|virtualenv|virtual environment|environment|env|sandbox|lock file|lockfile)|"
    r"among (?:the|our|your|its) (?:\w+ )?(?:dependencies|packages|requirements|plugins)|on board)(?= |$)"
)
_MOVES = frozenset(
    [
        *(
            "went",
            "moved",
            "raised",
            "lifted",
            "jumped",
            "climbed",
            "bumped",
            "got",
            "updated",
            "upgraded",
            "downgraded",
        ),
        *(
            "pinned",
            "locked",
            "dropped",
            "brought",
            "goes",
            "moves",
            "is",
            "are",
            "now",
            "rose",
            "sits",
            "stands",
            "from",
        ),
    ]
)
_FETCHED = frozenset(
    [
        *("moved", "fetched", "pulled", "populated", "brought", "put", "added", "updated", "resolved", "got", "filled"),
        *("downloaded", "upgraded", "synced", "locked", "took", "restored", "picked", "gave", "delivered", "built"),
        *("supplied", "provided", "removed", "set", "linked", "finished", "completed", "refreshed", "bumped"),
    ]
)
_KEEPS = (
    r"(?:noted|stored|saved|filed|recorded|kept|written down|wrote (?:it|this|that) down|jotted|logged|memori[sz]ed|"
    r"remembered|put|entered|made a note|taken a note|took a note|taken note|added|committed to)"
)
_FOR_LATER = re.compile(
    rf"(?:^| ){_KEEPS} (?:\S+ ){{0,4}}(?:permanently|for good|for (?:the )?(?:future|later|next)|next (?:time|session)|"
    r"(?:in|into|to) (?:my|the|long-term|persistent)? ?(?:notes|memory|memories|notebook|memory store)|"
    r"as (?:a )?(?:fact|note|memory|preference))(?= |$)"
)
_A_NOTE = re.compile(
    r"(?:^| )(?:made|make|took|taken|left) (?:a |my(?:self)? a )?(?:note|notes|memo)(?: of it)?(?= |$)"
)
_KNOWS = re.compile(
    r"^(?:my |the )?(?:memory|notes|notebook|memory store) (?:now )?"
    r"(?:knows|has|holds|contains|keeps|got|took|carries|includes|says)(?= |$)"
)
_ON_FILE = re.compile(
    r"(?:^| )(?:on file|on record|written down|jotted down|kept in mind|in memory|"
    r"memory (?:is )?updated|filed|memori[sz]ed|noted|stored|remembered)(?= |$)"
)


def whereabouts_kind(clause: Clause, context: Context) -> ClaimKind | None:
    """Of a clause that says where the outcome of an act is."""
    if clause.denies() or clause.has("fail", "if"):
        return None
    return first_of(_RULES, clause, context)


def _is_culprit(clause: Clause, context: Context) -> Says:
    """`the first bad commit is 1a2b3c4`: found, not made."""
    names_commit = clause.has("commitword", "hash") or clause.says("revision", "changeset")
    return "output" if names_commit and clause.says(*_CULPRIT) and context.known.runs else None


def _in_commit(clause: Clause, context: Context) -> Says:
    """`commit 1a2b3c4`, `the change is in 1a2b3c4`, `it is in git now`."""
    if clause.has("commitword") and clause.has("hash") and len(clause.tokens) <= len(("new", "merge", "commit", "#")):
        return "committed"
    said = spoken(clause.tokens)
    if _BRANCH_HAS.search(said):
        return "committed"
    if clause.has("commitword") and _HOLDS_COMMIT.search(said):
        return "committed"
    if clause.verb_at() < 0 or (clause.has("me", "read", "push", "more") and not clause.has("be")):
        return None
    if _IN_HASH.search(said):
        return "committed"
    return "committed" if _IN_GIT.search(said) and context.known.ran_with("commit") else None


def _on_remote(clause: Clause, context: Context) -> Says:
    """`the branch is on the server`, `the remote has it`, `I sent it to origin`."""
    if clause.has("num", "more", "test", "lint", "ci") and not clause.has("git_thing"):
        return None
    if _names_file(clause, context):
        return None
    said = spoken(clause.tokens)
    if _ON_HOST.search(said) or _HOST_HAS.search(said):
        return "pushed"
    return "pushed" if _UP.search(said) and context.known.ran_with("push") else None


def _in_environment(clause: Clause, context: Context) -> Says:
    """`the dependencies are in`, `bats came in via brew`, `Svelte went from 4 to 5`."""
    if clause.has("test", "pass", "more") or _names_file(clause, context):
        return None
    said = spoken(clause.tokens)
    if _CAME_BY.search(said) or _HAVE_GOODS.search(said) or (_IN_PLACE.search(said) and clause.has("be")):
        return "installed"
    return "installed" if _is_versioned(clause, context) or _installer_did(clause) else None


def _names_file(clause: Clause, context: Context) -> bool:
    """A branch (`feat/x`) or a module (`x/net`) is none."""
    return any(
        "." in context.text_of(path).rpartition("/")[2] or context.known.state_of(context.text_of(path))
        for path in clause.paths()
    )


def _is_versioned(clause: Clause, context: Context) -> bool:
    """A package that the record installed, with its version."""
    if not context.known.installs or not clause.has("digits") or clause.has("me", "counted", "measure"):
        return False
    moves = bool(clause.said & _MOVES) or clause.verb_at() < 0
    return moves and any(_is_package(token, context) for token in clause.tokens[:4])


def _is_package(token: Token, context: Context) -> bool:
    text = context.text_of(token).lower()
    return len(text) > 2 and "digits" not in token.tags and text[0].isalpha() and context.known.installs_what(text)


def _installer_did(clause: Clause) -> bool:
    """``uv sync` populated it`."""
    return "installcmd" in clause.tokens[0].tags and not clause.said.isdisjoint(_FETCHED)


def _in_memory(clause: Clause, context: Context) -> Says:
    """`stored as fact 9`, `my memory knows it now`, `I've made a note of it`."""
    if clause.paths():
        return None
    said = spoken(clause.tokens)
    if _FOR_LATER.search(said) or _A_NOTE.search(said) or _KNOWS.search(said):
        return "saved"
    return "saved" if context.known.remembers and _ON_FILE.search(said) else None


def spoken(tokens: Sequence[Token]) -> str:
    """Words with a blank between them; `#` for a commit, `§` for other code, paths and quotations."""
    return " ".join(map(_spoken, tokens))


def _spoken(token: Token) -> str:
    if "hash" in token.tags:
        return "#"
    return "§" if token.tags & {"code", "path", "quote"} else token.text


_RULES: tuple[Rule, ...] = (_is_culprit, _in_memory, _on_remote, _in_commit, _in_environment)
