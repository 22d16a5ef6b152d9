"""Keys of monitoring, flags and databases as a service.

Grafana's service account tokens end in a CRC32 (`glsa_`, 32 characters, eight hexadecimal digits); Sentry publishes
"Token and credential formats", New Relic "API keys", Dynatrace "Access tokens: token format"; the others where
`published` says.
"""

import base64
import zlib
from random import Random

from benchmarks.secret_rows.drawing import drawn, octets, url_base64
from benchmarks.secret_rows.family import Family

_SENTRY = "docs.sentry.io: token and credential formats"
_GRAFANA = "grafana.com/docs: service accounts, and Cloud access policies"
_RELIC = "docs.newrelic.com: API keys"
_DYNATRACE = "docs.dynatrace.com: access tokens, token format; prefix, 24 public, 64 secret"
_SCALE = "planetscale.com/docs: passwords and service tokens"
_SUPABASE = "supabase.com/docs: API keys and access tokens"


def _sentry_organisation(random: Random) -> str:
    claims = {"iat": random.randint(1_700_000_000, 1_790_000_000), "url": "https://sentry.io", "org": "acme"}
    signature = base64.b64encode(octets(random, 32)).decode().rstrip("=").replace("/", "a")
    return f"sntrys_{url_base64(claims)}_{signature}"


def _grafana(random: Random) -> str:
    body = drawn(random, "glsa_{alnum:32}")
    return f"{body}_{zlib.crc32(body.encode()):08x}"


def _grafana_cloud(random: Random) -> str:
    claims = {"o": "652992", "n": "ci-metrics", "k": drawn(random, "{alnum:24}"), "m": {"r": "eu"}}
    return f"glc_{url_base64(claims)}"


