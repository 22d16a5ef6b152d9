"""Secrets in URLs: passwords before the host (RFC 3986, 3.2.1), and paths that are the secret themselves."""

import re
from collections.abc import Iterator

from .found import Found
from .late import Late
from .placeholders import is_placeholder
from .randomness import is_random

_USER = Late(r"""([^\s:/@"'`<>?#,;\\|]{0,128}):([^\s/"'`<>\\]{1,512})@(?=[A-Za-z0-9\[${_-])""")
_PORT = Late(r"[0-9]{1,5}(?:[?#]|\Z)")
_TOKEN_USER = Late(r"([A-Za-z0-9_\-]{20,512})@[A-Za-z0-9]")
_PATHS = {
    # api.slack.com/messaging/webhooks
    "hooks.slack.com": ("slack-webhook", Late(r"/(?:services|workflows|triggers)/([A-Za-z0-9+/]{20,200})")),
    "hooks.slack-gov.com": ("slack-webhook", Late(r"/(?:services|workflows|triggers)/([A-Za-z0-9+/]{20,200})")),
    # discord.com/developers/docs/resources/webhook
    "discord.com": (
        "discord-webhook",
        Late(r"/api/(?:v[0-9]+/)?webhooks/[0-9]{15,22}/([\w\-]{30,100})", re.ASCII),
    ),
    # learn.microsoft.com/microsoftteams: incoming webhooks
    "webhook.office.com": ("teams-webhook", Late(r"/webhookb2/([\w\-@/]{60,300})", re.ASCII)),
    # core.telegram.org/bots/api
    "api.telegram.org": ("telegram-bot-token", Late(r"/(?:file/)?bot([0-9]{6,12}:[\w\-]{30,40})", re.ASCII)),
    # zapier.com/help: webhooks; ifttt.com/maker_webhooks
    "hooks.zapier.com": ("webhook", Late(r"/hooks/catch/([0-9]+/[a-z0-9]+)")),
    "maker.ifttt.com": ("webhook", Late(r"/trigger/[\w\-]{1,60}/(?:json/)?with/key/([\w\-]{15,60})", re.ASCII)),
    # chat.googleapis.com: its webhooks carry a key and a token as parameters, found by their names
}
_LONGEST_USER = 700


def find_in_urls(text: str) -> Iterator[Found]:
    """Passwords and secret paths of every URL."""
    for mark in ("://", ":\\/\\/"):
        at = text.find(mark)
        while at >= 0:
            at += len(mark)
            slash = text.find("/", at, at + _LONGEST_USER)
            if text.find("@", at, slash if slash >= 0 else at + _LONGEST_USER) >= 0:
                yield from _before_host(text, at)
            if slash >= 0:
                yield from _after_host(text, at, slash)
            at = text.find(mark, at)


def _before_host(text: str, at: int) -> Iterator[Found]:
    user = _USER.pattern.match(text, at)
    if user:
        if _is_password(user[1], user[2]):
            yield Found("url-password", user.start(2), user.end(2))
    elif (token := _TOKEN_USER.pattern.match(text, at)) and is_random(token[1], 20):
        yield Found("url-password", token.start(1), token.end(1))


def _after_host(text: str, at: int, slash: int) -> Iterator[Found]:
    host = text[at:slash].rpartition("@")[2].rstrip("\\").replace("discordapp", "discord")
    known = _PATHS.get(host) or _PATHS.get(host.partition(".")[2])
    if known and (found := known[1].pattern.match(text, slash)):
        yield Found(known[0], found.start(1), found.end(1))


def _is_password(user: str, password: str) -> bool:
    """Not a port, an example such as `user:password@` or `postgres:postgres@`, or a template."""
    return password != user and not _PORT.pattern.match(password) and not is_placeholder(password)
