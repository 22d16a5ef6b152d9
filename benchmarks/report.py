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
    in the unit of the value, or in times when `budget_of` is `ratio`.
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
        """A Markdown table, then the notes."""
        lines = [
            f"## {self.benchmark}",
            "",
            "| what | value | lowest | ratio | budget | runs |",
            "|---|---|---|---|---|---|",
        ]
        lines += [_line(row) for row in self.rows]
        return "\n".join([*lines, "", *(f"{note}  " for note in self.notes), _machine_line()])

    def _with_machine(self) -> dict[str, object]:
        rows = [msgspec.to_builtins(row) | {"holds": row.holds} for row in self.rows]
        return {"benchmark": self.benchmark, "machine": _machine(), "rows": rows, "notes": self.notes}


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
