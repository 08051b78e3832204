"""The headers that tell a browser what a page of the shop may do."""

from __future__ import annotations

from functools import lru_cache

from shop_app.core.settings import settings
from shop_app.ui.first_paint.shell import shell


@lru_cache(maxsize=2)
def security_headers(*, html: bool) -> tuple[tuple[str, str], ...]:
    """Name and value of each header, for pages or for anything else."""
    headers = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "strict-origin-when-cross-origin"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin-allow-popups"),
    ]
    if settings().is_https:
        headers.append(("strict-transport-security", "max-age=31536000"))
    if html:
        headers += [
            ("content-security-policy", content_security_policy()),
            (
                "permissions-policy",
                "camera=(), microphone=(), geolocation=(), usb=(), payment=(self)",
            ),
        ]
    return tuple(headers)


def content_security_policy() -> str:
    """Only our own files and the inline scripts of the build, known by their hashes, may run.

    The hashes are those of one build, so a page can be cached with its headers. Styles may be
    inline: React sets them so. Pictures of imported catalogues stay where they are, over https.
    No `unsafe-eval`: events that carry JavaScript text do not run.
    """
    sockets = " ".join(
        origin.replace("http", "ws", 1) for origin in dict.fromkeys(settings().allowed_origins)
    )
    policy = {
        "default-src": "'self'",
        "script-src": " ".join(("'self'", *shell().script_hashes)),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob: https:",
        "font-src": "'self'",
        "connect-src": f"'self' {sockets}",
        "object-src": "'none'",
        "frame-src": "'self'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    text = "; ".join(f"{name} {value}" for name, value in policy.items())
    return text + ("; upgrade-insecure-requests" if settings().is_https else "")
