"""The Content-Security-Policy of the site's pages: everything from the site itself, no script or style inside a page."""

import base64
import hashlib
from collections.abc import Iterable


def content_policy(inline_scripts: Iterable[str]) -> str:
    """The policy of a page, with leave for these very scripts to stand in it and for no other."""
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in inline_scripts)
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {hashes}".rstrip(),
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
