"""Reads each message of a folder with Python's email package; prints one JSON object a line."""

import email
import email.policy
import json
import pathlib
import sys


def tree(part):
    if part.get_content_maintype() == "multipart":
        return [part.get_content_type(), *map(tree, part.iter_parts())]
    return part.get_content_type()


def defects(part):
    found = [str(each) for each in part.defects]
    for name, value in part.items():
        found += [f"{name}: {each}" for each in getattr(value, "defects", [])]
    for child in part.get_payload() if part.is_multipart() else []:
        found += defects(child)
    return found


def status_blocks(part):
    """The package knows message/delivery-status; of its international twin it reads the first block alone."""
    first, *others = part.get_payload()
    if part.get_content_subtype() == "delivery-status":
        return [first, *others]
    texts = first.get_payload().split("\n\n")
    return [first, *(email.message_from_string(text, policy=email.policy.default) for text in texts)]


for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    report = list(message.iter_parts())
    text = message.get_body(("plain",))
    html = message.get_body(("html",))
    blocks = status_blocks(report[1])
    print(
        json.dumps(
            {
                "name": path.name,
                "tree": tree(message),
                "defects": defects(message),
                "subject": message["Subject"],
                "text": text.get_content(),
                "html": html is not None and html.get_content(),
                "actions": [block["Action"] for block in blocks if block["Action"]],
            }
        )
    )
