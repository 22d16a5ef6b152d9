"""Tokens of the tools that teams work with: trackers, documents, design, identity, maps.

Atlassian and code hosts are in `hosts.py`. Linear, Figma, Airtable, Asana and Postman are in GitHub's list of supported
secret scanning patterns, with the prefixes below in their own documentation where `published` says.
"""

import base64
from random import Random

from benchmarks.secret_rows.drawing import drawn, url_base64
from benchmarks.secret_rows.family import Family

_OKTA = "developer.okta.com: API tokens; 42 characters, 00 first"


def _intercom(random: Random) -> str:
    return base64.b64encode(f"tok:{drawn(random, '{hex:8}_{hex:4}_{hex:22}:1:0')}".encode()).decode()


def _mapbox(random: Random) -> str:
    claims = {"u": "acme", "a": drawn(random, "c{b36:24}")}
    return f"sk.{url_base64(claims)}.{drawn(random, '{url:22}')}"


def _one_password(random: Random) -> str:
    secret = {
        "signInAddress": "acme.1password.com",
        "userAuth": {"method": "SRPg-4096", "alg": "PBES2g-HS256", "iterations": 650_000},
        "email": f"{drawn(random, '{b36:13}')}@1passwordserviceaccounts.com",
        "srpX": drawn(random, "{hex:64}"),
        "secretKey": drawn(random, "A3-{B36:6}-{B36:6}-{B36:5}-{B36:5}-{B36:5}-{B36:5}"),
    }
    return f"ops_{url_base64(secret)}"


FAMILIES = (
    Family("linear", "LINEAR_API_KEY", "lin_api_{alnum:40}", "linear.app/developers: API keys"),
    Family("notion", "NOTION_TOKEN", "ntn_{digit:11}{alnum:35}", "developers.notion.com: authentication"),
    Family("notion-legacy", "NOTION_API_KEY", "secret_{alnum:43}", "developers.notion.com: before 2024-09"),
    Family("airtable", "AIRTABLE_TOKEN", "pat{alnum:14}.{hex:64}", "airtable.com/developers: personal access tokens"),
    Family(
        "asana",
        "ASANA_ACCESS_TOKEN",
        "2/{digit:16}/{digit:16}:{hex:32}",
        "developers.asana.com: tokens",
        named_only=True,
    ),
    Family("clickup", "CLICKUP_API_TOKEN", "pk_{digit:8}_{B36:32}", "developer.clickup.com: authentication"),
    Family("typeform", "TYPEFORM_TOKEN", "tfp_{url:44}_{alnum:14}", "typeform.com/developers: access tokens"),
    Family("contentful", "CONTENTFUL_MANAGEMENT_TOKEN", "CFPAT-{url:43}", "contentful.com/developers: tokens"),
    Family("sanity", "SANITY_API_TOKEN", "sk{alnum:80}", "sanity.io/docs: API tokens", named_only=True),
    Family("dropbox", "DROPBOX_ACCESS_TOKEN", "sl.u.A{url:150}", "dropbox.com/developers: short-lived tokens"),
    Family("hubspot", "HUBSPOT_ACCESS_TOKEN", "pat-na1-{uuid}", "developers.hubspot.com: private apps"),
    Family(
        "intercom", "INTERCOM_ACCESS_TOKEN", _intercom, "developers.intercom.com: base64 of `tok:`", named_only=True
    ),
    Family("todoist", "TODOIST_API_TOKEN", "{hex:40}", "developer.todoist.com: 40 hex", named_only=True),
    Family("zendesk", "ZENDESK_API_TOKEN", "{alnum:40}", "developer.zendesk.com: API tokens", named_only=True),
    Family("figma", "FIGMA_TOKEN", "figd_{url:40}", "figma.com/developers: personal access tokens"),
    Family("postman", "POSTMAN_API_KEY", "PMAK-{hex:24}-{hex:34}", "learning.postman.com: API keys"),
    Family("readme", "README_API_KEY", "rdme_{b36:70}", "docs.readme.com: API keys"),
    Family("frameio", "FRAMEIO_TOKEN", "fio-u-{url:64}", "developer.frame.io: tokens"),
    Family("adafruit", "ADAFRUIT_IO_KEY", "aio_{alnum:28}", "io.adafruit.com: API keys"),
    Family("mapbox", "MAPBOX_SECRET_TOKEN", _mapbox, "docs.mapbox.com: access tokens; sk. is secret"),
    Family("wakatime", "WAKATIME_API_KEY", "waka_{uuid}", "wakatime.com/developers"),
    Family(
        "rapidapi",
        "RAPIDAPI_KEY",
        "{hex:10}msh{hex:15}p1{hex:6}jsn{hex:12}",
        "docs.rapidapi.com: keys; 50 characters with the marks msh, p1, jsn",
    ),
    Family("zuplo", "ZUPLO_API_KEY", "zpka_{hex:32}_{hex:8}", "zuplo.com/docs: API key format, with a checksum"),
    Family("okta", "OKTA_API_TOKEN", "00{url:40}", _OKTA, named_only=True),
    Family("auth0", "AUTH0_CLIENT_SECRET", "{url:64}", "auth0.com/docs: application secrets; 64", named_only=True),
    Family("clerk", "CLERK_SECRET_KEY", "sk_live_{alnum:42}", "clerk.com/docs: API keys"),
    Family("stytch", "STYTCH_SECRET", "secret-live-{url:36}", "stytch.com/docs: API keys", named_only=True),
    Family("onepassword", "OP_SERVICE_ACCOUNT_TOKEN", _one_password, "developer.1password.com: service accounts; JSON"),
    Family("browserstack", "BROWSERSTACK_ACCESS_KEY", "{alnum:20}", "browserstack.com/docs: 20", named_only=True),
    Family("bitly", "BITLY_TOKEN", "{hex:40}", "dev.bitly.com: authentication; 40 hex", named_only=True),
    Family("strava", "STRAVA_CLIENT_SECRET", "{hex:40}", "developers.strava.com: 40 hex", named_only=True),
    Family("spotify", "SPOTIFY_CLIENT_SECRET", "{hex:32}", "developer.spotify.com: 32 hex", named_only=True),
    Family("age", "AGE_SECRET_KEY", "AGE-SECRET-KEY-1{BECH32:58}", "age-encryption.org/v1: Bech32, 58 characters"),
)
