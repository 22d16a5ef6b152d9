"""Tokens of clouds and hosting: keys by which machines and money are reached.

AWS publishes its prefixes under "IAM identifiers: unique IDs" (AKIA, ASIA; base32); Microsoft its identifiable keys as
"common annotated security keys"; Google in "API keys" and "OAuth 2.0"; the others where `published` says.
"""

from random import Random

from benchmarks.secret_rows.drawing import drawn
from benchmarks.secret_rows.family import Family

_AWS = "docs.aws.amazon.com/IAM: IAM identifiers, unique ID prefixes"
_AZURE = "learn.microsoft.com, security-utilities: identifiable keys; a signature of four letters before the end"
_GOOGLE = "cloud.google.com/docs/authentication"
_OCEAN = "docs.digitalocean.com/reference/api: token prefixes; 64 hexadecimal digits"
_CLOUDFLARE = "developers.cloudflare.com: token formats; prefix, 40 characters, checksum"
_TAILSCALE = "tailscale.com/kb: key prefixes"


def _aws_secret(random: Random) -> str:
    """40 characters of base64, at least one of them no letter or digit, as in most of AWS's."""
    return drawn(random, "{b64:17}/{b64:22}")


def _service_bus(random: Random) -> str:
    return drawn(random, "{alnum:33}+ASb{alnum:6}=")


