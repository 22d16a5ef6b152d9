"""Chat, mail, documents, identity and other services."""

from .family import B62, B64, B64URL, HEX, UUID, Family, each

_SLACK = r"[A-Za-z0-9%/+=_.\-]{16,400}(?<![.=%/+\-])"

SERVICES: tuple[Family, ...] = (
    # api.slack.com/concepts/token-types; "App-level tokens"; configuration tokens (xoxe)
    *each(
        "slack-token",
        ("xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "xoxe.", "xoxc-", "xoxd-", "xoxo-"),
        _SLACK,
    ),
    *each("slack-token", ("xapp-", "xwfp-"), r"[A-Za-z0-9\-]{20,300}"),
    # discord.com/developers/docs/reference: "Authentication"; base64 of a snowflake, a time, an HMAC
    Family("discord-token", ".", rf"{B64URL}{{27,40}}(?![\w\-])", before=rf"[MNO][A-Za-z0-9]{{22,27}}\.{B64URL}{{6}}"),
    Family("discord-token", "mfa.", f"{B64URL}{{80,100}}", apart=True),
    # core.telegram.org/bots/api: "Authorizing your bot"
    Family("telegram-bot-token", ":AA", f"{B64URL}{{32,35}}(?![\\w\\-])", before="[0-9]{7,12}"),
    # www.twilio.com/docs/iam/api-keys; "What is a String Identifier (SID)?"
    Family("twilio-key", "SK", "[0-9a-f]{32}(?![0-9a-zA-Z])", apart=True),
    # www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys
    Family("sendgrid-key", "SG.", rf"{B64URL}{{16,32}}\.{B64URL}{{36,64}}", apart=True),
    # documentation.mailgun.com: API keys
    Family("mailgun-key", "key-", f"{HEX}{{32}}(?![0-9a-zA-Z])", apart=True),
    Family("mailgun-key", "-", f"{HEX}{{8}}-{HEX}{{8}}(?![0-9a-zA-Z\\-])", before=f"{HEX}{{32}}"),
    Family("mailgun-key", "pubkey-", f"{HEX}{{32}}(?![0-9a-zA-Z])", apart=True),
    # mailchimp.com/help/about-api-keys; mailchimp.com/developer/transactional (Mandrill)
    Family("mailchimp-key", "-us", "[0-9]{1,2}(?![0-9a-zA-Z])", before=f"{HEX}{{32}}"),
    Family("mandrill-key", "md-", "(?=[A-Za-z_\\-]*[0-9])[A-Za-z0-9_\\-]{22}(?![\\w\\-])", apart=True),
    # resend.com/docs; developers.brevo.com
    Family("resend-key", "re_", f"{B62}{{8}}_{B62}{{20,30}}", apart=True),
    *each("brevo-key", ("xkeysib-", "xsmtpsib-"), f"{HEX}{{64}}-{B62}{{16}}"),
    # developers.hubspot.com/docs: private apps
    *each("hubspot-token", ("pat-na1-", "pat-na2-", "pat-eu1-", "pat-ap1-", "pat-au1-"), UUID),
    # developers.intercom.com: access tokens (base64 of `tok:`)
    Family("intercom-token", "dG9rO", rf"{B64}{{40,8000}}={{0,2}}"),
    # developer.salesforce.com: session ids and access tokens
    Family("salesforce-token", "!A", "[A-Za-z0-9._]{60,8000}", before=f"00D{B62}{{12,15}}"),
    # clerk.com/docs, stytch.com/docs, workos.com/docs: sk_live_ and sk_test_ stand with the payment services
    *each("stytch-secret", ("secret-live-", "secret-test-"), rf"{B64URL}{{30,40}}={{0,2}}"),
    # developer.okta.com: API tokens go with `SSWS`: found by the header
    # www.typeform.com/developers; developers.asana.com; developer.atlassian.com/cloud/trello
    Family("typeform-token", "tfp_", r"[A-Za-z0-9_.=\-]{40,80}"),
    Family("trello-token", "ATTA", "[0-9a-f]{64}[0-9A-F]{8}|(?:ATTA)?[0-9a-fA-F]{64,76}"),
    # linear.app/developers; developers.notion.com
    *each("linear-key", ("lin_api_", "lin_oauth_", "lin_wh_"), f"{B62}{{30,64}}"),
    Family("notion-token", "ntn_", f"{B62}{{40,60}}"),
    Family("notion-token", "secret_", f"{B62}{{43}}(?![A-Za-z0-9])", apart=True),
    # developer.clickup.com; developers.figma.com; www.canva.dev
    Family("clickup-token", "pk_", "[0-9]{5,10}_[A-Z0-9]{32}", apart=True),
    *each("figma-token", ("figd_", "figdr_", "figu_", "figor_", "figoh_", "figo_"), f"{B64URL}{{36,64}}"),
    Family("canva-secret", "cnvca", f"{B64URL}{{50,60}}"),
    # contentful.com/developers; www.sanity.io/docs
    Family("contentful-token", "CFPAT-", f"{B64URL}{{40,50}}"),
    # www.dropbox.com/developers: short-lived tokens
    Family(
        "dropbox-token",
        "sl.",
        rf"(?:u\.)?(?=[\w\-]{{0,300}}[0-9])(?=[\w\-]{{0,300}}[A-Z]){B64URL}{{60,8000}}",
        apart=True,
    ),
    # www.pubnub.com/docs; documentation.onesignal.com
    *each("pubnub-key", ("sec-c-",), rf"{B64}{{40,60}}={{0,2}}|{UUID}", apart=True),
    *each("onesignal-key", ("os_v2_app_", "os_v2_org_"), "[a-z2-7]{60,120}"),
    # docs.frame.io; io.adafruit.com/api/docs; developer.adobe.com
    Family("frameio-token", "fio-u-", f"{B64URL}{{60,70}}"),
    Family("adafruit-key", "aio_", f"{B62}{{28}}(?![A-Za-z0-9])", apart=True),
    Family("adobe-secret", "p8e-", f"{B64URL}{{32}}(?![\\w\\-])", apart=True),
    # developers.facebook.com: access tokens; instagram
    Family("facebook-token", "EAA", f"{B62}{{60,500}}(?![A-Za-z0-9+/=])", apart=True),
    *each("instagram-token", ("IGQ", "IGAA"), f"{B64URL}{{80,500}}", apart=True),
    # developer.x.com: bearer tokens, access tokens (a numeric user id before)
    Family(
        "twitter-bearer-token", "AAAAAAAAAAAAAAAAAAAAA", "(?=[A-Za-z0-9]{0,200}%)[A-Za-z0-9%]{40,200}(?<!%)", apart=True
    ),
    Family(
        "twitter-access-token",
        "-",
        "(?=[A-Za-z0-9]{40})(?=[A-Za-z]{0,80}[0-9])(?=[^A-Z]{0,80}[A-Z])[A-Za-z0-9]{40,45}(?![A-Za-z0-9_\\-])",
        before="[0-9]{6,20}",
    ),
    # learn.microsoft.com/linkedin: access tokens; client secrets of the new form
    *each("linkedin-token", ("AQV", "AQX"), f"{B64URL}{{60,500}}", apart=True),
    Family("linkedin-secret", "WPL_AP1.", r"[A-Za-z0-9]{16}\.[A-Za-z0-9+/=]{8}"),
    # developers.pinterest.com; developers.tiktok.com; docs.mapbox.com
    Family("pinterest-token", "pina_", f"{B62}{{40,120}}"),
    Family("tiktok-token", "act.", f"{B62}{{60,8000}}", apart=True),
    Family("mapbox-token", "eyJ", rf"{B64URL}{{30,2000}}+\.{B64URL}{{18,2000}}", before=r"[st]k\."),
    # api.intra.42.fr; docs.settlemint.com; www.beyondidentity: other published prefixes
    *each("intra42-secret", ("s-s4t2ud-", "s-s4t2af-"), f"{HEX}{{64}}"),
    *each("settlemint-token", ("sm_aat_", "sm_pat_", "sm_sat_"), f"{B62}{{16,8000}}"),
    # RFC 7519 (JWT), RFC 7515 (JWS): a base64url header that begins with `{"`
    Family(
        "jwt", "eyJ", rf"{B64URL}{{8,2000}}+\.{B64URL}{{10,8000}}+(?:\.{B64URL}{{0,8000}}+){{0,3}}(?<!\.)", apart=True
    ),
    # wakatime.com/developers: API keys
    Family("wakatime-key", "waka_", UUID),
    # docs.docker.com: `auth` of config.json in base64; the JSON inside begins with `{"auths"`
    Family("docker-config", "eyJhdXRocyI6", rf"{B64}{{20,8000}}={{0,2}}"),
)
