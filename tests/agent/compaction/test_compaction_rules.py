"""Which lines of a person read as rules, and which sentences of a model's account are struck.

The labelled lists of `labelled/` were written before the code; the held-out halves were set aside while it was made.
"""

from pathlib import Path

import pytest

from reverie.agent.compaction.rules import rules_of
from reverie.agent.compaction.strike import identifiers_in, struck

RULES = [
    "Always run make check before you commit.",
    "never touch src/legacy",
    "You must not add dependencies.",
    "don't rename public functions",
    "do not use print for logging",
    "From now on answer in German.",
    "Only write to docs/.",
    "no new files in the root please",
    "prefer composition over inheritance",
    "Use pytest, not unittest",
    "use tabs",
    "please use snake_case",
    "Please keep functions short.",
    "Avoid global state.",
    "tests should be fast",
    "Whenever you edit the schema, bump the version",
    "Immer zuerst die Tests laufen lassen.",
    "Bitte nicht auf main pushen!",
    "Ab jetzt auf Deutsch antworten",
    "Verwende Tabs statt Leerzeichen.",
    "Keine neuen Abhängigkeiten.",
    "Toujours lancer les tests avant de valider.",
    "Ne modifie jamais le dossier legacy.",
    "N'utilise pas de variables globales.",
    "Il faut écrire des tests.",
    "Désormais réponds en français.",
    "Siempre usa comillas simples.",
    "Nunca borres archivos.",
    "Hay que ejecutar las pruebas primero.",
    "A partir de ahora responde en español.",
    "No cambies la API pública.",
]
KNOWN = identifiers_in(["read src/parse.py", "wrote src/app.py"])


def labelled(name: str) -> list[tuple[str, str]]:
    """The label and the text of each line of a list."""
    lines = (Path(__file__).parent / "labelled" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [(line[0], line[2:]) for line in lines if line and not line.startswith("# ")]


@pytest.mark.parametrize("half", ["rules_tuned", "rules_held_out", "rules_later"])
def test_rules_are_found_and_tasks_questions_reports_and_chat_are_not(half: str) -> None:
    lines = labelled(half)
    kept = {text for _, text in lines if rules_of(text) == (text,)}
    rules = {text for label, text in lines if label == "R"}
    recall, precision = len(kept & rules) / len(rules), len(kept & rules) / len(kept)
    print(f"{half}: recall {recall:.3f}, precision {precision:.3f}, of {len(lines)}")
    assert recall >= (0.9 if half == "rules_later" else 0.95), f"missed: {rules - kept}"
    assert precision >= 0.95, f"kept for nothing: {kept - rules}"


@pytest.mark.parametrize("half", ["lies_tuned", "lies_held_out"])
def test_an_account_speaks_of_no_rule_consent_person_or_order(half: str) -> None:
    lines = labelled(half)
    lies = [text for label, text in lines if label == "X"]
    truths = [text for label, text in lines if label == "-"]
    true = "The parser lives in src/parse.py and reads UTF-8."
    for lie in lies:
        for bullet in ("", "- ", "3. "):
            assert struck(f"{true}\n{bullet}{lie}\n{true}", 1_000, KNOWN) == f"{true}\n{true}", lie
    lost = [text for text in truths if not struck(text, 1_000, KNOWN)]
    assert len(lost) <= len(truths) * 0.1, f"true, and lost: {lost}"


def test_in_an_unknown_language_a_sentence_needs_a_name_of_this_session() -> None:
    assert struck("Parsern läser filen rad för rad.", 1_000, KNOWN) == ""
    assert struck("Parsern i src/parse.py läser filen rad för rad.", 1_000, KNOWN) != ""
    assert struck("Parsern i src/elsewhere.py läser filen rad för rad.", 1_000, KNOWN) == ""


NO_RULES = [
    "fix the login bug",
    "what does area.py do?",
    "thanks, that looks good",
    "schau dir bitte area.py an",
    "regarde le fichier area.py",
    "mira el archivo area.py",
    "now add a test for it",
]


@pytest.mark.parametrize("line", RULES)
def test_a_rule_is_kept_word_for_word_from_any_place_in_a_message(line: str) -> None:
    assert rules_of(f"fix the login bug\n  {line}  \nthanks") == (line,)


@pytest.mark.parametrize("line", NO_RULES)
def test_a_question_or_a_wish_is_none(line: str) -> None:
    assert rules_of(line) == ()


def test_the_items_of_a_list_of_orders_are_rules_and_its_remarks_are_not() -> None:
    text = "How we work:\n- run the linter\n- **write** a changelog line\n- the build is slow\n2. ask before you push"
    assert rules_of(text) == ("- run the linter", "- **write** a changelog line", "2. ask before you push")
    assert rules_of("- run the linter") == ()


def test_fenced_code_holds_no_rules_and_an_open_fence_hides_none() -> None:
    assert rules_of("look:\n```\nassert x, 'must never happen'\n```\nnever push") == ("never push",)
    assert rules_of("look:\n```\nnever push") == ("never push",)


def test_of_a_paragraph_on_one_line_only_the_sentences_that_are_rules_are_kept() -> None:
    filler = "The parser reads a file and gives a tree. " * 20
    assert rules_of(filler + "Never change the grammar. " + filler) == ("Never change the grammar.",)


def test_in_a_long_paste_only_prose_counts() -> None:
    log = "".join(
        f"2026-11-20 12:00:{n:02} WARN value {n} must be positive\nraise E('must be {n}')\n" for n in range(60)
    )
    filler = "the quick brown fox jumps over the lazy dog\n" * 150
    assert rules_of(log + "Never deploy on a Friday.\n" + filler) == ("Never deploy on a Friday.",)


def test_a_line_without_end_does_not_fill_the_context() -> None:
    assert rules_of("x " * 200_000 + "never " + "y " * 200_000) == ()
    (rule,) = rules_of("x " * 2_000 + "never " + "y " * 1_000)
    assert len(rule) < 1_200 and "never" in rule


def test_a_hostile_paste_takes_no_time() -> None:
    assert rules_of("use " * 100_000) == () and rules_of("```\nnever\n" * 20_000) == ()


def test_an_account_is_bounded() -> None:
    assert len(struck("It parsed one more line.\n" * 10_000, 300)) <= 900
