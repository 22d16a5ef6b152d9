"""Providers by name: where they are, which wire format they speak, which variables hold their keys."""

import msgspec

from .catalog import WireName
from .openai_chat_request import ChatDialect

QUIET_LOCAL_SERVER = 900.0
"""Seconds: a model on this machine reads a long prompt for minutes before its first word."""


class Provider(msgspec.Struct, frozen=True):
    """A preset. `key_variables` are asked in order; `silence` is how many seconds without a byte count as torn."""

    name: str
    base_url: str
    wire: WireName = "chat"
    key_variables: tuple[str, ...] = ()
    needs_key: bool = True
    dialect: ChatDialect = ChatDialect()
    silence: float = 120.0


def _local(name: str, base_url: str) -> Provider:
    return Provider(name, base_url, needs_key=False, silence=QUIET_LOCAL_SERVER)


_OPENAI = "https://api.openai.com/v1"
_PROVIDERS = (
    Provider("anthropic", "https://api.anthropic.com/v1", "messages", ("ANTHROPIC_API_KEY",)),
    Provider(
        "openai",
        _OPENAI,
        key_variables=("OPENAI_API_KEY",),
        dialect=ChatDialect(
            max_tokens="max_completion_tokens", returns_reasoning=False, call_ids="strict", cache_key=True
        ),
        silence=300.0,
    ),
    Provider("openai-responses", _OPENAI, "responses", ("OPENAI_API_KEY",), silence=300.0),
    Provider(
        "gemini",
        "https://generativelanguage.googleapis.com/v1beta/openai",
        key_variables=("GEMINI_API_KEY", "GOOGLE_API_KEY"),
        dialect=ChatDialect(signed_calls=True),
    ),
    Provider(
        "mistral",
        "https://api.mistral.ai/v1",
        key_variables=("MISTRAL_API_KEY",),
        dialect=ChatDialect(
            effort="none",
            returns_reasoning=False,
            call_ids="short",
            usage_on_request=False,
            reply_after_results=True,
        ),
    ),
    Provider(
        "groq",
        "https://api.groq.com/openai/v1",
        key_variables=("GROQ_API_KEY",),
        dialect=ChatDialect(max_tokens="max_completion_tokens", returns_reasoning=False),
    ),
    Provider(
        "deepseek",
        "https://api.deepseek.com",
        key_variables=("DEEPSEEK_API_KEY",),
        dialect=ChatDialect(reasoning_on_calls=True),
    ),
    Provider(
        "openrouter",
        "https://openrouter.ai/api/v1",
        key_variables=("OPENROUTER_API_KEY",),
        dialect=ChatDialect(effort="reasoning", cache_marks=("anthropic/",)),
    ),
    _local("ollama", "http://127.0.0.1:11434/v1"),
    _local("lmstudio", "http://127.0.0.1:1234/v1"),
    _local("vllm", "http://127.0.0.1:8000/v1"),
    _local("llamacpp", "http://127.0.0.1:8080/v1"),
)
PROVIDERS: dict[str, Provider] = {provider.name: provider for provider in _PROVIDERS}


def custom_provider(name: str) -> Provider:
    """A provider we do not know, at a URL that a person gave: it speaks Chat and may want no key."""
    variable = "".join(letter if letter.isalnum() else "_" for letter in name).upper() + "_API_KEY"
    return Provider(name, "", key_variables=(variable,), needs_key=False, silence=QUIET_LOCAL_SERVER)
