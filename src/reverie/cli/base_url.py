"""Which address a model is asked at: no provider's key may be sent to another one's server."""

from reverie.config.settings import Settings


def base_url_for(
    model: str, flagged: str | None, flagged_model: str | None, settings: Settings
) -> tuple[str | None, tuple[str, ...]]:
    """The address for a model, None for its provider's own, and lines for the person about it.

    A flag holds for whatever model is asked first. Another address belongs to the provider of the model set with it, or
    else named by flag; for another provider it is not used, and a line says so.
    """
    if flagged or not settings.base_url:
        return flagged, ()
    beside = settings.model or flagged_model
    if beside and provider_of(beside) == provider_of(model):
        return settings.base_url, ()
    whose = f"it belongs to the model '{beside}'" if beside else "no model is set beside it"
    line = f"base_url '{settings.base_url}' is not used for {model}, because {whose}; for this run give --base-url"
    return None, (line,)


def provider_of(model: str) -> str:
    return model.partition("/")[0]
