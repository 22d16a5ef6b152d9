"""A rewind that is killed at each of its steps: every file old or new, and the session can go on or back from there."""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reverie.agent.rewind import restoring, rewinding
from reverie.agent.rewind.preview import preview
from reverie.agent.rewind.rewinding import rewind
from reverie.agent.rewind.settling import settle
from reverie.transcripts.history import lost_results
from tests.agent.rewinding import ID, Scene, Ticking

CHANGING = {"open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "os.chown", "os.truncate"}
OLD = {"a": "two\n", "b": "new\n", "c": None, "d/e": "deep two\n"}
NEW = {"a": "one\n", "b": None, "c": "gone before\n", "d/e": "deep one\n"}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session in which going back to turn 4 writes two files, deletes one and makes one again."""
    folder = tmp_path_factory.mktemp("template")
    scene = Scene(folder)
    scene.write("a", "one\n")
    scene.write("d/e", "deep one\n")
    scene.write("c", "gone before\n")
    scene.write("a", "two\n")
    scene.write("d/e", "deep two\n")
    scene.write("b", "new\n")
    scene.back(scene.turn_point(3), "files")  # takes all but the first two back, and deletes c
    scene.write("a", "two\n")
    scene.write("d/e", "deep two\n")
    scene.write("b", "new\n")
    assert contents(scene) == OLD
    scene.file.close()
    return folder


def contents(scene: Scene) -> dict[str, str | None]:
    return {path: scene.content(path) for path in OLD}


def opened(folder: Path) -> Scene:
    """The session, gone on with in another process."""
    scene = Scene.__new__(Scene)
    scene.root, scene.sessions, scene.clock = folder / "project", folder / "sessions", Ticking()
    scene.resume(ID)
    return scene


def back(scene: Scene) -> None:
    """The rewind under test: to just before the rewind that deleted c, and what came before it."""
    done = rewind(scene.session, scene.file, preview(scene.transcript, scene.root, scene.turn_point(4), "both"))
    assert not done.problem and not done.refused, done


class KillAt:
    """Ends this process before the step of a number; counts what reaches the disk."""

    def __init__(self, step: int) -> None:
        self._left = step
        self._write, self._fsync = os.write, os.fsync

    def arm(self) -> None:
        sys.addaudithook(self._audit)
        os.write, os.fsync = self._stepping(self._write), self._stepping(self._fsync)

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in CHANGING and not (event == "open" and arguments[2] & os.O_ACCMODE == os.O_RDONLY):
            self._step()

    def _stepping(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def stepping(*arguments: Any) -> Any:
            self._step()
            return call(*arguments)

        return stepping

    def _step(self) -> None:
        self._left -= 1
        if not self._left:
            os.kill(os.getpid(), signal.SIGKILL)


def killed(act: Callable[[], None], step: int) -> bool:
    """Run something in a child that is killed before a step of it; False when it ended before."""
    child = os.fork()
    if not child:
        status = 1
        try:
            KillAt(step).arm()
            act()
            status = 0
        finally:
            os._exit(status)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def crashes(template: Path, folder: Path, act: Callable[[Scene], None]) -> Iterator[Path]:
    """The folders that kills at each step leave."""
    step = 0
    was_killed = True
    while was_killed:
        step += 1
        left = folder / str(step)
        shutil.copytree(template, left)
        was_killed = killed(lambda left=left: act(opened(left)), step)  # type: ignore[misc]
        yield left
    assert step > 1


def check(left: Path, folder: Path) -> None:
    """Each file is old or new; from here the rewind can be gone on with, and taken back."""
    for end, way in ((NEW, go_on), (OLD, take_back)):
        copy = folder / f"{left.name}-{way.__name__}"
        shutil.copytree(left, copy)
        scene = opened(copy)
        for path, content in contents(scene).items():
            assert content in (OLD[path], NEW[path]), f"{path} is neither old nor new"
        assert lost_results(scene.session.history.messages, {}) is None
        settle(scene.session, scene.file)
        assert settle(scene.session, scene.file) == ""
        way(scene)
        assert contents(scene) == end, way.__name__
        assert not [each for each in scene.root.rglob("*") if each.name.startswith(".")]
        scene.file.close()


def go_on(scene: Scene) -> None:
    if contents(scene) != NEW:
        done = scene.back(scene.turn_point(4))
        assert not done.refused and not done.problem


def take_back(scene: Scene) -> None:
    """Undo rewinds, the newest first, until the first one, which the template holds."""
    for point in [each for each in scene.points() if each.kind == "rewind"][:-1]:
        done = scene.back(point)
        assert not done.refused and not done.problem


def test_a_kill_at_each_step_loses_nothing(template: Path, tmp_path: Path) -> None:
    steps = 0
    for left in crashes(template, tmp_path, back):
        check(left, tmp_path)
        steps += 1
    assert steps > 30


def test_a_kill_while_it_is_settled_loses_nothing(template: Path, tmp_path: Path) -> None:
    middle = next(left for left in crashes(template, tmp_path, back) if half_done(left))
    (tmp_path / "settling").mkdir()
    for left in crashes(middle, tmp_path / "settling", lambda scene: assert_said(scene)):
        check(left, tmp_path / "settling")


def half_done(left: Path) -> bool:
    scene = opened(left)
    scene.file.close()
    return contents(scene) not in (OLD, NEW)


def assert_said(scene: Scene) -> None:
    assert settle(scene.session, scene.file).startswith("a rewind was cut off after 1 of 4 files")


def unrecorded(*arguments: object) -> None: ...


def torn(path: Path, content: bytes, status: os.stat_result) -> None:
    """A write in place."""
    descriptor = os.open(path, os.O_WRONLY | os.O_TRUNC)
    os.write(descriptor, content)
    os.close(descriptor)


@pytest.mark.parametrize(
    ("module", "name", "broken", "found"),
    [
        (rewinding, "begin", unrecorded, r"refused|\.new"),
        (restoring, "replace_content", torn, "neither old nor new"),
    ],
    ids=["nothing written down before", "files written in place"],
)
def test_the_check_finds_a_rewind_that_is_not_safe(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, broken: Any, found: str
) -> None:
    with pytest.raises(AssertionError, match=found):
        for left in crashes(template, tmp_path, lambda scene: back_by(scene, monkeypatch, module, name, broken)):
            check(left, tmp_path)


def back_by(scene: Scene, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, broken: Any) -> None:
    """In the child alone."""
    monkeypatch.setattr(module, name, broken)
    back(scene)
