"""Going back takes the changes of sub-sessions along, in the order in which they were made."""

from pathlib import Path

from reverie.conversation.events import CallFinished
from reverie.conversation.messages import AssistantMessage, CallPart, TextPart, user_text
from reverie.conversation.record import RanTask
from tests.agent.rewinding import Scene

IDS = [f"01JD4K8ZQ5T7ABCDEFGHJKM0{number:02}" for number in range(10, 20)]
MAIN = "01JD4K8ZQ5T7ABCDEFGHJKM001"


def begin_task(scene: Scene, folder: Path, number: int = 0) -> Scene:
    return Scene(folder, IDS[number], parent=MAIN, task=f"task {number}", clock=scene.clock)


def finish(scene: Scene, *sessions: str) -> None:
    """What the main session records of tasks that ran side by side."""
    parts = tuple(CallPart(f"t{number}", "task", "{}") for number in range(len(sessions)))
    history = scene.session.history
    history.add(AssistantMessage(parts, "m"))
    for number, session in enumerate(sessions):
        history.finish(CallFinished(f"t{number}", "task", "ok", "", RanTask(session, f"task {number}", "done")))
    history.add(AssistantMessage((TextPart("done", "model"),), "m"))


def main(tmp_path: Path) -> Scene:
    scene = Scene(tmp_path, session_id=MAIN)
    scene.write("a", "one\n", "make a")
    scene.session.history.add(user_text("give it to others"))
    return scene


def test_the_edits_of_a_task_are_taken_back_and_come_again(tmp_path: Path) -> None:
    scene = main(tmp_path)
    task = begin_task(scene, tmp_path)
    task.turn("do it", [("read", {"path": "a"})], [("write", {"path": "a", "content": "two\n"})])
    task.turn("more", [("write", {"path": "b", "content": "b\n"}), ("shell", {"command": "echo task"})])
    finish(scene, IDS[0])
    scene.write("a", "three\n", "after it")
    point = scene.turn_point(2)
    assert (point.files, point.commands) == (2, 1)
    assert [(each.turn, each.title) for each in scene.points()] == [
        (3, "after it"), (2, "give it to others"), (1, "make a"),
    ]  # fmt: skip
    shown = scene.preview(point)
    assert shown.commands == ("echo task",) and not shown.refused
    scene.back(point)
    assert (scene.content("a"), scene.content("b")) == ("one\n", None)
    scene.back(scene.last_rewind())
    assert (scene.content("a"), scene.content("b")) == ("three\n", "b\n")
    scene.back(scene.turn_point(3))
    assert scene.content("a") == "two\n"  # a copy that the task kept


def test_tasks_side_by_side_are_told_apart_by_the_instants(tmp_path: Path) -> None:
    scene = main(tmp_path)
    first, second = begin_task(scene, tmp_path), begin_task(scene, tmp_path, 1)
    first.write("a", "two\n")
    second.write("a", "three\n")
    first.write("a", "four\n")
    finish(scene, IDS[0], IDS[1])
    assert not scene.preview(scene.turn_point(2)).refused
    scene.back(scene.turn_point(2))
    assert scene.content("a") == "one\n"


def test_a_task_that_was_interrupted_is_found_all_the_same(tmp_path: Path) -> None:
    scene = main(tmp_path)
    task = begin_task(scene, tmp_path)
    task.write("a", "two\n")
    scene.reopen()  # the call never ended
    scene.write("a", "three\n", "after the crash")
    scene.back(scene.turn_point(3))
    assert scene.content("a") == "two\n"
    scene.back(scene.turn_point(2))
    assert scene.content("a") == "one\n"


def test_a_task_whose_transcript_is_gone_is_told_and_its_files_stay(tmp_path: Path) -> None:
    scene = main(tmp_path)
    task = begin_task(scene, tmp_path)
    task.write("a", "two\n")
    finish(scene, IDS[0])
    task.transcript.unlink()
    shown = scene.preview(scene.turn_point(1))
    assert shown.problems == ("what the task 'task 0' changed is not known: its transcript is gone",)
    assert [each.path for each in shown.refused] == ["a"]
    scene.back(scene.turn_point(1))
    assert scene.content("a") == "two\n"


def test_a_task_that_never_began_and_a_fork_are_no_tasks_of_it(tmp_path: Path) -> None:
    scene = main(tmp_path)
    Scene(tmp_path, session_id=IDS[5], parent=MAIN).write("c", "of the fork\n")
    finish(scene, "")
    shown = scene.preview(scene.turn_point(2))
    assert not shown.problems and not shown.changes and scene.content("c") == "of the fork\n"
