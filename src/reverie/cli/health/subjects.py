"""All that `reverie doctor` looks at, in the order it is shown."""

from .disk import examine_disk
from .folders import examine_folders
from .git import examine_git
from .keys import examine_keys
from .memory import examine_memory
from .model import examine_model
from .private import examine_private
from .python import examine_python
from .records import examine_records
from .sandbox import examine_sandbox
from .search import examine_search
from .sessions import examine_sessions
from .settings import examine_settings
from .side_by_side import Examination
from .terminal import examine_terminal

EXAMINATIONS = (
    Examination("python", examine_python),
    Examination("git", examine_git),
    Examination("search", examine_search),
    Examination("sandbox", examine_sandbox),
    Examination("terminal", examine_terminal),
    Examination("settings", examine_settings),
    Examination("keys", examine_keys),
    Examination("model", examine_model),
    Examination("folders", examine_folders),
    Examination("private", examine_private),
    Examination("disk", examine_disk),
    Examination("records", examine_records),
    Examination("sessions", examine_sessions),
    Examination("memory", examine_memory),
)
