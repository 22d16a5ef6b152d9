"""What a benchmark hands back: rows of numbers with their budgets, as a table for people and JSON for programs."""

import os
import platform
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

_HEAD = "| what | value | lowest | ratio | budget | runs |"


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """One measured number. `runs` is how many measurements `value`, mostly their median, comes from.

    `lowest` is the smallest of them: nearest to what a quiet machine shows. `ratio` is to what `of` says. `budget` is
    in the unit of the value, or in times when `budget_of` is `ratio`. `arm` is what was measured, where several are
    compared measure by measure.
    """

    what: str
    value: float
    unit: str
    runs: int
    lowest: float | None = None
    ratio: float | None = None
    of: str = ""
    budget: float | None = None
    budget_of: str = "value"
    arm: str = ""

    @property
    def holds(self) -> bool | None:
        measured = self.ratio if self.budget_of == "ratio" else self.value
        return None if self.budget is None or measured is None else measured <= self.budget


def median_row(what: str, values: Sequence[float], unit: str, **more: object) -> Row:
    """A row with the median of the values."""
    measured = {"value": statistics.median(values), "lowest": min(values), "runs": len(values)}
    return msgspec.convert({"what": what, "unit": unit, **measured, **more}, Row)


class Report(msgspec.Struct, frozen=True):
    """A benchmark's outcome: a table for people, JSON for programs."""

    benchmark: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    def show(self, json_to: str | None) -> None:
        """Print the table, and write JSON to a path or, for `-`, to standard output in place of the table."""
        if json_to != "-":
            print(self.table())
        if json_to is not None:
            text = msgspec.json.format(msgspec.json.encode(self._with_machine()), indent=1).decode() + "\n"
            if json_to == "-":
                sys.stdout.write(text)
            else:
                Path(json_to).write_text(text)

    def table(self) -> str:
        """A Markdown table, then the notes. Where rows have arms, these are its columns."""
        lines = [f"## {self.benchmark}", "", *matrix(self.rows)] if self._has_arms else self._list()
        return "\n".join([*lines, "", *(f"{note}  " for note in self.notes), _machine_line()])

    @property
    def _has_arms(self) -> bool:
        return any(row.arm for row in self.rows)

    def _list(self) -> list[str]:
        lines = [
            f"## {self.benchmark}",
            "",
            "| what | value | lowest | ratio | budget | runs |",
            "|---|---|---|---|---|---|",
        ]
        return [*lines, *map(_line, self.rows)]

    def _with_machine(self) -> dict[str, object]:
        rows = [msgspec.to_builtins(row) | {"holds": row.holds} for row in self.rows]
        return {"benchmark": self.benchmark, "machine": _machine(), "rows": rows, "notes": self.notes}


def matrix(rows: Sequence[Row]) -> list[str]:
    """The lines of a table with a row for each measure and a column for each arm."""
    arms = list(dict.fromkeys(row.arm for row in rows))
    found = {(row.what, row.arm): row for row in rows}
    lines = [f"| what | {' | '.join(arms)} | budget |", "|---" * (len(arms) + 2) + "|"]
    for what in dict.fromkeys(row.what for row in rows):
        cells = [_cell(found[what, arm]) if (what, arm) in found else "" for arm in arms]
        judged = [row for arm in arms if (row := found.get((what, arm))) and row.budget is not None]
        lines.append(f"| {what} | {' | '.join(cells)} | {_budget(judged)} |")
    return lines


def _cell(row: Row) -> str:
    ratio = "" if row.ratio is None else f" ({row.ratio:.2f} ×)"
    return f"{_number(row.value, row.unit)} {row.unit}{ratio}"


def _budget(rows: Sequence[Row]) -> str:
    """What is wanted of the arms that are judged, and which of them miss it."""
    if not rows:
        return ""
    wanted = f"{rows[0].budget:g}" + (" ×" if rows[0].budget_of == "ratio" else "")
    missed = [row.arm for row in rows if not row.holds]
    return f"≤ {wanted}: " + (f"MISSED by {', '.join(missed)}" if missed else "holds")


def _line(row: Row) -> str:
    ratio = "" if row.ratio is None else f"{row.ratio:.2f} × {row.of}".strip()
    budget = ""
    if row.budget is not None:
        wanted = f"{row.budget:g} ×" if row.budget_of == "ratio" else f"{row.budget:g} {row.unit}"
        budget = f"≤ {wanted}: {'holds' if row.holds else 'MISSED'}"
    lowest = "" if row.lowest is None else _number(row.lowest, row.unit)
    return f"| {row.what} | {_number(row.value, row.unit)} {row.unit} | {lowest} | {ratio} | {budget} | {row.runs} |"


def _number(value: float, unit: str) -> str:
    is_whole = unit in ("tokens", "characters", "turn", "times") or unit.startswith("of ")
    digits = 0 if is_whole else 2 if value < 10 else 1
    return f"{value:,.{digits}f}"


def _machine() -> dict[str, object]:
    load = os.getloadavg()[0]
    return {
        "system": platform.system(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": round(load, 1),
    }


def _machine_line() -> str:
    machine = _machine()
    return (
        f"{machine['system']} {machine['machine']}, {machine['cores']} cores (load {machine['load']} at the end), "
        f"Python {machine['python']}"
    )
