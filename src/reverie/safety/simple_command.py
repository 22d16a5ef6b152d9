"""The words of a shell line that is ONE simple command, read by a grammar of what is allowed.

Whatever this grammar does not know is not simple: expansions, substitutions, redirections, assignments, globs, tildes,
braces, comments, operators, escapes, history, control characters, odd spaces. It need not parse the shell: it only has
to be right about the lines that it accepts, and a test holds them against bash itself.
"""

import re

MOST_CHARACTERS = 2000

# The patterns are compiled at first use (`re` keeps them): a start that runs no command must not pay for them.
# Outside quotes only ASCII stands, because bash decides by the locale what else is a blank; `~` and `^` only inside a
# word (HEAD~1, HEAD^), where bash leaves them alone.
_PLAIN = r"[A-Za-z0-9_./,:=+@%-]"
_PIECE = rf"""(?:(?<=[A-Za-z0-9])[~^]|{_PLAIN}|'[^']*'|"[^"$`\\!]*")"""
_WORD = rf"{_PIECE}+"
_LINE = rf" *{_PIECE}+(?: +{_PIECE}+)* *"
_QUOTED = r"""'([^']*)'|"([^"]*)\""""

# The first word: a leading `-` or `+` would be an option of bash itself, `%` a job, `=` an assignment.
_PROGRAM = r"[A-Za-z0-9_./][A-Za-z0-9_./,:+@%-]*"

_RESERVED_WORDS = "if then elif else fi time for in until while do done case esac coproc select function"
# Builtins that run their words as shell text (`test -v 'a[$(x)]'` too), or change what later words mean.
_BUILTINS = (
    ". source eval exec command builtin alias unalias trap enable hash fc history bind set shopt export declare "
    "typeset local readonly let read mapfile readarray printf unset getopts test wait jobs fg bg compgen complete"
)
_NOT_SIMPLE = frozenset((*_RESERVED_WORDS.split(), *_BUILTINS.split()))


def simple_argv(line: str) -> tuple[str, ...] | None:
    """The argument words that bash would run for this line, or None when it is anything but one plain command."""
    if len(line) > MOST_CHARACTERS or not line.isprintable() or not re.fullmatch(_LINE, line):
        return None
    argv = tuple(_unquoted(word[0]) for word in re.finditer(_WORD, line))
    return argv if re.fullmatch(_PROGRAM, argv[0]) and argv[0] not in _NOT_SIMPLE else None


def _unquoted(word: str) -> str:
    return re.sub(_QUOTED, lambda quoted: quoted[1] if quoted[1] is not None else quoted[2], word)