FAMILIES = (
    Family("aws-access-key-id", "AWS_ACCESS_KEY_ID", "AKIA{B32:16}", _AWS),
    Family("aws-temporary-key-id", "AWS_ACCESS_KEY_ID", "ASIA{B32:16}", _AWS),
    Family(
        "aws-secret-access-key",
        "AWS_SECRET_ACCESS_KEY",
        _aws_secret,
        "docs.aws.amazon.com/IAM: managing access keys; 40 characters of base64",
        named_only=True,
    ),
    Family(
        "aws-session-token",
        "AWS_SESSION_TOKEN",
        "IQoJb3JpZ2luX2Vj{b64:380-460}==",
        "docs.aws.amazon.com/STS: AssumeRole; opaque, begins with base64 of a fixed header",
    ),
    Family(
        "aws-bedrock",
        "AWS_BEARER_TOKEN_BEDROCK",
        "ABSKQmVkcm9ja0FQSUtleS{b64:109}=",
        "docs.aws.amazon.com/bedrock: long-term API keys; ABSK and base64 of BedrockAPIKey-",
    ),
    Family(
        "aws-bedrock-short",
        "BEDROCK_API_KEY",
        "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t{b64:320}",
        "docs.aws.amazon.com/bedrock: short-term API keys; prefix and base64 of a signed request",
    ),
    Family("aws-marketplace", "MWS_AUTH_TOKEN", "amzn.mws.{uuid}", "developer-docs.amazon.com: MWS auth tokens"),
    Family("google-api", "GOOGLE_API_KEY", "AIza{url:35}", f"{_GOOGLE}: API keys"),
    Family("google-oauth-access", "GOOGLE_ACCESS_TOKEN", "ya29.a0{url:150-200}", f"{_GOOGLE}: OAuth 2.0 tokens"),
    Family("google-oauth-client", "GOOGLE_CLIENT_SECRET", "GOCSPX-{url:28}", f"{_GOOGLE}: client secrets"),
    Family("google-oauth-refresh", "GOOGLE_REFRESH_TOKEN", "1//0{url:98}", f"{_GOOGLE}: refresh tokens"),
    Family(
        "firebase-messaging",
        "FCM_SERVER_KEY",
        "AAAA{url:7}:APA91b{url:134}",
        "firebase.google.com/docs/cloud-messaging: legacy server key",
    ),
    Family("azure-storage", "AZURE_STORAGE_KEY", "{b64:76}+ASt{alnum:6}==", f"{_AZURE}; 88 characters"),
    Family("azure-cosmos", "COSMOS_KEY", "{b64:76}ACDb{alnum:6}==", f"{_AZURE}; 88 characters"),
    Family("azure-batch", "AZURE_BATCH_KEY", "{b64:76}+ABa{alnum:6}==", f"{_AZURE}; 88 characters"),
    Family("azure-service-bus", "SERVICE_BUS_KEY", _service_bus, f"{_AZURE}; 44 characters"),
    Family("azure-event-hubs", "EVENT_HUB_KEY", "{alnum:33}+AEh{alnum:6}=", f"{_AZURE}; 44 characters"),
    Family("azure-search", "AZURE_SEARCH_KEY", "{alnum:42}AzSe{alnum:6}", f"{_AZURE}; 52 characters"),
    Family("azure-registry", "ACR_PASSWORD", "{alnum:42}+ACR{alnum:6}", f"{_AZURE}; 52 characters"),
    Family("azure-function", "AZURE_FUNCTION_KEY", "{url:44}AzFu{alnum:6}==", f"{_AZURE}; 56 characters"),
    Family(
        "azure-openai",
        "AZURE_OPENAI_API_KEY",
        "{alnum:52}JQQJ99BCACYeBjFXJ3w3AAABACOG{alnum:4}",
        f"{_AZURE}; 84 characters, signature JQQJ99 at 52",
    ),
    Family(
        "azure-client-secret",
        "AZURE_CLIENT_SECRET",
        "{alnum:3}8Q~{tilde:34}",
        "learn.microsoft.com/entra: client secrets; 40 characters, `8Q~` at three",
    ),
    Family(
        "alibaba-key-id", "ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI{alnum:20}", "alibabacloud.com/help/ram: AccessKey pairs"
    ),
    Family(
        "alibaba-secret",
        "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
        "{alnum:30}",
        "alibabacloud.com/help/ram: AccessKey pairs; 30 characters",
        named_only=True,
    ),
    Family("tencent-secret-id", "TENCENTCLOUD_SECRET_ID", "AKID{alnum:32}", "cloud.tencent.com/document/product/598"),
    Family(
        "tencent-secret",
        "TENCENTCLOUD_SECRET_KEY",
        "{alnum:32}",
        "cloud.tencent.com/document/product/598; 32 characters",
        named_only=True,
    ),
    Family("yandex-api", "YANDEX_API_KEY", "AQVN{url:36}", "yandex.cloud/docs/iam: API key"),
    Family("yandex-oauth", "YANDEX_OAUTH_TOKEN", "y0_{url:55}", "yandex.com/dev/id: OAuth tokens"),
    Family(
        "ibm-cloud", "IBMCLOUD_API_KEY", "{url:44}", "cloud.ibm.com/docs/account: user API keys; 44", named_only=True
    ),
    Family("digitalocean-personal", "DIGITALOCEAN_ACCESS_TOKEN", "dop_v1_{hex:64}", _OCEAN),
    Family("digitalocean-oauth", "DO_OAUTH_TOKEN", "doo_v1_{hex:64}", _OCEAN),
    Family("digitalocean-refresh", "DO_REFRESH_TOKEN", "dor_v1_{hex:64}", _OCEAN),
    Family(
        "linode", "LINODE_TOKEN", "{hex:64}", "techdocs.akamai.com/linode-api: personal access tokens", named_only=True
    ),
    Family("vultr", "VULTR_API_KEY", "{B36:36}", "vultr.com/api: API keys; 36 capitals and digits", named_only=True),
    Family(
        "hetzner", "HCLOUD_TOKEN", "{alnum:64}", "docs.hetzner.cloud: authentication; 64 characters", named_only=True
    ),
    Family(
        "scaleway",
        "SCW_SECRET_KEY",
        "{uuid}",
        "scaleway.com/en/docs/iam: API keys; the secret is a UUID",
        named_only=True,
    ),
    Family("heroku", "HEROKU_API_KEY", "HRKU-AA{url:58}", "devcenter.heroku.com: OAuth tokens; HRKU- and 60"),
    Family(
        "heroku-legacy",
        "HEROKU_API_KEY",
        "{uuid}",
        "devcenter.heroku.com: platform API; tokens were UUIDs",
        named_only=True,
    ),
    Family("fly", "FLY_API_TOKEN", "fm2_{b64:380-440}", "fly.io/docs: access tokens; a macaroon, fm2_ and base64"),
    Family("fly-personal", "FLY_ACCESS_TOKEN", "fo1_{url:43}", "fly.io/docs: access tokens"),
    Family("netlify", "NETLIFY_AUTH_TOKEN", "nfp_{alnum:36}", "docs.netlify.com: personal access tokens"),
    Family("render", "RENDER_API_KEY", "rnd_{alnum:32}", "render.com/docs/api"),
    Family("railway", "RAILWAY_TOKEN", "{uuid}", "docs.railway.com: tokens; a UUID", named_only=True),
    Family("vercel", "VERCEL_TOKEN", "{alnum:24}", "vercel.com/docs: access tokens; 24 characters", named_only=True),
    Family("cloudflare-user", "CLOUDFLARE_API_TOKEN", "cfut_{alnum:40}{hex:8}", _CLOUDFLARE),
    Family("cloudflare-account", "CLOUDFLARE_ACCOUNT_TOKEN", "cfat_{alnum:40}{hex:8}", _CLOUDFLARE),
    Family("cloudflare-global", "CLOUDFLARE_GLOBAL_KEY", "cfk_{alnum:40}{hex:8}", _CLOUDFLARE),
    Family("cloudflare-legacy", "CF_API_TOKEN", "{url:40}", f"{_CLOUDFLARE}; before: 40 characters", named_only=True),
    Family(
        "cloudflare-origin-ca",
        "CLOUDFLARE_API_USER_SERVICE_KEY",
        "v1.0-{hex:24}-{hex:146}",
        "developers.cloudflare.com: origin CA keys; v1.0-",
    ),
    Family("fastly", "FASTLY_API_TOKEN", "{url:32}", "fastly.com/documentation: API tokens; 32", named_only=True),
    Family("tailscale-auth", "TS_AUTHKEY", "tskey-auth-{alnum:12}CNTRL-{alnum:32}", _TAILSCALE),
    Family("tailscale-api", "TAILSCALE_API_KEY", "tskey-api-{alnum:12}CNTRL-{alnum:32}", _TAILSCALE),
    Family("tailscale-client", "TS_OAUTH_SECRET", "tskey-client-{alnum:12}CNTRL-{alnum:32}", _TAILSCALE),
    Family("ngrok", "NGROK_AUTHTOKEN", "2{alnum:26}_{alnum:22}", "ngrok.com/docs: authtokens", named_only=True),
    Family("scalingo", "SCALINGO_API_TOKEN", "tk-us-{url:48}", "developers.scalingo.com: tokens"),
    Family(
        "defined-networking",
        "DEFINED_API_KEY",
        "dnkey-{B36:26}-{B36:52}",
        "docs.defined.net: API keys; a ULID-like id and the key",
    ),
)
