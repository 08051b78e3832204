"""/sell/apply: the application, as plain forms with a checklist of what is missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.views import Visitor
from shop_app.core.db import in_reading
from shop_app.core.flash import Flash, flash_of
from shop_app.sellers.application_views import ApplicationView
from shop_app.sellers.applications import application_of
from shop_app.ui.account.entry import private
from shop_app.ui.account.frame import signed_in_or_asked
from shop_app.ui.components.buttons import button, button_link
from shop_app.ui.components.feedback import alert
from shop_app.ui.components.fields import checkbox, hidden, select_field, text_area, text_field
from shop_app.ui.components.icons import icon
from shop_app.ui.first_paint.document import Head, page_response
from shop_app.ui.i18n import current_locale, t
from shop_app.ui.rendering import each, el, link, native_form, speaking, when
from shop_app.ui.shell.frame import shell_of, storefront_live
from shop_app.ui.shell.identity import locale_of, visitor_of
from shop_app.ui.shell.layout import storefront_layout
from shop_app.ui.shell.session_state import personal_frame, personal_seed

ADDRESS = "/sell/apply"
FIELDS = ("name", "legal_name", "registration_number", "phone", "about")


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the checklist."""

    label: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class FileLine:
    """A document that is there."""

    id: str = ""
    label: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """An address of the form."""

    line1: str = ""
    line2: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class ApplyView:
    """The page; `errors` of fields by name."""

    status: str = "draft"
    reasons: str = ""
    seller_href: str = ""
    said: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    address: Place = field(default_factory=Place)
    returns_address: Place = field(default_factory=Place)
    terms: bool = False
    steps: list[Step] = field(default_factory=list)
    is_whole: bool = False
    documents: list[FileLine] = field(default_factory=list)
    problem: str = ""
    notice: str = ""


class ApplyState(rx.State):
    """What the page shows."""

    view: ApplyView = ApplyView(
        said=dict.fromkeys(FIELDS, ""), errors=dict.fromkeys((*FIELDS, "document"), "")
    )
    ready: bool = False

    @rx.event
    async def load(self):
        """The person's own application."""
        visitor = await visitor_of(self)
        if not visitor.is_signed_in:
            return
        flash = flash_of(self.router.headers.cookie, self.router.url.query)
        self.view = await apply_view(visitor, flash, self.router.url.query, locale_of(self))
        self.ready = True


async def apply_view(visitor: Visitor, flash: Flash | None, query: str, locale: str) -> ApplyView:
    """The application of a signed-in person, with what a refused try left behind."""
    assert visitor.user_id is not None
    found = await in_reading(application_of, user_id=visitor.user_id)
    with speaking(locale):
        return _view(found, flash or Flash(), "saved" in parse_qs(query.lstrip("?")))


def _view(found: ApplicationView, flash: Flash, saved: bool) -> ApplyView:
    said = {name: flash.kept.get(name, getattr(found, name)) for name in FIELDS}
    errors = dict.fromkeys((*FIELDS, "document"), "")
    problem = t(flash.template, **flash.facts) if flash.template else ""
    if flash.field in errors:
        errors[flash.field], problem = problem, ""
    words = {
        "profile": t("Name, legal name, phone and a few words about your shop"),
        "address": t("Business address"),
        "returns address": t("Address for returns"),
        "documents": t("Proof of identity and of registration"),
        "terms": t("Terms accepted"),
    }
    kinds = _kinds()
    return ApplyView(
        status=found.status,
        reasons=found.reasons,
        seller_href="/seller" if found.status == "approved" else "",
        said=said,
        errors=errors,
        address=_place(found.address, flash, ""),
        returns_address=_place(found.returns_address, flash, "returns_"),
        terms=found.terms,
        steps=[Step(words[step], done) for step, done in found.steps.items()],
        is_whole=not found.missing,
        documents=[
            FileLine(item.id, f"{kinds[item.kind]}: {item.file_name}", f"/sell/documents/{item.id}")
            for item in found.documents
        ],
        problem=problem,
        notice=t("Saved. You can go on at any time.") if saved else "",
    )


def _kinds() -> dict[str, str]:
    return {
        "identity": t("Proof of identity"),
        "registration": t("Proof of registration"),
        "bank": t("Bank details"),
        "other": t("Something else"),
    }


def _place(known: dict[str, str], flash: Flash, prefix: str) -> Place:
    names = ("line1", "line2", "postal_code", "city", "country")
    return Place(**{name: flash.kept.get(prefix + name, known.get(name, "")) for name in names})


def content(view: Any) -> rx.Component:
    """The state of the application, the checklist, the forms."""
    return el.div(
        el.h1(t("Apply to sell"), tab_index=-1, class_name="display text-4xl md:text-5xl"),
        when(view.status == "submitted", _submitted),
        when(view.status == "approved", _approved),
        when(
            view.status == "rejected",
            lambda: alert(t("Please change this and hand it in again:"), tone="warning"),
        ),
        when(
            view.reasons,
            lambda: el.blockquote(view.reasons, class_name="panel whitespace-pre-line"),
        ),
        alert(view.problem, class_name="empty:hidden"),
        alert(view.notice, tone="success", class_name="empty:hidden"),
        when(
            (view.status == "draft") | (view.status == "rejected"),
            lambda: _forms(view),
            lambda: el.span(class_name="hidden"),
        ),
        class_name="wrap grid max-w-5xl grid-cols-[minmax(0,1fr)] gap-6 py-10",
    )


def _submitted() -> rx.Component:
    return el.p(
        t("Thank you. We look at it now and write to you, usually within two days."),
        class_name="panel",
    )


