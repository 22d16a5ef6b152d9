"""What can be wrong with a model before it is asked. The tree is drawn in the package's docstring."""


class ModelError(Exception):
    """Base of the package's errors. Its text is one line that says what was wrong and what to do."""


class UnknownProvider(ModelError):
    pass


class MissingKey(ModelError):
    pass


class InvalidModelName(ModelError):
    pass


class InvalidBaseUrl(ModelError):
    pass


class InvalidCatalog(ModelError):
    pass


class InvalidScript(ModelError):
    pass
