"""sources.json: which file of content/ made which page, so that paper and page can be traced to their source."""

import msgspec

from ..portal.plan import Plan


def as_json(plan: Plan) -> bytes:
    """An object: the address of each page or file that comes from content files → those files."""
    entries = sorted((entry.url, list(entry.files)) for entry in plan.everything() if entry.files)
    encode = msgspec.json.Encoder().encode
    return b"{\n" + b",\n".join(encode(url) + b":" + encode(files) for url, files in entries) + b"\n}\n"
