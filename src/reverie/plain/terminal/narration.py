"""Events as what a person reads: final lines for the scrollback, and changes of the live rows."""

from collections.abc import Callable
from typing import Literal

from reverie.conversation.access import PreviewKind
from reverie.conversation.claims import told
from reverie.conversation.events import (
    AnyEvent,
    CallFinished,
    CallOutput,
    CallStarted,
    ClaimsJudged,
    Compacted,
    Notice,
    ReasoningDelta,
    RetryingModel,
    Steered,
    TaskProgress,
    TextDelta,
    TurnEnded,
    TurnStarted,
)
from reverie.conversation.record import EditedFile, WroteMemory
from reverie.conversation.truncation import Limits, keep_head_and_tail
from reverie.conversation.visible import visible
from reverie.conversation.wording import Wording
from reverie.plain.face import Asked
from reverie.plain.todo_steps import TodoSteps

from .ansi import BOLD, CYAN, FAINT, YELLOW, Line, Span, both, painted
from .call_view import call_line, expanded
from .diff_view import MOST_LINES, diff_lines
from .kept_output import KeptOutput
from .live import Live
from .markdown import MarkdownStream
from .raw_view import raw_lines
from .wrapping import wrap

_Kind = Literal["nothing", "person", "answer", "call", "ours", "question"]
_MOST_ECHOED = Limits(lines=40, characters=8_000)
_MOST_ASKED_LINES = 1_000
_MOST_EDITED_LINES = 40
_MOST_EXPANDED_ROWS = 5_000
_LONGEST_WRAPPED = 4_000
_MARGIN = "    "
_TURN_ENDS = {"interrupted": "interrupted", "denied": "stopped, because a call was denied", "budget": "stopped"}


