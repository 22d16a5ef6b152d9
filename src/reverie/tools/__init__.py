"""Tools: what a model may call. One module (argument type, `plan`, `run`) and one `.md` (what the model reads) each.

Errors stay inside: `CallFailed` (failures) carries one text for the model and becomes a `ToolRefusal` when a call is
planned and a failed `ToolResult` when it is run; the operating system's `OSError` is worded likewise.
"""
