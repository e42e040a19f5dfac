"""What a blog shows its own author and nobody else: known on saved pages and in saved feeds.

WordPress sets a word before the titles of such posts, in the blog's language
(`private_title_format` and `protected_title_format`), and a form in the place of a text that a
password protects.
"""

import re

from blog2book.model.archive import Status

_PRIVATE = re.compile(
    r"(?:Private|Privat|Privée?|Privado|Privato|Privé|Личное|非公開|私密)\s?[:：]\s", re.IGNORECASE
)
_PROTECTED = re.compile(
    r"(?:Protected|Geschützt|Protégée? |Protegido|Protetto|Beveiligd|Защищено|保護中|密码保护)"
    r"\s?[:：]\s",
    re.IGNORECASE,
)
_FORM = re.compile(r"post-password-form|name=[\"']post_password[\"']")
_BY_CLASS = {
    "post-password-required": Status.PROTECTED,
    "post-password-protected": Status.PROTECTED,
    "status-private": Status.PRIVATE,
    "status-trash": Status.TRASHED,
    "status-draft": Status.DRAFT,
    "status-auto-draft": Status.DRAFT,
    "status-pending": Status.PENDING,
    "status-future": Status.SCHEDULED,
}
"""WordPress's post_class() writes these round each post of a page."""

_PREVIEW = re.compile(r"[?&]preview(?:_id|_nonce)?=")


def hidden_status(title: str, body: str) -> Status:
    """Return the status that a title or a body (HTML) tells; PUBLISHED where neither does."""
    if _FORM.search(body) or _PROTECTED.match(title):
        return Status.PROTECTED
    return Status.PRIVATE if _PRIVATE.match(title) else Status.PUBLISHED


def status_of_classes(classes: frozenset[str]) -> Status:
    """Return the status that the classes round a post tell; PUBLISHED where none does."""
    return next((status for name, status in _BY_CLASS.items() if name in classes), Status.PUBLISHED)


def is_preview(url: str) -> bool:
    """Say whether an address is that of a post which its author looks at before it appears."""
    return _PREVIEW.search(url) is not None