FAMILIES = (
    Family("sentry-user", "SENTRY_AUTH_TOKEN", "sntryu_{hex:64}", _SENTRY),
    Family("sentry-organisation", "SENTRY_AUTH_TOKEN", _sentry_organisation, _SENTRY),
    Family("grafana", "GRAFANA_TOKEN", _grafana, _GRAFANA),
    Family("grafana-cloud", "GRAFANA_CLOUD_TOKEN", _grafana_cloud, _GRAFANA),
    Family("newrelic-user", "NEW_RELIC_API_KEY", "NRAK-{B36:27}", _RELIC),
    Family("newrelic-licence", "NEW_RELIC_LICENSE_KEY", "eu01xx{hex:30}NRAL", f"{_RELIC}; licence keys, 40"),
    Family("newrelic-insert", "NEW_RELIC_INSERT_KEY", "NRII-{url:32}", _RELIC),
    Family("datadog-api", "DD_API_KEY", "{hex:32}", "docs.datadoghq.com: API keys; 32 hex", named_only=True),
    Family("datadog-application", "DATADOG_APP_KEY", "{hex:40}", "docs.datadoghq.com: 40 hex", named_only=True),
    Family("honeycomb-ingest", "HONEYCOMB_API_KEY", "hcaik_01{b36:56}", "docs.honeycomb.io: API keys"),
    Family("honeycomb", "HONEYCOMB_WRITE_KEY", "{alnum:22}", "docs.honeycomb.io: environment keys", named_only=True),
    Family("dynatrace", "DT_API_TOKEN", "dt0c01.{B32:24}.{B32:64}", _DYNATRACE),
    Family("dynatrace-platform", "DT_PLATFORM_TOKEN", "dt0s16.{B32:8}.{B32:64}", _DYNATRACE),
    Family("pagerduty", "PAGERDUTY_TOKEN", "u+{url:18}", "support.pagerduty.com: API access keys", named_only=True),
    Family("opsgenie", "OPSGENIE_API_KEY", "{uuid}", "docs.opsgenie.com: API keys; a UUID", named_only=True),
    Family(
        "launchdarkly-sdk", "LAUNCHDARKLY_SDK_KEY", "sdk-{uuid}", "launchdarkly.com/docs: SDK keys", named_only=True
    ),
    Family(
        "launchdarkly-api", "LAUNCHDARKLY_ACCESS_TOKEN", "api-{uuid}", "launchdarkly.com/docs: tokens", named_only=True
    ),
    Family("posthog-personal", "POSTHOG_PERSONAL_API_KEY", "phx_{alnum:43}", "posthog.com/docs/api: personal keys"),
    Family("posthog-secure", "POSTHOG_SECURE_KEY", "phs_{alnum:43}", "posthog.com/docs: feature flags secure key"),
    Family("amplitude", "AMPLITUDE_SECRET_KEY", "{hex:32}", "amplitude.com/docs: project keys", named_only=True),
    Family("segment", "SEGMENT_WRITE_KEY", "{alnum:32}", "segment.com/docs: write keys", named_only=True),
    Family("sumologic", "SUMO_ACCESS_KEY", "{alnum:64}", "help.sumologic.com: access keys; 64", named_only=True),
    Family("splunk", "SPLUNK_HEC_TOKEN", "{uuid}", "docs.splunk.com: HTTP event collector; a UUID", named_only=True),
    Family("rollbar", "ROLLBAR_ACCESS_TOKEN", "{hex:32}", "docs.rollbar.com: access tokens", named_only=True),
    Family("axiom", "AXIOM_TOKEN", "xaat-{uuid}", "axiom.co/docs: API tokens"),
    Family("axiom-personal", "AXIOM_PERSONAL_TOKEN", "xapt-{uuid}", "axiom.co/docs: personal tokens"),
    Family("logfire", "LOGFIRE_TOKEN", "pylf_v1_us_{alnum:43}", "logfire.pydantic.dev: write tokens"),
    Family("checkly", "CHECKLY_API_KEY", "cu_{hex:32}", "checklyhq.com/docs: API keys", named_only=True),
    Family("databricks", "DATABRICKS_TOKEN", "dapi{hex:32}", "docs.databricks.com: personal access tokens"),
    Family("planetscale-token", "PLANETSCALE_SERVICE_TOKEN", "pscale_tkn_{url:43}", _SCALE),
    Family("planetscale-password", "DATABASE_PASSWORD", "pscale_pw_{url:43}", _SCALE),
    Family("planetscale-oauth", "PLANETSCALE_OAUTH_TOKEN", "pscale_oauth_{url:43}", _SCALE),
    Family("neon", "NEON_API_KEY", "napi_{b36:64}", "neon.com/docs: API keys"),
    Family("supabase-personal", "SUPABASE_ACCESS_TOKEN", "sbp_{hex:40}", _SUPABASE),
    Family("supabase-secret", "SUPABASE_SECRET_KEY", "sb_secret_{url:22}_{url:8}", _SUPABASE),
    Family("supabase-service-role", "SUPABASE_SERVICE_ROLE_KEY", "{jwt}", f"{_SUPABASE}; legacy keys are JWTs"),
    Family("aiven", "AIVEN_PASSWORD", "AVNS_{url:19}", "aiven.io/docs: service passwords"),
    Family("cockroach", "COCKROACH_API_KEY", "CCDB1_{alnum:22}_{alnum:40}", "cockroachlabs.com/docs: API keys"),
    Family("confluent", "CONFLUENT_API_SECRET", "{b64:64}", "docs.confluent.io: API keys; 64", named_only=True),
    Family("mongodb-atlas", "MONGODB_ATLAS_PRIVATE_KEY", "{uuid}", "mongodb.com/docs/atlas: a UUID", named_only=True),
    Family("clickhouse", "CLICKHOUSE_CLOUD_SECRET", "4b1d{alnum:38}", "clickhouse.com/docs: API keys", named_only=True),
    Family("algolia", "ALGOLIA_ADMIN_API_KEY", "{hex:32}", "algolia.com/doc: API keys; 32 hex", named_only=True),
    Family("typesense", "TYPESENSE_API_KEY", "{alnum:32}", "typesense.org/docs: API keys", named_only=True),
    Family("upstash", "UPSTASH_REDIS_REST_TOKEN", "A{b64:55}==", "upstash.com/docs: REST API", named_only=True),
    Family("prefect", "PREFECT_API_KEY", "pnu_{alnum:36}", "docs.prefect.io: API keys"),
    Family("dbt-personal", "DBT_CLOUD_TOKEN", "dbtu_{alnum:40}", "docs.getdbt.com: authentication tokens"),
)
