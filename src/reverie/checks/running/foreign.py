"""Classes from outside of a project that so many inherit from that it is worth to know what they bring along."""

import builtins
import collections.abc
import enum

_NO_MEMBERS = {
    "typing": frozenset({"NamedTuple", "TypedDict", "Protocol", "Generic"}),
    "typing_extensions": frozenset({"TypedDict", "Protocol", "NamedTuple"}),
    "abc": frozenset({"ABC"}),
    "msgspec": frozenset({"Struct"}),
}
"""By the module that they are imported from. What they bring along has underscores, or is no thing to speak of."""
_ENUM_MEMBERS = frozenset({"name", "value"})
_MODEL_MEMBERS = frozenset(
    {"dict", "json", "copy", "construct", "schema", "schema_json", "validate", "parse_obj", "parse_raw", "parse_file"}
    | {"from_orm", "update_forward_refs", "Config", "model_config", "model_fields", "model_computed_fields"}
    | {"model_fields_set", "model_extra", "model_construct", "model_copy", "model_dump", "model_dump_json"}
    | {"model_json_schema", "model_parametrized_name", "model_post_init", "model_rebuild", "model_validate"}
    | {"model_validate_json", "model_validate_strings"}
)
"""Pydantic's, of both versions."""


def has_member(name: str, module: str, member: str) -> bool | None:
    """Whether the class `name`, imported from `module` (empty: not imported), has a member; None: it is not known."""
    if not module:
        return _has(getattr(builtins, name, None), member)
    root = module.partition(".")[0]
    if root == "enum":
        return member in _ENUM_MEMBERS or _has(getattr(enum, name, None), member)
    if module == "collections.abc":
        return _has(getattr(collections.abc, name, None), member)
    if root == "pydantic" and name == "BaseModel":
        return member.startswith("__") or member in _MODEL_MEMBERS
    if name in _NO_MEMBERS.get(root, ()):
        return True if member.startswith("_") else False if member not in ("count", "index") else None
    return None


def _has(found: object, member: str) -> bool | None:
    return hasattr(found, member) if isinstance(found, type) else None
