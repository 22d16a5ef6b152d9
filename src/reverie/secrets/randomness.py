"""Whether a value is random: a key rather than a word, a name, a path or a date."""

from itertools import pairwise

from .late import Late
from .word_list import word_list

_COMMON = word_list(
    """
    th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro
    ic ne ea ra ce li ch ll be ma si om ur ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr ly nc et ut ss so
    rs un lo wa ge ie wh ee wi em ad ol rt po we na ul ni ts mo ow pa im mi ai sh ir su id os iv ia am fi ci vi pl
    ig tu ev ld ry mp fe bl ab gh ty op wo sa ay ex ke fr oo av ag if ap gr od bo sp rd do uc bu ei ov by rm ep tt
    oc fa ef cu rn sc gi da yo cr cl du ga qu ue ff ba ey ls va um pp ua up lu go ht ru ug ds lt pi rc rr eg au ck
    ew mu br bi pt ak pu ui rg ib tl ny ki rk ys ob mm fu ph og ms ye ud mb ip ub oi rl gu dr hr cc tw ft wn nu af
    hu nn eo vo rv nf xp gn sm fl iz ok nl my gl aw ju oa eq sy sl ps jo lf nv je nk kn gs dy hy ze ks xt bs ik dd
    ix xi sk
    """
)
"""Pairs of letters that words are made of, the most frequent first (Norvig, "English Letter Frequency Counts")."""
_PIECE = Late(r"[A-Za-z0-9]+")
_RUN = Late(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")
_HEX = Late(r"(?:0x)?[0-9a-f]+|(?:0x)?[0-9A-F]+")
_UUID = Late(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_MOST_WORDS = 0.5


def is_random(value: str, least: int) -> bool:
    """Whether a value of at least so many characters looks drawn by a machine: letters with digits, and few words.

    Letters alone count when they mix cases, or are many, and make no words.
    """
    letters = sum(character.isalpha() for character in value)
    digits = sum(character.isdigit() for character in value)
    if len(value) < least or letters + digits < 0.6 * len(value) or not letters:
        return False
    if _HEX.pattern.fullmatch(value) and digits:
        return len(value) >= max(least, 12)
    return (digits > 0 or _mixes_cases(value) or len(value) >= 20) and share_of_words(value) < _MOST_WORDS


def is_uuid(value: str) -> bool:
    return _UUID.pattern.fullmatch(value) is not None


def is_wordy(value: str) -> bool:
    """Whether it is made of words alone, as names and sentences are: `forgot-password`, `DbConnection`."""
    return share_of_words(value) > 0.9


def share_of_words(value: str) -> float:
    """The part of the letters and digits, 0 to 1, that stands in words."""
    total = words = 0
    for piece in _PIECE.pattern.findall(value):
        total += len(piece)
        words += _in_words(piece)
    return words / total if total else 1.0


def _in_words(piece: str) -> int:
    """Characters of words in one piece between separators; a short one alone (`v2`, `my`, `2024`) is a word, too."""
    if len(piece) <= 2 or (len(piece) <= 4 and piece.isdigit()):
        return len(piece)
    return sum(len(run) for run in _RUN.pattern.findall(piece) if _is_word(run, piece))


def _is_word(run: str, piece: str) -> bool:
    if run.isdigit() or len(run) < 3 or (len(run) == 3 and run != piece):
        return False
    low = run.lower()
    pairs = [low[at : at + 2] in _COMMON for at in range(len(low) - 1)]
    return sum(pairs) >= 0.7 * len(pairs)


def mixes_all(value: str) -> bool:
    """Whether it has small letters, capitals and digits."""
    return any(map(str.islower, value)) and any(map(str.isupper, value)) and any(map(str.isdigit, value))


def _mixes_cases(value: str) -> bool:
    """More changes between small and capital letters than a name in camel case has."""
    letters = [character for character in value if character.isalpha()]
    changes = sum(one.isupper() != other.isupper() for one, other in pairwise(letters))
    return changes >= 0.25 * len(letters)
