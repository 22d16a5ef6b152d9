"""One tool call: prepare, authorise, execute, finish.

What goes wrong on the way is a failed result for the model, never an exception: a model can mend its call, a crashed
turn cannot.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from reverie.conversation.access import Allowed, Denied, ProposedCall, WriteAccess
from reverie.conversation.events import CallFinished, CallStarted, CallStatus
from reverie.conversation.messages import CallPart, ResultPart, TextPart
from reverie.conversation.ports import Authoriser, Emit, Plan, Redactor, Tool, ToolRefusal, ToolResult
from reverie.conversation.record import RanTask
from reverie.transcripts.masking import without_secrets

from .output import LiveOutput, OutputFolder


class Workbench(msgspec.Struct, frozen=True):
    """What calls are carried out with."""

    tools: Mapping[str, Tool]
    authoriser: Authoriser
    redactor: Redactor
    outputs: OutputFolder


class Prepared(msgspec.Struct, frozen=True):
    """A call whose arguments were understood."""

    call: CallPart
    tool: Tool
    arguments: Any
    plan: Plan

    @property
    def changes_files(self) -> bool:
        return isinstance(self.plan.access, WriteAccess)


class CallEnd(msgspec.Struct, frozen=True):
    """A call's end: what the model gets, and what everybody else does."""

    result: ResultPart
    finished: CallFinished
    unasked: str = ""
    """Why it was denied, when a person would have been asked had there been one."""


def prepare(call: CallPart, bench: Workbench) -> Prepared | CallEnd:
    """Find the tool, understand the arguments, plan. Nothing is done yet."""
    tool = bench.tools.get(call.name)
    if tool is None:
        return _failed(call, _unknown_tool(call.name, bench.tools))
    try:
        arguments = msgspec.json.decode(call.arguments or "{}", type=tool.arguments, strict=False)
    except msgspec.ValidationError as error:
        return _failed(call, f"the arguments of '{call.name}' do not fit: {error}; its schema says what it takes")
    except msgspec.DecodeError as error:
        return _failed(call, f"the arguments of '{call.name}' are not JSON: {error}; send one whole JSON object")
    plan = tool.plan(arguments)
    if isinstance(plan, ToolRefusal):
        return _failed(call, bench.redactor.redact(plan.text))
    return Prepared(call, tool, arguments, plan)


async def authorise(step: Prepared, bench: Workbench, emit: Emit) -> Allowed | CallEnd:
    """That it may run, and by what; else its end."""
    plan, redact = step.plan, bench.redactor.redact
    summary, preview = redact(plan.summary), redact(plan.preview)
    emit(CallStarted(step.call.id, step.call.name, summary, redact(step.call.arguments), preview, plan.preview_kind))
    decision = await bench.authoriser.authorise(
        ProposedCall(step.call.id, step.call.name, plan.access, summary, preview, plan.preview_kind)
    )
    if isinstance(decision, Allowed):
        return decision
    return _denied(step.call, decision, summary, redact)


async def execute(step: Prepared, allowed: Allowed, bench: Workbench, emit: Emit) -> CallEnd:
    """Run an allowed call to its end."""
    output = LiveOutput(step.call, bench.redactor, bench.outputs, emit)
    try:
        result = await step.tool.run(step.arguments, output)
        end = _finish(step.call, result, output)
        finished = without_secrets(end.finished, bench.redactor.redact)  # a diff has the lines around an edit
        return msgspec.structs.replace(end, finished=msgspec.structs.replace(finished, allowed_by=allowed.by))
    finally:
        output.close()


def cancelled(call: CallPart, *, started: bool) -> CallEnd:
    if started:
        return _end(call, "cancelled", "cancelled", "Cancelled before it ended; it may have taken effect in part.")
    return _end(call, "cancelled", "not started", "Not started: the turn was interrupted before.")


def _finish(call: CallPart, result: ToolResult, output: LiveOutput) -> CallEnd:
    content = output.finish(result.content)
    if result.failed and not content:
        content = (TextPart(result.note, "tool"),)
    part = ResultPart(call.id, content or (TextPart("(no output)", "tool"),), result.failed)
    status: CallStatus = "failed" if result.failed else "ok"
    return CallEnd(part, CallFinished(call.id, call.name, status, result.note, result.effect), _unasked_in(result))


def _unasked_in(result: ToolResult) -> str:
    """A sub-session ends as denied only when nobody could be asked."""
    task = result.effect
    return f"a call of the task '{task.title}'" if isinstance(task, RanTask) and task.outcome == "denied" else ""


def _unknown_tool(name: str, tools: Mapping[str, Tool]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, tools, n=1)
    hint = f"did you mean '{close[0]}'? " if close else ""
    return f"there is no tool '{name[:80]}'; {hint}the tools are {', '.join(tools)}"


def _denied(call: CallPart, decision: Denied, summary: str, redact: Callable[[str], str]) -> CallEnd:
    """What the person said is a part of its own, so that it stays known for theirs."""
    reason, said = redact(decision.reason), redact(decision.said)
    parts: tuple[TextPart, ...] = (TextPart(f"Denied: {reason}", "tool"),)
    if said and reason.endswith(said):
        parts = (TextPart(f"Denied: {reason.removesuffix(said).rstrip()}", "tool"), TextPart(said))
    finished = CallFinished(call.id, call.name, "denied", reason)
    return CallEnd(ResultPart(call.id, parts, failed=True), finished, summary if decision.would_ask else "")


def _failed(call: CallPart, text: str) -> CallEnd:
    return _end(call, "failed", text, text)


def _end(call: CallPart, status: CallStatus, note: str, text: str) -> CallEnd:
    result = ResultPart(call.id, (TextPart(text, "tool"),), failed=True)
    return CallEnd(result, CallFinished(call.id, call.name, status, note))
