"""Tokens of code hosts, package registries and build servers.

GitHub publishes its formats in "Behind GitHub's new authentication token formats" (a prefix, 30 base62 characters, six
of a CRC32); GitLab in "Token overview" of its security documentation; the others where `published` says.
"""

from benchmarks.secret_rows.family import Family

_GITHUB = "github.blog: Behind GitHub's new authentication token formats"
_GITLAB = "docs.gitlab.com/security/tokens: token prefixes"
_ATLASSIAN = "support.atlassian.com: API tokens; prefix, body, `=`, eight hexadecimal digits of a checksum"
_CIRCLE = "circleci.com/changelog/new-format-for-api-access-tokens: prefix, base58 UUID, 40 hexadecimal digits"
_SONAR = "docs.sonarsource.com: managing your tokens; `squ_` user, `sqp_` project, `sqa_` global analysis, 40 hex"
_DOPPLER = "docs.doppler.com/reference/auth-token-formats"

FAMILIES = (
    Family("github-personal", "GITHUB_TOKEN", "ghp_{crc:30}", _GITHUB),
    Family("github-oauth", "GITHUB_OAUTH_TOKEN", "gho_{crc:30}", _GITHUB),
    Family("github-user-to-server", "GITHUB_USER_TOKEN", "ghu_{crc:30}", _GITHUB),
    Family("github-server-to-server", "GITHUB_APP_TOKEN", "ghs_{crc:30}", _GITHUB),
    Family("github-refresh", "GITHUB_REFRESH_TOKEN", "ghr_{crc:70}", _GITHUB),
    Family(
        "github-fine-grained",
        "GH_TOKEN",
        "github_pat_{alnum:22}_{alnum:59}",
        "docs.github.com: fine-grained personal access tokens; 93 characters, one underscore after 22",
    ),
    Family("gitlab-personal", "GITLAB_TOKEN", "glpat-{url:20}", _GITLAB),
    Family(
        "gitlab-personal-routable",
        "GITLAB_ACCESS_TOKEN",
        "glpat-{url:27}.01.{b36:9}",
        "docs.gitlab.com: routable tokens; payload, version, length and CRC32 in base36",
    ),
    Family("gitlab-deploy", "GITLAB_DEPLOY_TOKEN", "gldt-{url:20}", _GITLAB),
    Family("gitlab-runner", "CI_RUNNER_TOKEN", "glrt-{url:20}", _GITLAB),
    Family("gitlab-runner-registration", "REGISTRATION_TOKEN", "GR1348941{url:20}", _GITLAB),
    Family("gitlab-pipeline-trigger", "TRIGGER_TOKEN", "glptt-{hex:40}", _GITLAB),
    Family("gitlab-feed", "GITLAB_FEED_TOKEN", "glft-{url:20}", _GITLAB),
    Family("gitlab-agent", "KAS_AGENT_TOKEN", "glagent-{url:50}", _GITLAB),
    Family("gitlab-ci-job", "CI_JOB_TOKEN", "glcbt-{hex:2}_{url:20}", _GITLAB),
    Family("gitlab-oauth-secret", "GITLAB_APP_SECRET", "gloas-{hex:64}", _GITLAB),
    Family("gitlab-incoming-mail", "INCOMING_EMAIL_TOKEN", "glimt-{b36:25}", _GITLAB),
    Family("gitlab-scim", "SCIM_TOKEN", "glsoat-{url:20}", _GITLAB),
    Family("gitlab-feature-flags", "UNLEASH_CLIENT_TOKEN", "glffct-{url:20}", _GITLAB),
    Family("bitbucket-app-password", "BITBUCKET_APP_PASSWORD", "ATBB{alnum:24}{HEX:8}", _ATLASSIAN),
    Family("bitbucket-repository", "BITBUCKET_TOKEN", "ATCTT3xFfGN0{url:160}={HEX:8}", _ATLASSIAN),
    Family("atlassian-api", "JIRA_API_TOKEN", "ATATT3xFfGF0{url:171}={HEX:8}", _ATLASSIAN),
    Family(
        "azure-devops-personal",
        "AZURE_DEVOPS_EXT_PAT",
        "{alnum:76}AZDO{alnum:4}",
        "learn.microsoft.com: use personal access tokens; 84 characters, signature AZDO at 76",
    ),
    Family(
        "gitea",
        "GITEA_TOKEN",
        "{hex:40}",
        "docs.gitea.com: API usage; 40 hexadecimal digits, no prefix",
        named_only=True,
    ),
    Family(
        "npm",
        "NPM_TOKEN",
        "npm_{crc:30}",
        "github.blog: Announcing npm's new access token format; as GitHub's, with npm_",
    ),
    Family(
        "pypi",
        "PYPI_API_TOKEN",
        "pypi-AgEIcHlwaS5vcmc{url:150-180}",
        "pypi.org/help/#apitoken: pypi-, then a macaroon for pypi.org in base64",
    ),
    Family(
        "test-pypi",
        "TWINE_PASSWORD",
        "pypi-AgENdGVzdC5weXBpLm9yZw{url:150-170}",
        "pypi.org/help/#apitoken: the same macaroon for test.pypi.org",
    ),
    Family(
        "rubygems",
        "GEM_HOST_API_KEY",
        "rubygems_{hex:48}",
        "guides.rubygems.org/api-key-scopes: prefix and 48 hexadecimal digits",
    ),
    Family("crates-io", "CARGO_REGISTRY_TOKEN", "cio{alnum:32}", "crates.io source, token.rs: cio and 32"),
    Family("nuget", "NUGET_API_KEY", "oy2{b36:43}", "learn.microsoft.com/nuget: scoped API keys; 46 characters"),
    Family("clojars", "CLOJARS_PASSWORD", "CLOJARS_{hex:60}", "github.com/clojars/clojars-web wiki: deploy tokens"),
    Family("docker-personal", "DOCKERHUB_TOKEN", "dckr_pat_{url:27}", "docs.docker.com/security/access-tokens"),
    Family("docker-organisation", "DOCKER_OAT", "dckr_oat_{url:32}", "docs.docker.com: organization access tokens"),
    Family(
        "artifactory-key",
        "ARTIFACTORY_API_KEY",
        "AKCp{alnum:69}",
        "jfrog.com/help: API key; 73 characters beginning AKCp",
    ),
    Family(
        "artifactory-reference",
        "ARTIFACTORY_TOKEN",
        "cmVmdGtuOj{alnum:54}",
        "jfrog.com/help: reference token; base64 of `reftkn:`, 64 characters",
    ),
    Family("circleci-personal", "CIRCLE_TOKEN", "CCIPAT_{b58:22}_{hex:40}", _CIRCLE),
    Family("circleci-project", "CIRCLECI_PROJECT_TOKEN", "CCIPRJ_{b58:22}_{hex:40}", _CIRCLE),
    Family("buildkite", "BUILDKITE_API_TOKEN", "bkua_{hex:40}", "buildkite.com/docs/platform/security/tokens"),
    Family(
        "jenkins",
        "JENKINS_API_TOKEN",
        "11{hex:32}",
        "jenkins source, ApiTokenStore: version 11 and 32 hexadecimal digits",
        named_only=True,
    ),
    Family(
        "teamcity",
        "TEAMCITY_TOKEN",
        "eyJ0eXAiOiAiVENWMiJ9.{url:36}.{url:48}",
        "jetbrains.com/help/teamcity: access tokens; header {'typ': 'TCV2'} in base64",
    ),
    Family(
        "harness",
        "HARNESS_API_KEY",
        "pat.{url:22}.{hex:24}.{alnum:20}",
        "developer.harness.io: API keys; pat.account.id.secret",
    ),
    Family("octopus-deploy", "OCTOPUS_API_KEY", "API-{B36:26}", "octopus.com/docs: how to create an API key"),
    Family("sonarqube-user", "SONAR_TOKEN", "squ_{hex:40}", _SONAR),
    Family("sonarqube-project", "SONARQUBE_TOKEN", "sqp_{hex:40}", _SONAR),
    Family("sonarqube-global", "SONAR_ANALYSIS_TOKEN", "sqa_{hex:40}", _SONAR),
    Family(
        "sourcegraph",
        "SRC_ACCESS_TOKEN",
        "sgp_{hex:16}_{hex:40}",
        "sourcegraph.com/docs: access tokens; instance in 16 digits, 40 of secret",
    ),
    Family(
        "terraform-cloud",
        "TF_TOKEN_app_terraform_io",
        "{alnum:14}.atlasv1.{url:67}",
        "developer.hashicorp.com: HCP Terraform API tokens; id, atlasv1, secret",
    ),
    Family(
        "vault-service",
        "VAULT_TOKEN",
        "hvs.{url:95}",
        "developer.hashicorp.com/vault: tokens, token prefixes (since 1.10)",
    ),
    Family(
        "vault-batch", "VAULT_BATCH_TOKEN", "hvb.{url:138-180}", "developer.hashicorp.com/vault: tokens, token prefixes"
    ),
    Family("doppler-personal", "DOPPLER_TOKEN", "dp.pt.{alnum:43}", _DOPPLER),
    Family("doppler-service", "DOPPLER_SERVICE_TOKEN", "dp.st.prd.{alnum:43}", _DOPPLER),
    Family("doppler-cli", "DOPPLER_CLI_TOKEN", "dp.ct.{alnum:43}", _DOPPLER),
    Family("pulumi", "PULUMI_ACCESS_TOKEN", "pul-{hex:40}", "pulumi.com/docs: access tokens"),
    Family(
        "snyk", "SNYK_TOKEN", "{uuid}", "docs.snyk.io: authentication for API; a UUID without a prefix", named_only=True
    ),
    Family("codecov", "CODECOV_TOKEN", "{uuid}", "docs.codecov.com: repository upload token; a UUID", named_only=True),
)
