"""Git, other version control, and the forges."""

from reverie.quality.runs.programs.values import Tool, program, verbs, words

_COMMIT_TAKES = words(
    "-m --message -F --file -C --reuse-message -c --author --date --fixup --squash --trailer --cleanup -t --template"
)
_DRY = words("-n --dry-run")
_GIT = {
    **verbs(
        "git",
        state="status log branch remote rev-parse config describe ls-files ls-remote ls-tree shortlog reflog "
        "for-each-ref rev-list name-rev count-objects worktree var version symbolic-ref merge-base check-ignore cherry",
        read="diff show blame cat-file annotate range-diff difftool whatchanged",
        search="grep",
        other="merge rebase pull fetch cherry-pick switch am bisect gc submodule notes init clone lfs sparse-checkout "
        "update-index checkout",
    ),
    **verbs("git", {"dry": _DRY}, delete="rm", move="mv", other="add"),
    "commit": Tool("git commit", "commit", takes=_COMMIT_TAKES, dry=words("--dry-run")),
    "push": Tool("git push", "push", takes=words("-o --push-option --repo --receive-pack"), dry=_DRY),
    "tag": Tool(
        "git tag",
        "tag",
        takes=words("-m --message -F --file -u --local-user"),
        changes={"-l": "state", "--list": "state", "-n": "state", "--contains": "state", "--points-at": "state"},
    ),
    "clean": Tool("git clean", "delete", takes=words("-e"), dry=_DRY),
    "restore": Tool("git restore", "revert", takes=words("-s --source"), changes={"--staged": "other", "-S": "other"}),
    "reset": Tool("git reset", "other", changes={"--hard": "revert", "--merge": "revert", "--keep": "revert"}),
    "revert": Tool("git revert", "revert", takes=words("-m --mainline")),
    "stash": Tool(
        "git stash",
        "revert",
        operands=False,
        verbs=verbs("git stash", state="list", read="show", other="pop apply branch", delete="drop clear"),
    ),
    "apply": Tool("git apply", "other", dry=words("--check --stat --numstat --summary")),
}
_PR = {
    "create": Tool("gh pr create", "pull_request", operands=False, dry=words("--dry-run")),
    **verbs("gh pr", state="view list status checks diff", other="merge close edit comment ready review"),
}
_MR = {
    "create": Tool("glab mr create", "pull_request", operands=False),
    **verbs("glab mr", state="view list", other="merge"),
}
_JJ = {
    **verbs("jj", commit="commit describe", state="st status log", read="diff show"),
    "git": Tool("jj git", "other", verbs={"push": Tool("jj git push", "push", dry=words("--dry-run"))}),
}

GIT: dict[str, Tool] = {
    "git": Tool("git", "other", takes=words("-C -c --git-dir --work-tree --exec-path"), verbs=_GIT),
    "gh": Tool(
        "gh",
        "other",
        verbs={
            "pr": Tool("gh pr", "other", takes=words("-R --repo"), verbs=_PR),
            "release": program("gh release", tag="create", state="list view"),
            "run": program("gh run", "state", state="watch view list", other="rerun"),
            "issue": program("gh issue", state="view list", other="create close comment"),
            "workflow": program("gh workflow", state="list view", other="run"),
        },
    ),
    "glab": Tool("glab", "other", verbs={"mr": Tool("glab mr", "other", verbs=_MR), "ci": Tool("glab ci", "state")}),
    "hub": Tool("hub", "other", verbs={"pull-request": Tool("hub pull-request", "pull_request", operands=False)}),
    "jj": Tool("jj", "other", verbs=_JJ),
    "hg": program("hg", commit="commit", push="push", state="status log", read="diff", revert="revert"),
    "svn": program("svn", commit="commit ci=commit", state="status info log", read="diff", revert="revert"),
    "gt": program("gt", pull_request="submit", commit="create modify", state="log"),
}
