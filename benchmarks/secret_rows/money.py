"""Keys by which money is moved: payment providers, shops, shipping.

Stripe publishes its prefixes in "API keys" (`sk_`, `rk_`, `whsec_`; `live` or `test`), Square in "Get access tokens",
Shopify in "Authenticate with access tokens" (`shpat_` and its kin); the others where `published` says.
"""

from benchmarks.secret_rows.family import Family

_STRIPE = "docs.stripe.com/keys"
_SQUARE = "developer.squareup.com: access tokens and application secrets"
_SHOPIFY = "shopify.dev: authenticate with access tokens; prefix and 32 hexadecimal digits"
_EASYPOST = "docs.easypost.com: authentication; 58 characters"

FAMILIES = (
    Family("stripe-secret", "STRIPE_SECRET_KEY", "sk_live_51{alnum:97}", _STRIPE),
    Family("stripe-legacy", "STRIPE_API_KEY", "sk_live_{alnum:24}", f"{_STRIPE}; before 2019 with 24 characters"),
    Family("stripe-test", "STRIPE_TEST_SECRET_KEY", "sk_test_51{alnum:97}", _STRIPE),
    Family("stripe-restricted", "STRIPE_RESTRICTED_KEY", "rk_live_51{alnum:97}", _STRIPE),
    Family("stripe-webhook", "STRIPE_WEBHOOK_SECRET", "whsec_{alnum:32}", f"{_STRIPE}; webhooks: signing secrets"),
    Family("square-access", "SQUARE_ACCESS_TOKEN", "EAAA{url:60}", _SQUARE),
    Family("square-secret", "SQUARE_APPLICATION_SECRET", "sq0csp-{url:43}", _SQUARE),
    Family("square-personal", "SQUARE_TOKEN", "sq0atp-{url:22}", _SQUARE),
    Family("shopify-admin", "SHOPIFY_ADMIN_TOKEN", "shpat_{hex:32}", _SHOPIFY),
    Family("shopify-custom", "SHOPIFY_ACCESS_TOKEN", "shpca_{hex:32}", _SHOPIFY),
    Family("shopify-private", "SHOPIFY_PASSWORD", "shppa_{hex:32}", _SHOPIFY),
    Family("shopify-shared", "SHOPIFY_API_SECRET", "shpss_{hex:32}", _SHOPIFY),
    Family(
        "braintree",
        "BRAINTREE_ACCESS_TOKEN",
        "access_token$production${b36:16}${hex:32}",
        "developer.paypal.com/braintree: access tokens; environment, merchant, secret",
        without=frozenset({"shell export", "curl header", "CLI flag"}),
    ),
    Family("plaid-access", "PLAID_ACCESS_TOKEN", "access-production-{uuid}", "plaid.com/docs: tokens"),
    Family("plaid-secret", "PLAID_SECRET", "{hex:30}", "plaid.com/docs: API keys; 30 hex", named_only=True),
    Family("razorpay", "RAZORPAY_KEY_SECRET", "{alnum:24}", "razorpay.com/docs/api: authentication", named_only=True),
    Family("flutterwave", "FLW_SECRET_KEY", "FLWSECK-{hex:32}-X", "developer.flutterwave.com: authentication"),
    Family("paystack", "PAYSTACK_SECRET_KEY", "sk_live_{hex:40}", "paystack.com/docs/api: authentication"),
    Family("mollie", "MOLLIE_API_KEY", "live_{alnum:30}", "docs.mollie.com: authentication"),
    Family("gocardless", "GOCARDLESS_ACCESS_TOKEN", "live_{url:40}", "developer.gocardless.com: making requests"),
    Family("lob", "LOB_API_KEY", "live_{hex:35}", "docs.lob.com: API keys"),
    Family("easypost", "EASYPOST_API_KEY", "EZAK{alnum:54}", _EASYPOST),
    Family("easypost-test", "EASYPOST_TEST_API_KEY", "EZTK{alnum:54}", _EASYPOST),
    Family("shippo", "SHIPPO_TOKEN", "shippo_live_{hex:40}", "docs.goshippo.com: authentication"),
    Family("duffel", "DUFFEL_ACCESS_TOKEN", "duffel_live_{url:43}", "duffel.com/docs: making requests"),
    Family(
        "paddle",
        "PADDLE_API_KEY",
        "pdl_live_apikey_01{b36:24}_{alnum:22}_{alnum:3}",
        "developer.paddle.com: API keys; environment, id, key, checksum",
    ),
    Family("wise", "WISE_API_TOKEN", "{uuid}", "docs.wise.com: personal tokens; a UUID", named_only=True),
)
