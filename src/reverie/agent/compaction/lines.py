"""One line for each entry of a digest, as the model reads it."""

from reverie.conversation.digest import Changed, Gone, Left, Refused, Said, Tried

from .left_out import place


def quote_line(said: Said) -> str:
    return f"- “{said.text}” ({place(said.line, said.session)})"


def tried_line(tried: Tried) -> str:
    times = f"{tried.times} times, last " if tried.times > 1 else ""
    return f"- tried {tried.what}, {_failed(tried.why)} ({times}{place(tried.line, tried.session)})"


def refused_line(refused: Refused) -> str:
    return f"- {refused.what} ({place(refused.line, refused.session)}):"


def denied_line(denied: Tried) -> str:
    times = f"{denied.times} times, last " if denied.times > 1 else ""
    return f"- {denied.what}: {denied.why or 'denied'} ({times}{place(denied.line, denied.session)})"


def changed_line(changed: Changed) -> str:
    return f"- `{changed.path}` +{changed.added} −{changed.removed} ({place(changed.line, changed.session)})"


def left_line(left: Left) -> str:
    return f"- {left.what}: {place(left.line, left.session)}"


def gone_line(gone: Gone, what: str) -> list[str]:
    """The line that counts what was let go; none when nothing was."""
    if not gone.count:
        return []
    where = f", lines {gone.first}-{gone.last}" if gone.first else ""
    return [f"- … and {gone.count:,} older {what}{where}"]


def _failed(why: str) -> str:
    return f"failed: {why}" if why else "failed"
