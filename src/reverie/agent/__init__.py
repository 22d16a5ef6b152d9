"""The agent: the turn loop, its calls, the session around it. It knows ports only.

`run_turn` is the loop; `tool_call` carries out what a model asked for; `session` holds what lives longer than a turn.
"""
