"""Code forges, build services and package registries."""

from .family import B62, B64, B64URL, HEX, UUID, Family, each

_ROUTABLE = r"(?:\.[A-Za-z0-9_\-]{1,20}){0,3}"
"""What GitLab's routable tokens end with: a length and a checksum."""

FORGES: tuple[Family, ...] = (
    # docs.github.com/authentication: "GitHub's token formats"; github.blog: "Behind GitHub's new authentication token
    # formats" (a base62 checksum, CRC-32, ends each)
    *each("github-token", ("ghp_", "gho_", "ghu_", "ghs_", "ghr_"), f"{B62}{{30,255}}"),
    Family("github-token", "github_pat_", "[A-Za-z0-9_]{40,255}"),
    Family("github-token", "v1.", f"{HEX}{{40}}(?![0-9a-zA-Z])", apart=True),
    # docs.gitlab.com/security/tokens: "Token prefixes"
    *each(
        "gitlab-token",
        ("glpat-", "gloas-", "gldt-", "glrt-", "glrtr-", "glcbt-", "glptt-", "glft-", "glimt-", "glagent-", "glsoat-"),
        f"{B64URL}{{20,300}}{_ROUTABLE}",
    ),
    *each("gitlab-token", ("glffct-", "glwt-", "glpat_"), f"{B64URL}{{20,300}}{_ROUTABLE}"),
    Family("gitlab-token", "GR1348941", f"{B64URL}{{20,50}}"),
    # support.atlassian.com: "Manage API tokens for your Atlassian account"; Bitbucket "App passwords", "Access tokens"
    *each("atlassian-token", ("ATATT3", "ATCTT3", "ATSTT3", "ATOAT"), r"[A-Za-z0-9_\-+/=]{60,500}"),
    Family("bitbucket-app-password", "ATBB", f"{B62}{{28,40}}"),
    # circleci.com/docs: "Managing API tokens"
    *each("circleci-token", ("CCIPAT_", "CCIPRJ_"), "[A-Za-z0-9_]{40,100}"),
    # buildkite.com/docs/apis/managing-api-tokens; "Token security: prefixes"
    *each("buildkite-token", ("bkua_", "bkct_", "bkaj_", "bkpt_", "bkar_"), f"{B62}{{32,80}}"),
    # docs.sonarsource.com: "Managing your tokens"
    *each("sonarqube-token", ("sqp_", "squ_", "sqa_"), f"{HEX}{{40}}"),
    # docs.snyk.io: "Personal access tokens"
    *each("snyk-token", ("snyk_uat.", "snyk_sat."), r"[A-Za-z0-9_\-.]{40,200}"),
    # sourcegraph.com/docs/cli/how-tos/creating_an_access_token
    *each("sourcegraph-token", ("sgp_", "sgp_local_", "slk_", "sgd_"), "(?:[a-fA-F0-9]{16}_)?[a-fA-F0-9]{40,64}"),
    # jfrog.com/help: "Access tokens", "Reference tokens" (base64 of `reftkn`), API keys
    Family("jfrog-token", "AKCp", f"{B62}{{60,100}}"),
    Family("jfrog-token", "cmVmdGtu", f"{B62}{{50,70}}"),
    # developer.harness.io: "Manage API keys"
    *each("harness-token", ("pat.", "sat."), rf"{B64URL}{{22}}\.{B62}{{24}}\.{B62}{{20}}", apart=True),
    # octopus.com/docs/octopus-rest-api/how-to-create-an-api-key
    Family("octopus-key", "API-", "[A-Z0-9]{25,34}(?![A-Za-z0-9])", apart=True),
    # launchdarkly.com/docs: SDK keys, API access tokens, relay keys
    *each("launchdarkly-key", ("sdk-", "api-", "rel-"), UUID, apart=True),
    # docs.docker.com/security/access-tokens
    *each("docker-token", ("dckr_pat_", "dckr_oat_"), f"{B64URL}{{24,60}}"),
    # docs.npmjs.com/about-access-tokens; github.blog: "npm's new access token format"
    Family("npm-token", "npm_", f"{B62}{{36,80}}"),
    # pypi.org/help/#apitoken; macaroons, RFC-less, base64 after the prefix
    Family("pypi-token", "pypi-", f"{B64URL}{{50,1000}}"),
    # crates.io source, "Tokens" (`cio` and 32 letters and digits)
    Family("cratesio-token", "cio", f"{B62}{{32}}(?![A-Za-z0-9])", apart=True),
    # guides.rubygems.org/api-key-scopes
    Family("rubygems-key", "rubygems_", f"{HEX}{{48}}"),
    # learn.microsoft.com/nuget: "Scoped API keys"
    Family("nuget-key", "oy2", "[a-z0-9]{43}(?![A-Za-z0-9])", apart=True),
    # packagist.com/docs: "API tokens"
    Family("packagist-token", "packagist_", "(?:[a-z]{3}_)?[a-fA-F0-9]{60,80}"),
    # github.com/clojars: "Deploy tokens"
    Family("clojars-token", "CLOJARS_", "[a-zA-Z0-9]{60}"),
    # docs.deno.com/deploy: "Access tokens"
    *each("deno-token", ("ddp_", "ddo_", "ddw_"), f"{B62}{{30,60}}"),
    # docs.scalingo.com/platform/deployment: tokens
    *each("scalingo-token", ("tk-us-", "tk-eu-"), f"{B64URL}{{40,60}}", apart=True),
    # docs.prefect.io: "Manage API keys"
    *each("prefect-key", ("pnu_", "pnb_"), f"{B62}{{30,60}}"),
    # docs.readme.com: "API keys"
    Family("readme-key", "rdme_", "[a-z0-9]{60,80}"),
    # www.chromatic.com/docs/setup: project tokens
    Family("chromatic-token", "chpt_", f"{B62}{{12,40}}"),
    # docs.getdbt.com: "Service account tokens"
    *each("dbt-token", ("dbtc_", "dbtu_"), f"{B64URL}{{30,100}}"),
    # docs.checklyhq.com: API keys
    Family("checkly-key", "cu_", f"{HEX}{{32}}(?![0-9a-zA-Z])", apart=True),
    # help.localstack.cloud: auth tokens
    Family("localstack-token", "ls-", rf"{B62}{{8}}-{B62}{{4}}-{B62}{{4}}-{B62}{{4}}-{B62}{{12,8000}}", apart=True),
    # docs.postman.com: "Generate and use Postman API keys"
    Family("postman-key", "PMAK-", "[a-fA-F0-9]{24}-[a-fA-F0-9]{34}"),
    Family("postman-key", "PMAT-", "[A-Z0-9]{26}"),
    # base64 of a PEM header, as kubeconfig files and secrets of Kubernetes hold private keys (RFC 7468 for the header)
    *each(
        "private-key",
        (
            "LS0tLS1CRUdJTiBQUklWQVRF",
            "LS0tLS1CRUdJTiBSU0EgUFJJVkFURS",
            "LS0tLS1CRUdJTiBFQyBQUklWQVRF",
            "LS0tLS1CRUdJTiBPUEVOU1NIIFBSSVZBVE",
            "LS0tLS1CRUdJTiBFTkNSWVBURUQgUFJJVkFURS",
            "LS0tLS1CRUdJTiBEU0EgUFJJVkFURS",
        ),
        rf"{B64}{{20,20000}}={{0,2}}",
    ),
)
