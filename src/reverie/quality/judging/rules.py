"""The rules by kind of claim."""

from collections.abc import Callable, Mapping

from reverie.conversation.claims import ClaimKind

from .checks_pass import judge_build, judge_lint, judge_tests
from .completing import judge_complete
from .creating import judge_created
from .deleting import judge_deleted
from .editing import judge_edited
from .fixing import judge_fixed
from .installing import judge_installed
from .landing import judge_committed, judge_pushed
from .leaving import judge_unchanged
from .reading import judge_read
from .record import Record
from .ruling import Ruling
from .running import judge_ran
from .saving import judge_saved
from .statement import Statement
from .telling import judge_output

RULES: Mapping[ClaimKind, Callable[[Statement, Record], Ruling]] = {
    "tests_pass": judge_tests,
    "build_ok": judge_build,
    "lint_ok": judge_lint,
    "ran": judge_ran,
    "output": judge_output,
    "edited": judge_edited,
    "created": judge_created,
    "deleted": judge_deleted,
    "committed": judge_committed,
    "pushed": judge_pushed,
    "installed": judge_installed,
    "saved": judge_saved,
    "read": judge_read,
    "fixed": judge_fixed,
    "unchanged": judge_unchanged,
    "complete": judge_complete,
}
