"""The Content-Security-Policy."""

from plugins.portal.policy import content_policy


def test_only_the_named_script_may_stand_in_a_page() -> None:
    policy = content_policy(["alert(1)"])
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
    assert rules["style-src"] == "'self'"
    assert "unsafe" not in policy and "http" not in policy


def test_no_script_no_leave() -> None:
    assert "script-src 'self';" in content_policy([])
