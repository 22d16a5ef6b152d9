"""Tokens of chat, mail and telephone: bots, webhooks, senders.

Slack publishes its kinds in "Token types" (`xoxb-`, `xoxp-`, `xapp-`, `xoxe-`), Telegram in "Bots: how do I create a
bot" (id, colon, 35 characters), Discord in "Reference: authentication" (id in base64, time, signature); the others
where `published` says. Of a webhook's address only the part that authorises must not survive.
"""

import base64
from random import Random

from benchmarks.secret_rows.drawing import ALPHABETS, drawn, ended
from benchmarks.secret_rows.family import Family

_SLACK = "api.slack.com/authentication/token-types"
_ADDRESS = frozenset({"URL", "curl header", "CLI flag"})


def _discord(random: Random) -> str:
    user = base64.b64encode(b"1" + ended(random, ALPHABETS["digit"], 17).encode()).decode()
    return f"{user}.{drawn(random, 'G{url:5}.{url:38}')}"


def _slack_rotated(random: Random) -> str:
    return f"xoxe.xoxb-1-{drawn(random, 'Mi0yLT{b64:150}').replace('/', 'a').replace('+', 'b')}"


FAMILIES = (
    Family("slack-bot", "SLACK_BOT_TOKEN", "xoxb-{digit:12}-{digit:13}-{alnum:24}", _SLACK),
    Family("slack-user", "SLACK_USER_TOKEN", "xoxp-{digit:12}-{digit:12}-{digit:13}-{hex:32}", _SLACK),
    Family("slack-app-level", "SLACK_APP_TOKEN", "xapp-1-A{B36:10}-{digit:13}-{hex:64}", _SLACK),
    Family("slack-rotated", "SLACK_ACCESS_TOKEN", _slack_rotated, f"{_SLACK}; token rotation"),
    Family("slack-refresh", "SLACK_REFRESH_TOKEN", "xoxe-1-{alnum:147}", f"{_SLACK}; token rotation"),
    Family("slack-legacy-workspace", "SLACK_TOKEN", "xoxa-2-{digit:12}-{digit:12}-{digit:12}-{hex:32}", _SLACK),
    Family(
        "slack-signing-secret", "SLACK_SIGNING_SECRET", "{hex:32}", "api.slack.com: verifying requests", named_only=True
    ),
    Family(
        "slack-webhook",
        "SLACK_WEBHOOK_URL",
        "https://hooks.slack.com/services/T{B36:10}/B{B36:10}/{alnum:24}",
        "api.slack.com/messaging/webhooks",
        secret=r"[^/]+$",
        without=_ADDRESS,
    ),
    Family("discord-bot", "DISCORD_TOKEN", _discord, "discord.com/developers/docs/reference#authentication"),
    Family(
        "discord-webhook",
        "DISCORD_WEBHOOK_URL",
        "https://discord.com/api/webhooks/1{digit:18}/{url:68}",
        "discord.com/developers/docs/resources/webhook",
        secret=r"[^/]+$",
        without=_ADDRESS,
    ),
    Family(
        "telegram-bot", "TELEGRAM_BOT_TOKEN", "{digit:10}:AA{url:33}", "core.telegram.org/bots/api#authorizing-your-bot"
    ),
    Family(
        "teams-webhook",
        "TEAMS_WEBHOOK_URL",
        "https://acme.webhook.office.com/webhookb2/{uuid}@{uuid}/IncomingWebhook/{hex:32}/{uuid}",
        "learn.microsoft.com/microsoftteams: incoming webhooks",
        secret=r"(?<=IncomingWebhook/)[0-9a-f]{32}",
        without=_ADDRESS,
    ),
    Family("twilio-api-key", "TWILIO_API_KEY", "SK{hex:32}", "twilio.com/docs/iam/api-keys"),
    Family("twilio-auth-token", "TWILIO_AUTH_TOKEN", "{hex:32}", "twilio.com/docs/iam: auth tokens", named_only=True),
    Family("sendgrid", "SENDGRID_API_KEY", "SG.{url:22}.{url:43}", "sendgrid.com/docs: API keys; id and key, 69"),
    Family("mailgun", "MAILGUN_API_KEY", "key-{hex:32}", "documentation.mailgun.com: authentication"),
    Family(
        "mailgun-signed",
        "MAILGUN_SENDING_KEY",
        "{hex:32}-{hex:8}-{hex:8}",
        "documentation.mailgun.com",
        named_only=True,
    ),
    Family(
        "mailchimp",
        "MAILCHIMP_API_KEY",
        "{hex:32}-us{digit:2}",
        "mailchimp.com/developer: key and data centre",
        named_only=True,
    ),
    Family("brevo", "BREVO_API_KEY", "xkeysib-{hex:64}-{alnum:16}", "developers.brevo.com: authentication"),
    Family("brevo-smtp", "BREVO_SMTP_KEY", "xsmtpsib-{hex:64}-{alnum:16}", "help.brevo.com: SMTP keys"),
    Family("resend", "RESEND_API_KEY", "re_{alnum:8}_{alnum:24}", "resend.com/docs: API keys"),
    Family("postmark", "POSTMARK_SERVER_TOKEN", "{uuid}", "postmarkapp.com/developer: a UUID", named_only=True),
    Family("mailjet", "MJ_APIKEY_PRIVATE", "{hex:32}", "dev.mailjet.com: a key pair", named_only=True),
    Family("messagebird", "MESSAGEBIRD_ACCESS_KEY", "{alnum:25}", "developers.messagebird.com", named_only=True),
    Family("vonage", "VONAGE_API_SECRET", "{alnum:16}", "developer.vonage.com: authentication", named_only=True),
    Family("pushover", "PUSHOVER_API_TOKEN", "{b36:30}", "pushover.net/api; 30 characters", named_only=True),
    Family("twitch", "TWITCH_OAUTH_TOKEN", "oauth:{b36:30}", "dev.twitch.tv/docs: chat", named_only=True),
    Family(
        "twitter-bearer",
        "TWITTER_BEARER_TOKEN",
        "AAAAAAAAAAAAAAAAAAAAA{alnum:40}%3D{alnum:50}",
        "developer.x.com: bearer",
    ),
    Family("twitter-secret", "TWITTER_ACCESS_SECRET", "{alnum:45}", "developer.x.com: OAuth 1.0a; 45", named_only=True),
    Family("facebook", "FACEBOOK_ACCESS_TOKEN", "EAA{alnum:180}", "developers.facebook.com: access tokens"),
    Family("mattermost", "MATTERMOST_TOKEN", "{b36:26}", "docs.mattermost.com: personal tokens", named_only=True),
)
