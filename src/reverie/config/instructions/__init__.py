"""Instruction files: what a person, and a repository they trust, wants every session to know.

`load` reads those that hold everywhere, `nested` those of folders below the root; `imports` finds what a text pulls in
and `reach` says how far that may lead; `collection` reads each file once.
"""

from .load import claude_file as claude_file
from .load import load_instructions as load_instructions
from .load import repository_files as repository_files
from .nested import NestedInstructions as NestedInstructions
from .values import MOST_BYTES as MOST_BYTES
from .values import MOST_DEPTH as MOST_DEPTH
from .values import MOST_TOTAL_BYTES as MOST_TOTAL_BYTES
from .values import InstructionFile as InstructionFile
from .values import Instructions as Instructions
