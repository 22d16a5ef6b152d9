"""Databases, search, data platforms, and what watches them."""

from .family import B62, B64, B64URL, HEX, UUID, Family, each

STORES: tuple[Family, ...] = (
    # planetscale.com/docs: "Secret scanning", service tokens and passwords
    *each("planetscale-token", ("pscale_tkn_", "pscale_pw_", "pscale_oauth_"), r"[A-Za-z0-9_=.\-]{30,64}"),
    # supabase.com/docs/guides/api/api-keys
    Family("supabase-key", "sbp_", "(?:oauth_|v0_)?[0-9a-f]{40,64}"),
    Family("supabase-key", "sb_secret_", f"{B64URL}{{20,60}}"),
    # neon.tech/docs/manage/api-keys
    Family("neon-key", "napi_", f"{B62}{{40,80}}"),
    # mongodb.com/docs/atlas: service accounts
    Family("mongodb-atlas-secret", "mdb_sa_sk_", f"{B64URL}{{30,60}}"),
    # cockroachlabs.com/docs/cockroachcloud: service account keys
    Family("cockroachdb-key", "CCDB1_", "[A-Za-z0-9_]{40,80}"),
    # xata.io/docs: API keys
    Family("xata-key", "xau_", f"{B62}{{30,60}}"),
    # aiven.io/docs: service passwords
    Family("aiven-password", "AVNS_", f"{B64URL}{{15,40}}"),
    # docs.databricks.com/dev-tools/auth/pat
    Family("databricks-token", "dapi", f"{HEX}{{32}}(?:-[0-9])?(?![0-9a-zA-Z])"),
    Family("databricks-token", "dose", f"{HEX}{{32}}(?![0-9a-zA-Z])", apart=True),
    # docs.confluent.io/cloud: "API secret format"
    Family("confluent-secret", "cflt", rf"{B64}{{50,64}}={{0,2}}", apart=True),
    # docs.pinecone.io: API keys
    Family("pinecone-key", "pcsk_", "[A-Za-z0-9_]{40,100}"),
    # docs.datastax.com/astra: application tokens
    Family("astra-token", "AstraCS:", rf"{B62}{{20,30}}:{HEX}{{60,64}}"),
    # grafana.com/docs: service account tokens, access policies, API keys (base64 of `{"k":`)
    Family("grafana-token", "glsa_", f"{B62}{{32}}_[0-9a-fA-F]{{8}}"),
    Family("grafana-token", "glc_", rf"{B64}{{32,8000}}={{0,2}}"),
    Family("grafana-token", "eyJrIjoi", rf"{B64}{{40,8000}}={{0,2}}"),
    # docs.newrelic.com/apis/intro-apis/new-relic-api-keys
    *each("newrelic-key", ("NRAK-", "NRII-", "NRIQ-", "NRRA-", "NRSP-", "NRAA-", "NRJS-"), r"[A-Za-z0-9_\-]{19,48}"),
    Family("newrelic-key", "NRAL", "(?![A-Za-z0-9])", before="[0-9a-f]{36}|[a-z]{2}[0-9]{2}xx[0-9a-f]{30}"),
    # docs.sentry.io/account/auth-tokens; develop.sentry.dev: "Auth tokens"
    *each("sentry-token", ("sntrys_", "sntryu_", "sntrya_", "sntryi_"), r"[A-Za-z0-9_+/=\-]{40,8000}"),
    # docs.honeycomb.io: API keys
    *each(
        "honeycomb-key",
        ("hcaik_", "hcxik_", "hcaic_", "hcxic_", "hcamk_", "hcxmk_", "hcxlk_", "hcalk_"),
        "[a-z0-9]{32,64}",
    ),
    # docs.dynatrace.com: "Access tokens and OAuth clients: token format"
    *each(
        "dynatrace-token",
        ("dt0c01.", "dt0s01.", "dt0s02.", "dt0s06.", "dt0s08.", "dt0s16."),
        r"[A-Z0-9\-]{8,24}\.[A-Z0-9]{64}",
    ),
    # axiom.co/docs/reference/tokens
    *each("axiom-token", ("xaat-", "xapt-"), UUID, apart=True),
    # docs.datadoghq.com/account_management/api-app-keys: personal access tokens (keys have no prefix: by their names)
    *each("datadog-token", ("ddpat_", "ddapp_", "ddsat_"), f"{B64URL}{{30,8000}}"),
    # www.elastic.co/docs: API keys and cloud ids by their names; "essu_" keys of Elastic Cloud
    Family("elastic-key", "essu_", rf"{B64}{{30,8000}}={{0,2}}"),
    # docs.logz.io, docs.sumologic.com, docs.rollbar.com: no prefix, by their names
    # posthog.com/docs/api: personal keys (project keys, phc_, are public)
    *each("posthog-key", ("phx_", "phs_", "pha_", "phr_"), f"{B64URL}{{40,64}}"),
    # docs.statsig.com: server secret keys
    Family("statsig-key", "secret-", f"{B62}{{40,64}}", apart=True),
    # apify.com: API tokens
    *each("apify-token", ("apify_api_", "apify_proxy_"), f"{B62}{{30,50}}"),
    # airtable.com/developers: personal access tokens
    Family("airtable-token", ".", f"{HEX}{{64}}(?![0-9a-zA-Z])", before=f"pat{B62}{{14}}"),
    # docs.cribl.io, docs.hasura.io, docs.wiz.io and others: by their names
)
