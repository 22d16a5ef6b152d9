"""Models: adapters of `ModelClient`, one wire format a file, and what they share.

`resolve` turns `PROVIDER/NAME` into a client, `catalog` knows windows and prices, `http_model` joins a wire format to a
connection and to retries, `scripted` and `chaos` are models for tests and benchmarks. Vendor SDKs are not used.

Errors (`errors`), all with one clear line:

    ModelError
      UnknownProvider    the provider of a model's name is not known and no base URL was given
      MissingKey         the provider wants a key and none was found
      InvalidModelName   the name is not PROVIDER/NAME
      InvalidBaseUrl     the address of a provider is no http or https URL with a host
      InvalidCatalog     a person's own model card has an unknown or wrong field
      InvalidScript      a script of a scripted model cannot be read

Failures of requests are not errors but `ModelFailure` values at the end of a stream (`faults`).
"""
