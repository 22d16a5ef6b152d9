"""Payments and shops."""

from .family import B62, B64URL, HEX, UUID, Family, each

MONEY: tuple[Family, ...] = (
    # docs.stripe.com/keys; Clerk, Paystack and WorkOS use the same heads
    *each("stripe-key", ("sk_live_", "sk_test_", "rk_live_", "rk_test_", "sk_org_", "sk_prod_"), f"{B62}{{16,250}}"),
    Family("stripe-webhook-secret", "whsec_", r"[A-Za-z0-9+/=]{24,100}"),
    # developer.squareup.com/docs/build-basics/access-tokens
    *each(
        "square-token", ("sq0atp-", "sq0csp-", "sq0idb-", "sandbox-sq0csb-", "sandbox-sq0atb-"), f"{B64URL}{{22,60}}"
    ),
    Family("square-token", "EAAA", f"{B64URL}{{50,80}}", apart=True),
    # developer.paypal.com/braintree: access tokens
    Family("braintree-token", "$production$", r"[0-9a-z]{16}\$[0-9a-f]{32}"),
    Family("braintree-token", "$sandbox$", r"[0-9a-z]{16}\$[0-9a-f]{32}"),
    # plaid.com/docs/api/tokens
    *each(
        "plaid-token",
        tuple(
            f"{what}-{where}-"
            for what in ("access", "public", "link")
            for where in ("sandbox", "development", "production")
        ),
        UUID,
    ),
    # developer.flutterwave.com; paystack.com/docs; docs.mollie.com; razorpay.com/docs
    *each("flutterwave-key", ("FLWSECK-", "FLWSECK_TEST-"), "[a-zA-Z0-9]{12,40}(?:-X)?"),
    *each(
        "live-key",
        ("live_", "test_"),
        "(?=[A-Za-z]{0,80}[0-9])[A-Za-z0-9]{30,50}(?![A-Za-z0-9_])",
        apart=True,
    ),
    # developer.gocardless.com: access tokens
    Family(
        "gocardless-token",
        "live_",
        rf"(?=[\w\-]{{0,300}}[0-9])(?=[\w\-]{{0,300}}[A-Z]){B64URL}{{40}}(?![\w\-])",
        apart=True,
    ),
    # goshippo.com/docs; docs.easypost.com; docs.lob.com; duffel.com/docs
    *each("shippo-token", ("shippo_live_", "shippo_test_"), f"{HEX}{{40}}"),
    *each("easypost-key", ("EZAK", "EZTK"), f"{B62}{{54}}", apart=True),
    *each("duffel-token", ("duffel_test_", "duffel_live_"), f"{B64URL}{{40,50}}"),
    # developer.paddle.com: API keys; docs.lemonsqueezy.com (JWT)
    *each("paddle-key", ("pdl_live_apikey_", "pdl_sdbx_apikey_"), "[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}"),
    # shopify.dev/docs/apps/build/authentication-authorization: token prefixes
    *each(
        "shopify-token", ("shpat_", "shpca_", "shppa_", "shpss_", "shptka_", "shpua_", "shpct_"), "[a-fA-F0-9]{32,64}"
    ),
    # docs.adyen.com: API credentials
    Family("adyen-key", "AQE", r"[A-Za-z0-9+/=]{40,300}-[A-Za-z0-9+/=\-]{20,300}", apart=True),
    # docs.coinbase.com, docs.polygon.io and others: by their names, or PEM
)