def _approved() -> rx.Component:
    return el.div(
        el.p(t("Your application was approved. Welcome.")),
        button_link(t("Open your seller portal"), href="/seller"),
        class_name="panel grid justify-items-start gap-3",
    )


def _forms(view: Any) -> rx.Component:
    return el.div(
        el.div(
            native_form(
                _business(view),
                _address_fields(view.address, "", t("Business address")),
                _address_fields(view.returns_address, "returns_", t("Address for returns")),
                checkbox(
                    label=t("I accept the terms for sellers: true stock, parcels in time, returns"),
                    name="terms",
                    value="1",
                    default_checked=view.terms,
                ),
                el.div(
                    el.button(
                        t("Save"), type="submit", class_name="btn btn-secondary", name="save"
                    ),
                    el.button(
                        t("Hand in the application"),
                        type="submit",
                        name="submit",
                        value="1",
                        class_name="btn btn-primary",
                    ),
                    class_name="flex flex-wrap gap-3",
                ),
                action=ADDRESS,
                class_name="panel grid gap-6",
            ),
            _documents(view),
            class_name="grid min-w-0 gap-6",
        ),
        _checklist(view),
        class_name="grid gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]",
    )


def _business(view: Any) -> rx.Component:
    def line(name: str, label: Any, **props: Any) -> rx.Component:
        return text_field(
            label=label,
            name=name,
            default_value=view.said[name],
            error=view.errors[name],
            **props,
        )

    return el.fieldset(
        el.legend(t("Your business"), class_name="display text-2xl"),
        line("name", t("Name of your shop"), max_length=60),
        line("legal_name", t("Legal name"), max_length=120),
        line("registration_number", t("Registration number"), max_length=40),
        line("phone", t("Phone"), type="tel", autocomplete="tel", max_length=30),
        text_area(
            label=t("About your shop"),
            name="about",
            hint=t("What you sell and why people buy it from you. Two sentences are enough."),
            default_value=view.said["about"],
            error=view.errors["about"],
            max_length=2000,
            rows="4",
        ),
        class_name="grid gap-4",
    )


def _address_fields(place: Any, prefix: str, title: Any) -> rx.Component:
    def line(name: str, label: Any, value: Any, **props: Any) -> rx.Component:
        return text_field(label=label, name=prefix + name, default_value=value, **props)

    return el.fieldset(
        el.legend(title, class_name="display text-2xl"),
        line("line1", t("Street and number"), place.line1, max_length=120),
        el.div(
            line("postal_code", t("Postal code"), place.postal_code, max_length=20),
            line("city", t("City"), place.city, max_length=80),
            line("country", t("Country (two letters)"), place.country, max_length=2),
            class_name="grid gap-4 sm:grid-cols-3",
        ),
        class_name="grid gap-4",
    )


def _documents(view: Any) -> rx.Component:
    kinds = [
        ("identity", t("Proof of identity")),
        ("registration", t("Proof of registration")),
        ("bank", t("Bank details")),
        ("other", t("Something else")),
    ]
    return el.section(
        el.h2(t("Documents"), class_name="display text-2xl"),
        el.p(
            t("PDF or picture, 10 MB at most. Only you and our staff can read them."),
            class_name="text-sm text-muted",
        ),
        el.ul(
            each(
                view.documents,
                lambda item: el.li(
                    link(item.label, href=item.href, reload=True, class_name="textlink"),
                    native_form(
                        hidden("document", item.id),
                        button(t("Remove"), kind="quiet", type="submit", small=True),
                        action=f"{ADDRESS}/documents/remove",
                    ),
                    class_name="flex items-center justify-between gap-3 py-1",
                ),
            ),
            class_name="divide-y divide-line empty:hidden",
        ),
        native_form(
            select_field(
                label=t("What it is"),
                name="kind",
                choices=kinds,
                option=lambda kind: el.option(kind[1], value=kind[0]),
            ),
            text_field(
                label=t("File"),
                name="document",
                type="file",
                accept="application/pdf,image/*",
                error=view.errors["document"],
                required=True,
            ),
            button(t("Add the document"), kind="secondary", type="submit"),
            action=f"{ADDRESS}/documents",
            enc_type="multipart/form-data",
            class_name="grid justify-items-start gap-4",
        ),
        id="documents",
        class_name="panel grid gap-4",
    )


def _checklist(view: Any) -> rx.Component:
    return el.aside(
        el.h2(t("Still to do"), class_name="font-semibold"),
        el.ul(
            each(
                view.steps,
                lambda step: el.li(
                    when(
                        step.done,
                        lambda: icon("check", class_name="text-success"),
                        lambda: icon("minus", class_name="text-muted"),
                    ),
                    el.span(step.label),
                    el.span(
                        when(step.done, t("done"), t("missing")),
                        class_name="sr-only",
                    ),
                    class_name="flex gap-2",
                ),
            ),
            class_name="mt-3 grid gap-2 text-sm",
        ),
        aria_label=t("Checklist"),
        class_name="panel self-start lg:sticky lg:top-4",
    )


def page() -> rx.Component:
    """The live page."""
    return storefront_live(ApplyState.ready, lambda: content(ApplyState.view))


async def first_paint(request: Request) -> Response:
    """The page as HTML, for whoever is signed in."""
    visitor = await signed_in_or_asked(request)
    if not isinstance(visitor, Visitor):
        return visitor
    flash = flash_of(request.headers.get("cookie"), request.url.query)
    view = await apply_view(visitor, flash, request.url.query, current_locale())
    shell = await shell_of(request, **await personal_frame(request))
    return private(
        page_response(
            request,
            head=Head(title=t("Apply to sell"), robots="noindex"),
            body=lambda: storefront_layout(content(view), shell=shell),
            seed={**personal_seed(shell), ApplyState: {"view": view, "ready": True}},
        )
    )