class Narration:
    """`write` takes whole lines for the scrollback, `width` gives the terminal's columns."""

    def __init__(self, write: Callable[[str], None], live: Live, width: Callable[[], int], *, colour: bool) -> None:
        self._write = write
        self._live = live
        self._width = width
        self._colour = colour
        self._wording = Wording()
        self._kept = KeptOutput()
        self._steps = TodoSteps()
        self._answer: MarkdownStream | None = None
        self._last: _Kind = "nothing"
        self._shown_diffs: set[str] = set()
        self._echoed: list[str] = []
        self._held: list[tuple[_Kind, str]] | None = None

    def show(self, event: AnyEvent) -> None:
        match event:
            case TextDelta(text=text):
                self._answer_goes_on(text)
            case ReasoningDelta(text=text):
                self._live.think(text)
            case CallStarted():
                self._finish_answer()
                summary = event.summary or event.tool
                call = self._kept.begin(event.call_id, summary, event.preview, event.preview_kind)
                self._wording.line(event)
                self._live.begin_call(event.call_id, call)
            case CallOutput():
                self._kept.add(event.call_id, event.text)
            case CallFinished():
                self._call_ends(event)
            case TaskProgress():
                self._live.task(event)
            case _:
                self._show_turn(event)

    def echo(self, shown: str, sent: str) -> None:
        """What the person has just sent, as it stood in the line."""
        self._echo(shown)
        self._echoed = [*self._echoed[-8:], sent]

    def say(self, text: str) -> None:
        """Lines of our own."""
        self._put("ours", self._painted(_wrapped(text, self._width())))

    def asked(self, asked: Asked) -> None:
        """A question: all that it is about stays readable above it, and what happens is told after it (`answered` or
        not, until `question_ends`): a call's line between the question and its choices would pass for what is asked.
        Only rows of ours begin at the screen's edge.
        """
        self._finish_answer()
        if asked.preview_kind == "diff":
            self._shown_diffs.add(asked.preview.strip("\n"))
        self._put("question", self._previewed(asked.preview, asked.preview_kind, _MOST_ASKED_LINES))
        head = self._marked("? ", asked.heading, YELLOW)
        text = _wrapped(_set_in(asked.text), self._width(), whole=True) if asked.text else []
        self._put("question", head + self._painted(text))
        self._held = []

    def answered(self, heading: str, words: str) -> None:
        """What was answered; a call that was asked about runs from now on."""
        self._live.restart_call(heading)
        self._put("question", self._echoed_text(words))

    def question_ends(self) -> None:
        """What happened meanwhile is told."""
        held, self._held = self._held or [], None
        for kind, text in held:
            self._put(kind, text)

    def expand_last(self) -> None:
        """The last calls with all that is kept of them."""
        calls = self._kept.last()
        if not calls:
            self.say("no call to expand yet")
        for call in calls:
            line = call.line or f"• {call.summary}"
            text = call_line(line, self._width(), colour=self._colour)
            if preview := self._previewed(call.preview, call.preview_kind, MOST_LINES):
                text += "\n" + preview.rstrip("\n")
            output = call.output.cut().render()
            rows = expanded(output, self._width(), colour=self._colour, rows=_MOST_EXPANDED_ROWS)
            self._put("ours", f"{text}\n{rows or '  (no output)' + chr(10)}")

    def _show_turn(self, event: AnyEvent) -> None:
        match event:
            case TurnStarted(prompt=prompt) | Steered(prompt=prompt):
                self._finish_answer()
                self._reached(prompt)
            case RetryingModel():
                self._drop_answer()
                self._note(self._wording.line(event))
            case Notice(text=text):  # `!` is the sign of the person's own commands
                self._note(f"· {text}")
            case ClaimsJudged(claims=claims):
                self._finish_answer()
                if line := told(claims):
                    self._note(f"· {line}")
            case Compacted():
                self._note(_compacted(event))
            case TurnEnded():
                self._turn_ends(event)

    def _answer_goes_on(self, text: str) -> None:
        self._live.thought_ends()
        self._kept.close_group()
        if self._answer is None:
            self._answer = self._live.answer = MarkdownStream(self._width, colour=self._colour)
        self._happened("answer", self._answer.feed(text))

    def _finish_answer(self) -> None:
        self._live.thought_ends()
        if self._answer is not None:
            rest = self._answer.finish()
            self._drop_answer()
            self._happened("answer", rest)

    def _drop_answer(self) -> None:
        self._answer = self._live.answer = None
        self._live.thought_ends()

    def _call_ends(self, event: CallFinished) -> None:
        line = self._wording.line(event) or event.tool
        call = self._kept.end(event.call_id, line)
        self._live.end_call(event.call_id)
        if isinstance(event.effect, WroteMemory):  # told once, in the line at the turn's end
            return
        self._happened("call", call_line(line, self._width(), colour=self._colour) + "\n")
        if steps := self._steps.changed(event):
            self._happened(
                "call", self._painted(_wrapped("\n".join(f"  {step}" for step in steps), self._width(), FAINT))
            )
        if call and isinstance(event.effect, EditedFile) and call.preview.strip("\n") not in self._shown_diffs:
            rest = "Ctrl-O shows all"
            self._happened(
                "call", diff_lines(call.preview, self._width(), colour=self._colour, most=_MOST_EDITED_LINES, rest=rest)
            )
        if call:
            self._shown_diffs.discard(call.preview.strip("\n"))

    def _turn_ends(self, event: TurnEnded) -> None:
        self._finish_answer()
        self._live.end_calls()
        self._echoed.clear()
        if event.outcome != "done":
            about = _TURN_ENDS.get(event.outcome, event.outcome)
            told = event.reason and event.outcome != "interrupted"
            self._note(f"– {about}: {event.reason}" if told else f"– {about}")

    def _reached(self, prompt: str) -> None:
        """A prompt has reached the model; it is shown once."""
        if prompt in self._echoed:
            self._echoed.remove(prompt)
        else:
            self._echo(prompt)

    def _previewed(self, preview: str, kind: PreviewKind, most: int) -> str:
        """What a call would do: a diff as a diff, anything else as it is, with every line."""
        if not preview:
            return ""
        if kind == "diff":
            return diff_lines(preview, self._width(), colour=self._colour, most=most)
        return raw_lines(preview, self._width(), colour=self._colour)

    def _echo(self, text: str) -> None:
        self._put("person", self._echoed_text(text))

    def _echoed_text(self, text: str) -> str:
        """What the person said, without the middle of what is long: they know it."""
        return self._marked("› ", keep_head_and_tail(visible(text.rstrip()), _MOST_ECHOED).render(), CYAN)

    def _note(self, text: str | None) -> None:
        if text:
            style = FAINT if text.startswith("–") else ""
            self._happened("ours", self._painted(_wrapped(text, self._width(), style)))

    def _marked(self, mark: str, text: str, colour: str) -> str:
        """Lines behind a mark, set in."""
        rows = _wrapped(text, max(8, self._width() - len(mark)), BOLD, whole=True)
        marks = [mark, *(" " * len(mark) for _ in rows[1:])]
        return self._painted([[Span(each, both(BOLD, colour)), *row] for each, row in zip(marks, rows, strict=True)])

    def _painted(self, lines: list[Line]) -> str:
        return "".join(painted(line, colour=self._colour) + "\n" for line in lines)

    def _happened(self, kind: _Kind, text: str) -> None:
        """Lines of an event: they wait while a question stands."""
        if self._held is None:
            self._put(kind, text)
        else:
            self._held.append((kind, text))

    def _put(self, kind: _Kind, text: str) -> None:
        """Lines that belong together stand together; a blank line parts them from others."""
        if not text:
            return
        apart = self._last not in ("nothing", kind) or kind == "person"
        self._write("\n" + text if apart and self._last != "nothing" else text)
        self._last = kind


def _set_in(text: str) -> str:
    """The lines behind a margin, so that none passes for a row of ours or for a choice."""
    return "\n".join(_MARGIN + line for line in text.split("\n"))


def _wrapped(text: str, width: int, style: str = "", *, whole: bool = False) -> list[Line]:
    """The lines of a text, each wrapped behind its own indentation.

    The terminal itself wraps what no person reads, but not where a row must not begin at the edge (`whole`).
    """
    lines: list[Line] = []
    for line in visible(text).expandtabs(4).split("\n"):
        if (len(line) > _LONGEST_WRAPPED and not whole) or (line.isascii() and len(line) <= width):
            lines.append([Span(line, style)])
            continue
        indent = line[: min(len(line) - len(line.lstrip(" ")), width // 2)]
        rows = wrap([Span(line[len(indent) :], style)], max(1, width - len(indent)), break_words=True)
        lines += [[Span(indent), *row] for row in rows]
    return lines


def _compacted(event: Compacted) -> str:
    told = "with a narrative of the rest" if event.narrative else "by code alone"
    problem = f" ({event.problem})" if event.problem else ""
    return f"· the context was made smaller, {told}: {event.before:,} to {event.after:,} tokens{problem}"
