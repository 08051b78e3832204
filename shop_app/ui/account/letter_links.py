"""What the pages behind links from the mail share: one view, one narrow layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

import reflex as rx

from shop_app.core.addresses import own_address
from shop_app.core.flash import Flash, flash_of
from shop_app.ui.components.feedback import alert
from shop_app.ui.i18n import words_of
from shop_app.ui.rendering import el
from shop_app.ui.shell.layout import auth_layout


@dataclass(frozen=True, slots=True)
class LinkView:
    """Where the person stands: `step` is a name of the page's own."""

    step: str = ""
    code: str = ""
    email: str = ""
    there: str = ""
    email_error: str = ""
    password_error: str = ""
    code_error: str = ""
    form_error: str = ""


def link_view(cookie_header: str | None, query: str, locale: str, **more: str) -> LinkView:
    """What such a page shows for this address and these cookies."""
    asked = parse_qs(query.lstrip("?")[:4096])
    flash = flash_of(cookie_header, query) or Flash()
    said = words_of(locale).t(flash.template, **flash.facts) if flash.template else ""
    beside = flash.field if flash.field in ("email", "password", "code") else "form"
    steps = [name for name in ("done", "asked", "sent") if asked.get(name, [""])[0] == "1"]
    facts = {
        "step": steps[0] if steps else "",
        "code": asked.get("code", [""])[0][:100],
        "email": flash.kept.get("email", ""),
        "there": own_address(asked.get("next", [""])[0], ""),
        **({f"{beside}_error": said} if said else {}),
    }
    return LinkView(**{**facts, **more})


def narrow_page(*content: Any, view: Any, shell: Any, title: Any) -> rx.Component:
    """A title, what was refused, and the content below."""
    return auth_layout(
        el.div(
            el.h1(title, class_name="display text-3xl md:text-4xl", tab_index=-1),
            alert(view.form_error, class_name="empty:hidden"),
            *content,
            class_name="grid gap-5",
        ),
        shell=shell,
    )
