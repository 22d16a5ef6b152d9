"""Claims of final answers: are they found, of the right kind, rightly judged by the record, and nobody falsely accused?

    python -m benchmarks.claims --data FILE [--data FILE] [--half dev|held|all] [--gold] [--find] [--misses]
                                [--json FILE]

FILE has one labelled situation a line: request, events, answer, claims, not_claims. Three tenths of the rows, drawn by
the checksum of their id, are held out: they are counted and never listed. A found claim matches a labelled one when
they share 30 % of their characters, one to one.

- not found: labelled claims that match none; of another kind counts as found here, and under `kind wrong`.
- no claims: found ones that match none.
- verdict wrong: of the matched ones.
- false accusations: found claims called unsupported or contradicted that are labelled supported, or not labelled at
  all; over supported and `not_claims`.

Arms: ours (which only finds with `--find`), a matcher of keywords, and ours with all called
supported. `--gold` adds the judge alone, which is given the labelled places and kinds (`judge.judge_found(request,
deeds, answer, found)`), and lists its misses.
"""

import argparse
import functools
import operator
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.claims_arms import LABELLED, Arm, all_supported, judging_arms, keywords, ours_finds
from benchmarks.claims_data import Situation, read_situations
from benchmarks.claims_score import Score, nothing, score
from benchmarks.measuring import percentile
from benchmarks.report import Report, Row

from reverie.conversation.claims import CLAIM_KINDS


def arms(*, gold: bool, judges: bool = True) -> dict[str, Arm]:
    """By name; ours first, which only finds unless it `judges`."""
    judging = judging_arms() if judges else {}
    ours = judging.get("reverie", ours_finds)
    judged_labels = {LABELLED: judging[LABELLED]} if gold and LABELLED in judging else {}
    return {"reverie": ours, **judged_labels, "keywords": keywords, "always supported": all_supported}


def measure(
    situations: Sequence[Situation], half: str, *, gold: bool = False, judges: bool = True
) -> tuple[list[Row], Score]:
    """The rows of one half, and our score."""
    scores, rows = {}, []
    for name, arm in arms(gold=gold, judges=judges).items():
        scores[name], times = _run(arm, situations)
        rows += _rows(half, name, scores[name], judged=judges or name != "reverie")
        if name == "reverie":
            rows += _times(half, times)
    rows += _kinds(half, scores["reverie"])
    return rows, scores[LABELLED] if gold and LABELLED in scores else scores["reverie"]


def _run(arm: Arm, situations: Sequence[Situation]) -> tuple[Score, list[float]]:
    """The sum, and milliseconds a situation."""
    found, times = [], []
    for situation in situations:
        started = time.perf_counter()
        judged = arm(situation)
        times.append((time.perf_counter() - started) * 1e3)
        found.append(score(situation, judged))
    return functools.reduce(operator.add, found, nothing()), times


def _rows(half: str, arm: str, total: Score, *, judged: bool) -> list[Row]:
    labelled, found, matched = total.labelled.total(), total.found.total(), total.matched.total()
    shares = [
        ("claims not found", labelled - matched, labelled, 8.0),
        ("found that are no claims", found - matched, found, 10.0),
        ("kind wrong", matched - total.kind_right.total(), matched, 5.0),
        ("not found with their kind", labelled - total.kind_right.total(), labelled, None),
    ]
    if judged:
        shares += [
            ("verdict wrong", matched - total.verdict_right.total(), matched, 5.0),
            ("false accusations", total.accused, total.blameless, 1.0),
        ]
    return [
        Row(f"{half}: {what}", _share(of, every), "%", every, arm=arm, budget=budget if arm == "reverie" else None)
        for what, of, every, budget in shares
    ]


def _kinds(half: str, total: Score) -> list[Row]:
    """What of a kind is not found, or not as that kind; and, when judged, is judged wrong."""
    rows = []
    for kind in CLAIM_KINDS:
        labelled, right = total.labelled[kind], total.kind_right[kind]
        if labelled:
            missed = f"{half}: {kind} not found with its kind (of {labelled})"
            rows.append(Row(missed, _share(labelled - right, labelled), "%", labelled, arm="reverie"))
        if total.verdict_right:
            wrong = total.matched[kind] - total.verdict_right[kind]
            judged = f"{half}: {kind} judged wrong (of {total.matched[kind]})"
            rows.append(Row(judged, _share(wrong, total.matched[kind]), "%", total.matched[kind], arm="reverie"))
    return rows


def _times(half: str, times: Sequence[float]) -> list[Row]:
    return [
        Row(f"{half}: a turn, p50", statistics.median(times), "ms", len(times), arm="reverie"),
        Row(f"{half}: a turn, p99", percentile(times, 99), "ms", len(times), arm="reverie", budget=5.0),
    ]


def _share(of: int, every: int) -> float:
    return 100 * of / every if every else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, action="append", required=True, metavar="FILE", help="repeatable")
    parser.add_argument("--half", choices=("dev", "held", "all"), default="dev", help="which rows (default dev)")
    parser.add_argument("--gold", action="store_true", help="also judge the labelled claims")
    parser.add_argument("--find", action="store_true", help="only find claims, judge none")
    parser.add_argument("--misses", action="store_true", help="list what is wrong, of dev rows only")
    parser.add_argument("--json", metavar="FILE", help="write JSON to FILE, or to standard output for -")
    flags = parser.parse_args()
    situations = read_situations(flags.data)
    halves = {
        "dev": [one for one in situations if not one.is_held_out],
        "held": [one for one in situations if one.is_held_out],
    }
    rows: list[Row] = []
    misses: list[str] = []
    for half in halves if flags.half == "all" else (flags.half,):
        measured, total = measure(halves[half], half, gold=flags.gold, judges=not flags.find)
        rows += measured
        misses += total.misses if half == "dev" else ()
    Report("Claims", tuple(rows), ("`runs` of a row is how many it is a share of.",)).show(flags.json)
    if flags.misses:
        print("\n".join(misses))


if __name__ == "__main__":
    main()
