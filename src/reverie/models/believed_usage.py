"""What a provider is believed to bill for an attempt that broke before it had said all that it counted."""

from reverie.conversation.messages import ImagePart, Message, ToolMessage, Usage
from reverie.conversation.ports import ModelRequest

_BYTES_OF_A_TOKEN = 4
_TOKENS_OF_A_PICTURE = 1_600


def believed_usage(reported: Usage, request: ModelRequest, body: bytes, received: int) -> Usage:
    """What was reported, and an estimate of what was not.

    `body` is the request as it was sent, `received` the tokens that had come. Nothing is believed to have come from
    a cache: a cap on money must rather be told too much than too little.
    """
    known = reported.input or reported.cache_read or reported.cache_write
    read = reported.input if known else _input_tokens(request, len(body))
    return Usage(read, max(reported.output, received), reported.cache_read, reported.cache_write)


def received_tokens(events: int, characters: int) -> int:
    """Tokens of a part of an answer: four characters each, but at least one an event.

    Most providers send a token an event, and the arguments of calls come in events without text to count.
    """
    return max(events, -(-characters // _BYTES_OF_A_TOKEN))


def _input_tokens(request: ModelRequest, size: int) -> int:
    """Tokens of a body of that many bytes; pictures are not billed by their bytes."""
    pictures = [picture for message in request.messages for picture in _pictures(message)]
    encoded = sum(-(-len(picture.content) // 3) * 4 for picture in pictures)
    return max(0, size - encoded) // _BYTES_OF_A_TOKEN + _TOKENS_OF_A_PICTURE * len(pictures)


def _pictures(message: Message) -> list[ImagePart]:
    if isinstance(message, ToolMessage):
        return [part for result in message.results for part in result.content if isinstance(part, ImagePart)]
    return [part for part in message.parts if isinstance(part, ImagePart)]
