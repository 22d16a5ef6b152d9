"""Runs: the commands of a record cut into simple ones, each with its purpose, its scope and how it really ended."""

from reverie.quality.runs.lines import Lines
from reverie.quality.runs.reading import runs_of
from reverie.quality.runs.values import Counts, Ending, Purpose, Run

__all__ = ["Counts", "Ending", "Lines", "Purpose", "Run", "runs_of"]
