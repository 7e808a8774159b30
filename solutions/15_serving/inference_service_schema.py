"""The JSON Schema of a KServe InferenceService, made from KServe's own Python classes.

KServe's SDK is generated from the same Go types as the cluster's own schema: each class lists its fields, their names
in a manifest and their types. Two things are added by hand, both from the API's documentation: the root's identity
(apiVersion, kind, metadata.name) and the form of a Kubernetes quantity. A field that no class has is refused, as
`kubectl apply --validate=strict` does.
"""

import inspect
import re
from types import ModuleType

SIMPLE = {"str": "string", "int": "integer", "bool": "boolean", "float": "number", "datetime": "string"}
# https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
QUANTITY = {
    "type": ["string", "number"],
    "pattern": r"^[0-9]+(\.[0-9]*)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]+)?$",
}


def inference_service_schema() -> dict:
    """The schema of an InferenceService, from the classes of the packages `kserve` and `kubernetes`."""
    import kserve
    import kubernetes.client

    definitions: dict[str, dict] = {}
    root = _schema_of("V1beta1InferenceService", (kserve, kubernetes.client), definitions)
    for amounts in ("limits", "requests"):
        definitions["V1ResourceRequirements"]["properties"][amounts]["additionalProperties"] = QUANTITY
    service = definitions["V1beta1InferenceService"]
    service["properties"]["apiVersion"] = {"const": "serving.kserve.io/v1beta1"}
    service["properties"]["kind"] = {"const": "InferenceService"}
    service["required"] = ["apiVersion", "kind", "metadata", "spec"]
    definitions["V1ObjectMeta"]["required"] = ["name"]
    definitions["V1ObjectMeta"]["properties"]["name"] = {"type": "string", "pattern": "^[a-z]([-a-z0-9]*[a-z0-9])?$"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **root, "$defs": definitions}


def _schema_of(kind: str, packages: tuple[ModuleType, ...], definitions: dict[str, dict]) -> dict:
    """The schema of a type by its name in the SDK; classes go to `definitions` and are referred to.

    A type without a class, such as one that is a text or a number, is left open.
    """
    if kind in SIMPLE:
        return {"type": SIMPLE[kind]}
    if items := re.fullmatch(r"[Ll]ist\[(.+)\]", kind):
        return {"type": "array", "items": _schema_of(items[1], packages, definitions)}
    if values := re.fullmatch(r"[Dd]ict[(\[]str, (.+)[)\]]", kind):
        return {"type": "object", "additionalProperties": _schema_of(values[1], packages, definitions)}
    model = next((getattr(package, kind) for package in packages if hasattr(package, kind)), None)
    if model is None:
        return {}
    if kind not in definitions:
        definitions[kind] = {}  # a class that holds itself ends here
        # Older generated classes say in their source what may not be missing, newer ones in their fields.
        required = set(re.findall(r"Invalid value for `(\w+)`, must not be `None`", inspect.getsource(model)))
        required |= {name for name, field in getattr(model, "model_fields", {}).items() if field.is_required()}
        names = model.attribute_map
        types = model.openapi_types.items()
        definitions[kind] = {
            "type": "object",
            "properties": {names[name]: _schema_of(of, packages, definitions) for name, of in types},
            "required": sorted(names[name] for name in required),
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{kind}"}
