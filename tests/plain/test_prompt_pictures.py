"""What goes with a prompt: pictures by their path."""

from pathlib import Path

import pytest
from tests.fakes.faces import FakeRoom, in_room

from reverie.config.settings import Settings
from reverie.conversation.messages import ImagePart, TextPart
from reverie.plain.attachments.pictures import sees_pictures
from reverie.plain.prompt import Prepared, prepare
from reverie.tools.read import MOST_PICTURE_BYTES

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 2_000
KINDS = {
    "png": (PNG, "image/png"),
    "jpg": (b"\xff\xd8\xff" + b"0" * 99, "image/jpeg"),
    "JPEG": (b"\xff\xd8\xff" + b"0" * 99, "image/jpeg"),
    "gif": (b"GIF89a" + b"0" * 99, "image/gif"),
    "webp": (b"RIFF0000WEBP" + b"0" * 99, "image/webp"),
}


def prepared(folder: Path, text: str, settings: Settings | None = None) -> Prepared:
    async def act(room: FakeRoom) -> Prepared:
        return prepare(text, room.desk)

    found: Prepared = in_room(folder, act, settings=settings)
    return found


@pytest.fixture
def shot(tmp_path: Path) -> Path:
    (tmp_path / "project").mkdir()
    path = tmp_path / "My shot (1).png"
    path.write_bytes(PNG)
    return path


@pytest.mark.parametrize(
    "spelled",
    [
        "{path}",
        "'{path}'",
        '"{path}"',
        "{escaped}",
        "what is wrong in {escaped}?",
        "look: '{path}', then tell",
        "file://{url}",
        "file://localhost{url}",
        "@'{path}'",
        '@"../My shot (1).png"',
        "first line\n{path}\nlast line",
        "'{path}' and again {escaped}",
    ],
)
def test_a_picture_is_found_however_it_was_pasted(tmp_path: Path, shot: Path, spelled: str) -> None:
    path = str(shot)
    escaped = path.replace(" ", "\\ ").replace("(", "\\(").replace(")", "\\)")
    text = spelled.format(path=path, escaped=escaped, url=path.replace(" ", "%20"))
    found = prepared(tmp_path, text)
    assert found.text == text
    assert found.added == (TextPart(f"[the picture {path}]", "tool"), ImagePart("image/png", PNG, "repo"))
    assert found.notices == (f"with it: {path} (2 KB)",)


def test_the_odd_space_in_the_names_of_screenshots_is_a_part_of_them(tmp_path: Path, shot: Path) -> None:
    path = shot.with_name("Shot at 9.41\u202fAM.png")
    path.write_bytes(PNG)
    assert len(prepared(tmp_path, str(path).replace(" ", "\\ ")).added) == 2


@pytest.mark.parametrize("ending", KINDS)
def test_each_kind_has_its_media_type(tmp_path: Path, shot: Path, ending: str) -> None:
    content, media_type = KINDS[ending]
    (tmp_path / "project" / f"a.{ending}").write_bytes(content)
    assert prepared(tmp_path, f"see a.{ending}").added[1] == ImagePart(media_type, content, "repo")


@pytest.mark.parametrize(
    "text", ["none.png", "https://example.org/a.png", "a.png/b", "x.pngx", ".png", "file://[/a.png"]
)
def test_what_is_no_picture_of_ours_stays_text(tmp_path: Path, shot: Path, text: str) -> None:
    found = prepared(tmp_path, text)
    assert (found.added, found.notices) == ((), ())


def test_a_text_that_only_ends_like_a_picture_is_none(tmp_path: Path, shot: Path) -> None:
    (tmp_path / "project" / "a.png").write_text("not a picture\n")
    assert prepared(tmp_path, "see a.png").added == ()
    assert "1→not a picture" in str(prepared(tmp_path, "see @a.png").added)


def test_a_picture_over_the_limit_is_refused_with_a_line(tmp_path: Path, shot: Path) -> None:
    shot.write_bytes(PNG + b"0" * MOST_PICTURE_BYTES)
    found = prepared(tmp_path, f"'{shot}'")
    assert found.added == ()
    assert "bytes is more than the 5,242,880 a picture may have; make a smaller copy" in found.notices[0]


def test_a_model_that_sees_no_pictures_is_given_none(tmp_path: Path, shot: Path) -> None:
    settings = Settings(catalog={"fake/model": {"images": False}})
    found = prepared(tmp_path, f"'{shot}'", settings)
    assert found.added == ()
    assert found.notices == (f"'{shot}' was not added: fake/model sees no pictures; /model names others",)


@pytest.mark.parametrize(
    ("model", "sees"),
    [
        ("anthropic/claude-sonnet-4-6", True),
        ("deepseek/deepseek-v4-pro", False),
        ("local/qwen2.5-coder-1.5b", False),
        ("somebody/new", True),
    ],
)
def test_a_card_says_whether_a_model_sees_and_an_unknown_one_is_tried(model: str, sees: bool) -> None:
    assert sees_pictures(model, {}) is sees
    assert sees_pictures(model, {model: {"images": not sees}}) is not sees
