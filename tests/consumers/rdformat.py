"""The messages of the Reviewdog Diagnostic Format, so that protobuf itself can read what is written.

Names, types and numbers are those of proto/rdf/reviewdog.proto in https://github.com/reviewdog/reviewdog.
"""

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

FIELD = descriptor_pb2.FieldDescriptorProto
STRING, INT = FIELD.TYPE_STRING, FIELD.TYPE_INT32
PACKAGE = "reviewdog.rdf"

# Message: field, number, type (a name for a message or enum), repeated.
MESSAGES = {
    "DiagnosticResult": [
        ("diagnostics", 1, "Diagnostic", True),
        ("source", 2, "Source", False),
        ("severity", 3, "Severity", False),
    ],
    "Diagnostic": [
        ("message", 1, STRING, False),
        ("location", 2, "Location", False),
        ("severity", 3, "Severity", False),
        ("source", 4, "Source", False),
        ("code", 5, "Code", False),
        ("suggestions", 6, "Suggestion", True),
        ("original_output", 7, STRING, False),
        ("related_locations", 8, "RelatedLocation", True),
    ],
    "Location": [("path", 2, STRING, False), ("range", 3, "Range", False)],
    "RelatedLocation": [("message", 1, STRING, False), ("location", 2, "Location", False)],
    "Range": [("start", 1, "Position", False), ("end", 2, "Position", False)],
    "Position": [("line", 1, INT, False), ("column", 2, INT, False)],
    "Suggestion": [("range", 1, "Range", False), ("text", 2, STRING, False)],
    "Source": [("name", 1, STRING, False), ("url", 2, STRING, False)],
    "Code": [("value", 1, STRING, False), ("url", 2, STRING, False)],
}
SEVERITIES = ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]


def diagnostic_result():
    """A class for the whole document."""
    file = descriptor_pb2.FileDescriptorProto(name="rdf.proto", package=PACKAGE, syntax="proto3")
    severity = file.enum_type.add(name="Severity")
    for number, name in enumerate(SEVERITIES):
        severity.value.add(name=name, number=number)
    for name, fields in MESSAGES.items():
        message = file.message_type.add(name=name)
        for field, number, kind, repeated in fields:
            label = FIELD.LABEL_REPEATED if repeated else FIELD.LABEL_OPTIONAL
            added = message.field.add(name=field, number=number, label=label)
            if isinstance(kind, str):
                added.type = FIELD.TYPE_ENUM if kind == "Severity" else FIELD.TYPE_MESSAGE
                added.type_name = f".{PACKAGE}.{kind}"
            else:
                added.type = kind
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(f"{PACKAGE}.DiagnosticResult"))
