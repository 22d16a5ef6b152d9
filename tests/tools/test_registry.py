import subprocess
import sys
import textwrap
from pathlib import Path

from tests.tools.calling import LIMITS

from reverie.tools.means import Means
from reverie.tools.registry import TOOL_NAMES, open_tools
from reverie.tools.workspace import Workspace


def test_the_named_tools_come_in_their_order(tmp_path: Path) -> None:
    tools = open_tools(Means(Workspace(tmp_path)), limits=LIMITS, names=["edit", "read"])
    assert [tool.spec.name for tool in tools] == ["edit", "read"]


def test_opening_all_tools_imports_nothing_heavy(tmp_path: Path) -> None:
    program = textwrap.dedent(
        """
        import asyncio, sys
        from pathlib import Path
        from reverie.conversation.truncation import Limits
        from reverie.tools import means, registry
        before = set(sys.modules)
        assert "reverie.tools.shell" not in sys.modules
        registry.open_tools(means.Means(means.Workspace(Path(sys.argv[1]))), limits=Limits(10, 1000))
        print(*set(sys.modules) - before)
        """
    )
    run = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert {f"reverie.tools.{name}" for name in TOOL_NAMES} <= loaded
    assert not loaded & {"httpx2", "html.parser", "difflib", "tempfile", "shutil", "json"}
