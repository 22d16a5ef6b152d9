"""How full the window is believed to be."""

from reverie.agent.context import Context
from reverie.agent.request import FixedPrompt
from reverie.conversation.messages import Usage, user_text


def context() -> Context:
    return Context(lambda: FixedPrompt("be good " * 300, (), 1_000), 100_000)


def test_what_the_server_counted_holds_and_what_is_new_is_estimated() -> None:
    told, messages = context(), (user_text("x" * 30_000),)
    estimated = told.tokens(messages)
    told.report(messages, Usage(input=100, cache_read=estimated - 3_100))
    assert told.tokens(messages) == estimated - 3_000
    assert told.tokens((*messages, user_text("y" * 300))) == estimated - 3_000 + 108


def test_after_a_boundary_the_estimate_does_not_jump() -> None:
    told, messages = context(), (user_text("x" * 30_000),)
    estimated = told.tokens(messages)
    told.report(messages, Usage(input=estimated * 3 // 4))
    told.renew()
    assert abs(told.tokens(messages) - estimated * 3 // 4) <= 1


def test_a_server_that_counts_nonsense_does_not_make_the_window_endless() -> None:
    told, messages = context(), (user_text("x" * 30_000),)
    estimated = told.tokens(messages)
    told.report(messages, Usage(input=1))
    told.renew()
    assert told.tokens(messages) == estimated // 2
