"""The person's own review on the product page: written, changed, with photos."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.buttons import button, button_link
from shop_app.ui.components.feedback import alert, badge
from shop_app.ui.components.fields import error_text, text_area, text_field
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import (
    choose,
    el,
    join,
    native_form,
    when,
)
from shop_app.ui.shell.session_state import ShellState
from shop_app.ui.storefront.opinions_state import OpinionsState


def own(view: Any) -> rx.Component:
    """The way to one's own word."""
    state = OpinionsState
    mine = state.view.mine
    return when(
        ShellState.signed_in,
        lambda: el.div(
            when(
                mine.review_id,
                lambda: el.div(
                    choose(
                        mine.status,
                        {
                            "pending": lambda: badge(t("Your review is being read by staff")),
                            "rejected": lambda: el.div(
                                badge(t("Your review does not show"), tone="warning"),
                                el.p(mine.note, class_name="mt-1 text-sm text-muted"),
                            ),
                        },
                        lambda: badge(t("You reviewed this"), tone="success"),
                    ),
                    button(t("Change your review"), kind="secondary", on_click=state.begin),
                    _photo_form(mine),
                    class_name="grid justify-items-start gap-3",
                ),
                lambda: button(t("Write a review"), kind="secondary", on_click=state.begin),
            ),
        ),
        lambda: button_link(
            t("Sign in to write a review"),
            href=join("/login?next=/p/", view.slug, "%23reviews"),
            kind="secondary",
        ),
    )


def _photo_form(mine: Any) -> rx.Component:
    return native_form(
        el.label(
            t("Add photos"),
            el.input(
                type="file",
                name="photo",
                accept="image/*",
                multiple=True,
                required=True,
                class_name="mt-1 block w-full max-w-full text-sm",
            ),
            class_name="block text-sm font-medium",
        ),
        when(
            OpinionsState.problem_field == "photo",
            lambda: error_text(OpinionsState.problem, id="photo-error"),
        ),
        button(t("Send photos"), type="submit", kind="quiet", small=True),
        action=join("/reviews/", mine.review_id, "/photos"),
        custom_attrs={"encType": "multipart/form-data"},
        class_name="grid w-full gap-2",
    )


def messages() -> rx.Component:
    """What was saved or refused."""
    state = OpinionsState
    return el.div(
        when(
            state.problem_field == "",
            lambda: alert(state.problem, class_name="empty:hidden"),
        ),
        el.p(
            choose(
                state.said,
                {
                    "written": when(
                        state.view.mine.status == "pending",
                        t("Thank you. Staff reads your review before it shows."),
                        t("Thank you. Your review shows now."),
                    ),
                    "removed": t("Your review is gone."),
                    "reported": t("Thank you. Staff will look at this review."),
                },
                "",
            ),
            role="status",
            class_name="text-success empty:hidden",
        ),
        class_name="grid gap-2 empty:hidden",
    )


def form() -> rx.Component:
    """The form of a review."""
    state = OpinionsState
    mine = state.view.mine

    def error(field: str) -> Any:
        return when(state.problem_field == field, state.problem, "")

    return el.form(
        el.h3(t("Your review"), class_name="text-lg font-semibold"),
        el.div(
            el.p(t("Stars"), class_name="mb-1 font-medium", id="stars-label"),
            el.div(
                *[_star(stars, mine) for stars in (1, 2, 3, 4, 5)],
                role="radiogroup",
                aria_labelledby="stars-label",
                class_name="flex flex-wrap gap-2",
            ),
            error_text(error("rating"), id="rating-error"),
        ),
        text_field(
            label=t("Title"),
            name="title",
            error=error("title"),
            default_value=mine.title,
            max_length=120,
        ),
        text_area(
            label=t("What do you think of it?"),
            name="body",
            error=error("body"),
            hint=t("What was good, what was not, for whom is it right?"),
            default_value=mine.body,
            max_length=5000,
            rows="5",
        ),
        el.div(
            button(t("Send review"), type="submit"),
            button(t("Cancel"), kind="quiet", on_click=state.leave),
            when(
                mine.review_id,
                lambda: button(t("Remove your review"), kind="quiet", on_click=state.remove),
            ),
            class_name="flex flex-wrap gap-3",
        ),
        on_submit=state.send,
        reset_on_submit=False,
        key=mine.review_id,
        class_name="panel grid gap-4",
    )


def _star(stars: int, mine: Any) -> rx.Component:
    return el.label(
        el.input(
            type="radio",
            name="rating",
            value=str(stars),
            default_checked=mine.rating == stars,
            class_name="tick",
        ),
        nt("{n} star", "{n} stars", n=stars),
        class_name="inline-flex min-h-11 items-center gap-2 rounded-field border border-line px-3 "
        "hover:border-line-strong",
    )
