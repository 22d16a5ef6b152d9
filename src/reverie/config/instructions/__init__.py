"""Instruction files: what a person, and a repository they trust, wants every session to know.

`load` reads those that hold everywhere, `nested` those of folders below the root; `imports` finds what a text pulls in
and `reach` says how far that may lead; `collection` reads each file once.
"""

from .load import claude_file, load_instructions, repository_files
from .nested import NestedInstructions
from .values import MOST_BYTES, MOST_DEPTH, MOST_TOTAL_BYTES, InstructionFile, Instructions

__all__ = [
    "MOST_BYTES",
    "MOST_DEPTH",
    "MOST_TOTAL_BYTES",
    "InstructionFile",
    "Instructions",
    "NestedInstructions",
    "claude_file",
    "load_instructions",
    "repository_files",
]
