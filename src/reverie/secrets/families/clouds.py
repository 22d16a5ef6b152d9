"""Clouds, hosting, infrastructure and the stores of secrets themselves."""

from .family import B62, B64, B64URL, HEX, UUID, Family, each, each_before

CLOUDS: tuple[Family, ...] = (
    # docs.aws.amazon.com/IAM: "Unique identifiers", "Understanding unique ID prefixes"
    *each("aws-access-key", ("AKIA", "ASIA", "ABIA", "ACCA"), "[A-Z0-9]{16}(?![A-Za-z0-9])", apart=True),
    # docs.aws.amazon.com/bedrock: "API keys" (base64 of `bedrock-api-key-` or of `BedrockAPIKey-`)
    Family("aws-bedrock-key", "ABSK", rf"{B64}{{100,270}}={{0,2}}", apart=True),
    Family("aws-bedrock-key", "bedrock-api-key-", rf"{B64}{{60,8000}}={{0,2}}"),
    # docs.aws.amazon.com/STS: session tokens, as GetSessionToken gives them
    *each("aws-session-token", ("IQoJb3JpZ2lu", "FwoGZXIvYXdz", "FQoGZXIvYXdz"), rf"{B64}{{80,8000}}={{0,2}}"),
    # docs.developer.amazonservices.com: MWS auth tokens
    Family("aws-mws-token", "amzn.mws.", UUID),
    # cloud.google.com/docs/authentication/api-keys
    Family("google-api-key", "AIza", f"{B64URL}{{33,40}}"),
    Family("google-api-key", "AQ.", f"{B64URL}{{30,80}}", apart=True),
    # developers.google.com/identity/protocols/oauth2: client secrets, access, refresh and authorisation codes
    Family("google-client-secret", "GOCSPX-", f"{B64URL}{{24,40}}"),
    Family("google-access-token", "ya29.", rf"{B64URL}{{20,8000}}(?:\.{B64URL}{{1,500}}){{0,3}}"),
    Family("google-refresh-token", "1//0", f"{B64URL}{{30,8000}}", apart=True),
    # cloud.google.com/storage/docs/authentication/hmackeys
    Family("google-hmac-key", "GOOG", "[A-Z0-9]{20,58}(?![A-Za-z0-9])", apart=True),
    # firebase.google.com/docs/cloud-messaging: server keys
    Family("firebase-server-key", "AAAA", rf"{B64URL}{{7}}:APA91b{B64URL}{{100,8000}}", apart=True),
    # learn.microsoft.com/purview: "Azure AD client secret" (Entra)
    Family("azure-client-secret", "Q~", r"[A-Za-z0-9_~.\-]{31,34}", before=r"[A-Za-z0-9_~.\-]{3}[0-9]"),
    # learn.microsoft.com/azure/devops: "Personal access tokens", "Changes to format"
    Family("azure-devops-token", "AZDO", f"{B62}{{4}}(?![A-Za-z0-9])", before=f"{B62}{{52,76}}"),
    # learn.microsoft.com/purview: sensitive information types "Azure Function", "Azure Search", "Azure Cognitive" keys
    Family("azure-key", "AzFu", rf"{B64URL}{{5,10}}={{0,2}}", before=f"{B64URL}{{40,50}}"),
    Family("azure-key", "AzSe", f"{B62}{{6}}(?![A-Za-z0-9])", before=f"{B62}{{40,46}}"),
    # github.com/microsoft/security-utilities: identifiable keys, with a signature that says of which service
    *each_before("azure-key", ("ACDb", "ASpe", "APIM"), "[A-Za-z0-9+/%]{4,12}={0,2}", "[A-Za-z0-9+/%]{70,100}"),
    *each_before("azure-key", ("+ASt", "+AMC", "+ABa"), "[A-Za-z0-9+/]{4,8}={0,2}", "[A-Za-z0-9+/]{60,80}"),
    *each_before(
        "azure-key",
        ("+ASb", "+AEh", "+ARm", "+ACR", "+AIo", "+AHu"),
        "[A-Za-z0-9+/]{4,8}={0,2}",
        "[A-Za-z0-9+/]{30,46}",
    ),
    Family("azure-key", "JQQJ9", "[A-Za-z0-9]{20,32}(?![A-Za-z0-9])", before=f"{B62}{{44,60}}"),
    # docs.digitalocean.com/reference/api: "Token prefixes"; Spaces keys
    *each("digitalocean-token", ("dop_v1_", "doo_v1_", "dor_v1_"), f"{HEX}{{60,64}}"),
    Family("digitalocean-key", "DO00", "[A-Z0-9]{16}(?![A-Za-z0-9])", apart=True),
    # devcenter.heroku.com/articles/authentication: "API token format"
    Family("heroku-key", "HRKU-", r"[A-Za-z0-9_\-]{36,80}"),
    # developers.cloudflare.com: "Origin CA keys", "API token formats", Turnstile secret keys
    Family("cloudflare-token", "v1.0-", f"{HEX}{{20,30}}-{HEX}{{100,160}}"),
    *each("cloudflare-token", ("cfut_", "cfat_", "cfk_", "cfoat_", "cfort_"), f"{B64URL}{{37,80}}"),
    # fly.io/docs/security/tokens
    *each("fly-token", ("fm1r_", "fm1a_", "fm2_"), rf"{B64}{{40,8000}}={{0,3}}"),
    Family("fly-token", "fo1_", f"{B64URL}{{40,50}}"),
    # render.com/docs/api: API keys
    Family("render-key", "rnd_", f"{B62}{{28,40}}"),
    # vercel.com/docs: "Tokens", "Secret scanning: token prefixes"
    *each("vercel-token", ("vcp_", "vci_", "vca_", "vcr_", "vck_"), f"{B62}{{24,80}}"),
    *each("vercel-token", ("vercel_blob_rw_",), "[A-Za-z0-9_]{30,100}"),
    # docs.netlify.com/api: personal access tokens
    *each("netlify-token", ("nfp_", "nfo_", "nfc_", "nfu_", "nfb_"), f"{B62}{{36,60}}"),
    # railway.com/docs and others keep UUIDs: found by their names only
    # alibabacloud.com/help/ram: AccessKey pairs
    Family("alibaba-access-key", "LTAI", "[A-Za-z0-9]{12,26}(?![A-Za-z0-9])", apart=True),
    # cloud.tencent.com/document: API keys
    Family("tencent-secret-id", "AKID", "[A-Za-z0-9]{28,40}(?![A-Za-z0-9])", apart=True),
    # cloud.baidu.com/doc: API keys; volcengine.com/docs: access keys
    Family("baidu-key", "bce-v3/ALTAK-", rf"{B62}{{16,24}}/{HEX}{{40}}"),
    Family("volcengine-access-key", "AKLT", r"[A-Za-z0-9+/=]{40,60}", apart=True),
    # yandex.cloud/docs/iam: API keys, IAM tokens, cookies
    Family("yandex-key", "AQVN", f"{B64URL}{{35,38}}", apart=True),
    Family("yandex-token", "y0_", f"{B64URL}{{40,80}}", apart=True),
    Family("yandex-token", "t1.", rf"{B64URL}{{20,8000}}={{0,2}}\.{B64URL}{{86}}={{0,2}}", apart=True),
    # www.scaleway.com/docs/iam: API keys
    Family("scaleway-access-key", "SCW", "[A-Z0-9]{17}(?![A-Za-z0-9])", apart=True),
    # developer.hashicorp.com/vault/docs/concepts/tokens: "Token prefixes"
    *each("vault-token", ("hvs.", "hvb.", "hvr."), f"{B64URL}{{20,8000}}"),
    # (tokens from before Vault 1.10, `s.` and 24 characters, are found by their names only)
    # developer.hashicorp.com/terraform/cloud-docs: API tokens
    Family("terraform-token", "atlasv1.", r"[A-Za-z0-9_=\-]{50,100}", before=rf"{B62}{{14}}\."),
    # docs.doppler.com/docs/service-tokens: token formats
    *each(
        "doppler-token",
        ("dp.pt.", "dp.st.", "dp.ct.", "dp.sa.", "dp.scim.", "dp.audit.", "dp.said."),
        rf"(?:[a-z0-9_\-]{{2,35}}\.)?{B62}{{40,48}}",
        apart=True,
    ),
    # pulumi.com/docs/pulumi-cloud/access-management/access-tokens
    Family("pulumi-token", "pul-", f"{HEX}{{40}}", apart=True),
    # developer.1password.com/docs: service accounts; support.1password.com/secret-key
    Family("onepassword-token", "eyJ", rf"{B64URL}{{60,8000}}={{0,3}}", before="ops_"),
    Family(
        "onepassword-secret-key",
        "A3-",
        r"[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}",
        apart=True,
    ),
    # infisical.com/docs: service tokens
    Family("infisical-token", "st.", rf"{HEX}{{8,8000}}(?:\.|-){HEX}[0-9a-f.\-]{{30,8000}}", apart=True),
    # tailscale.com/kb/1277/key-prefixes
    Family("tailscale-key", "tskey-", r"[a-z]{2,10}-[A-Za-z0-9]{8,8000}(?:-[A-Za-z0-9]{8,8000})?"),
    # docs.defined.net: API keys
    Family("definednet-key", "dnkey-", "[A-Za-z0-9=_]{20,30}-[A-Za-z0-9=_]{40,60}", apart=True),
    # age-encryption.org/v1, github.com/C2SP/C2SP: "Native identities"
    *each("age-secret-key", ("AGE-SECRET-KEY-1", "AGE-SECRET-KEY-PQ-1"), "[0-9A-Za-z]{50,3000}"),
    Family("age-secret-key", "AGE-PLUGIN-", "[A-Z0-9]{2,30}-1[0-9A-Z]{30,8000}"),
    # techdocs.akamai.com/developer: EdgeGrid credentials
    Family("akamai-token", "akab-", r"[a-z0-9]{16}-[a-z0-9]{16}", apart=True),
    # docs.infracost.io, docs.spacelift.io and others: by their names only
)
