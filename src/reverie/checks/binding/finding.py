"""Finding the predicates that a text makes about a codebase: the one way in.

Each sentence is looked at by every form. A form yields what the words say, whether it holds or not, as far as the
names in it can be of this project at all; what they only touch upon is a mention.
"""

from collections.abc import Callable, Iterator

from reverie.checks.candidate import Candidate
from reverie.checks.check import AnyCheck
from reverie.code.codebase import Codebase

from .forms.absence import find_absent
from .forms.bodies import find_bodies
from .forms.commands import find_commands
from .forms.dependencies import find_dependencies
from .forms.exports import find_exports
from .forms.literals import find_literals
from .forms.messages import find_messages
from .forms.parameters import find_parameters
from .forms.paths import find_paths
from .forms.phrases import find_phrases
from .forms.releases import find_releases
from .forms.settings import find_settings
from .forms.signatures import find_signatures
from .forms.symbols import find_imports, find_symbols
from .forms.values import find_values
from .forms.version import find_version
from .forms.words import find_words
from .names import Names
from .prose import sentences_of, with_plain_names
from .scene import Scene

FORMS: tuple[tuple[str, Callable[[Scene], Iterator[Candidate]]], ...] = (
    ("a value changes more often than anything else that notes say", find_values),
    ("configuration is what notes quote most exactly", find_settings),
    ("the project's own version changes with every release", find_version),
    ("parameters fall before their function does, so they are looked for first", find_signatures),
    ("one parameter is what most notes about a function are about", find_parameters),
    ("versions are raised at every other release", find_dependencies),
    ("versions also stand where no manifest declares them", find_releases),
    ("what is offered to others is the contract that notes rely on", find_exports),
    ("what is said to be gone must not be taken for what is there", find_absent),
    ("a command names a target, a script or an environment of a file", find_commands),
    ("a name is there, or was where it is said to be", find_symbols),
    ("a path is the commonest thing that notes name, and the first to go", find_paths),
    ("what a function raises and calls changes before its name does", find_bodies),
    ("people write names as words, and their values beside them", find_phrases),
    ("a literal that stands in the code is better than no check at all", find_literals),
    ("an identifier that nothing defines is used somewhere", find_words),
    ("messages are quoted as they are", find_messages),
)
"""The sentence forms, the most specific first, each with its reason."""


MOST_PIECES = 40
LONGEST = 1_200
"""Characters. What has more is a table or a dump, and nobody's statement; the forms would look at it for seconds."""


def find_candidates(text: str, codebase: Codebase) -> tuple[Candidate, ...]:
    """The predicates that the sentences of a text make, in their order; of equal ones the stronger."""
    names = Names(codebase)
    found: dict[tuple[AnyCheck, int], Candidate] = {}
    before: Scene | None = None
    for sentence in sentences_of(text):
        if len(sentence.pieces) > MOST_PIECES or sentence.span.end - sentence.span.start > LONGEST:
            continue
        is_same_paragraph = before is not None and before.sentence.paragraph == sentence.paragraph
        sentence = with_plain_names(sentence, text, names.is_plain_name)
        scene = Scene(sentence, names, before if is_same_paragraph else None)
        for candidate in _in_sentence(scene):
            key = (candidate.check, candidate.span.start)
            if key not in found or (found[key].strength, candidate.strength) == ("mention", "claim"):
                found[key] = candidate
        before = scene
    return tuple(found.values())


def _in_sentence(scene: Scene) -> Iterator[Candidate]:
    forms = (find_commands, find_imports) if scene.sentence.role == "code" else [form for _, form in FORMS]
    for form in forms:
        yield from form(scene)
