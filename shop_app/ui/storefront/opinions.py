"""The section "Reviews" of a product page: as everyone sees it first, then with all its ways."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.buttons import button
from shop_app.ui.components.fields import hidden
from shop_app.ui.components.icons import icon
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import (
    each,
    el,
    is_html,
    join,
    when,
)
from shop_app.ui.shell.session_state import ShellState
from shop_app.ui.storefront.opinions_state import OpinionsState
from shop_app.ui.storefront.own_review import form, messages, own


def reviews(view: Any) -> rx.Component:
    """What buyers say: the average, how the stars fall, and their words."""
    return el.section(
        el.h2(t("Reviews"), class_name="display text-2xl", id="reviews"),
        _first(view) if is_html() else _live(view),
        aria_label=t("Reviews"),
        class_name="later",
    )


def _first(view: Any) -> rx.Component:
    return when(
        view.rating_count,
        lambda: el.div(
            _histogram(view, view.histogram, _bar),
            el.ul(each(view.reviews, _plain_review), class_name="grid gap-6"),
            class_name="mt-4 grid gap-8 md:grid-cols-[16rem_minmax(0,1fr)]",
        ),
        _nobody,
    )


def _live(view: Any) -> rx.Component:
    state = OpinionsState
    return when(
        state.product_id == view.product_id,
        lambda: el.div(
            el.div(
                when(
                    view.rating_count,
                    lambda: _histogram(view, state.view.bars, _bar_button),
                    _nobody,
                ),
                own(view),
                class_name="grid content-start gap-6",
            ),
            el.div(
                messages(),
                when(state.is_writing, form),
                when(state.view.count, _sorting),
                el.ul(
                    each(state.view.rows, _live_review, key=lambda one: one.review_id),
                    class_name="grid gap-6",
                ),
                when(
                    state.view.has_more,
                    lambda: button(t("More reviews"), kind="secondary", on_click=state.more),
                ),
                class_name="grid content-start gap-5",
            ),
            class_name="mt-4 grid gap-8 md:grid-cols-[16rem_minmax(0,1fr)]",
        ),
        lambda: _first(view),
    )


def _nobody() -> rx.Component:
    return el.p(t("Nobody has reviewed this yet."), class_name="mt-3 text-muted")


def _histogram(view: Any, bars: Any, bar: Any) -> rx.Component:
    return el.div(
        el.p(
            el.span(view.rating_text, class_name="display text-5xl"),
            el.span(t("of 5"), class_name="text-muted"),
            class_name="flex items-baseline gap-2",
        ),
        el.p(nt("{n} rating", "{n} ratings", n=view.rating_count), class_name="text-sm text-muted"),
        el.ul(each(bars, lambda one: el.li(bar(one))), class_name="mt-4 grid"),
        class_name="content-start",
    )


def _bar(bar: Any) -> rx.Component:
    return el.div(*_bar_parts(bar), class_name="flex min-h-8 items-center gap-3 px-2")


def _bar_button(bar: Any) -> rx.Component:
    return el.button(
        *_bar_parts(bar),
        type="button",
        on_click=OpinionsState.choose(bar.stars),
        aria_pressed=when(bar.is_chosen, "true", "false"),
        class_name="flex min-h-8 w-full items-center gap-3 rounded-field px-2 hover:bg-sunk "
        "aria-pressed:bg-accent-soft",
    )


def _bar_parts(bar: Any) -> tuple[rx.Component, ...]:
    return (
        el.span(nt("{n} star", "{n} stars", n=bar.stars), class_name="w-14 text-start text-sm"),
        el.span(
            el.span(
                class_name="block h-full rounded-full bg-star",
                style={"width": join(bar.percent, "%")},
            ),
            class_name="h-2 grow overflow-hidden rounded-full bg-sunk",
            aria_hidden="true",
        ),
        el.span(bar.count, class_name="w-8 text-end text-sm text-muted figures"),
    )


def _sorting() -> rx.Component:
    state = OpinionsState
    return el.div(
        el.p(
            nt("{n} review", "{n} reviews", n=state.view.count),
            role="status",
            class_name="text-sm text-muted",
        ),
        el.label(
            el.span(t("Sort reviews"), class_name="whitespace-nowrap text-sm"),
            el.select(
                el.option(t("Newest"), value="newest"),
                el.option(t("Most helpful"), value="helpful"),
                el.option(t("With photos"), value="photos"),
                value=state.sort,
                on_change=state.order,
                class_name="field-input",
            ),
            class_name="flex items-center gap-2",
        ),
        class_name="flex flex-wrap items-center justify-between gap-3",
    )


def _plain_review(review: Any) -> rx.Component:
    return _review(review)


def _live_review(review: Any) -> rx.Component:
    return _review(review, _photos(review), _acts(review))


def _review(review: Any, *more: rx.Component) -> rx.Component:
    return el.li(
        el.div(
            el.span(
                icon("star", size=16, fill="currentColor", class_name="text-star"),
                el.span(review.rating, class_name="font-semibold figures"),
                el.span(t("out of 5"), class_name="sr-only"),
                class_name="inline-flex items-center gap-1",
            ),
            el.h3(review.title, class_name="font-semibold"),
            class_name="flex items-center gap-3",
        ),
        el.p(
            review.author,
            " · ",
            review.date_text,
            when(
                review.verified,
                lambda: el.span(
                    " · ", t("Verified purchase"), class_name="font-medium text-success"
                ),
            ),
            class_name="text-sm text-muted",
        ),
        el.p(review.body, class_name="mt-1 max-w-prose whitespace-pre-line break-words"),
        *more,
        when(review.answer, lambda: _answer(review)),
        class_name="border-b border-line pb-6",
    )


def _answer(review: Any) -> rx.Component:
    """What the seller says to it."""
    return el.div(
        el.p(
            el.span(t("Answer of {seller}", seller=review.answered_by), class_name="font-medium"),
            " · ",
            el.span(review.answered_text, class_name="text-muted"),
            class_name="text-sm",
        ),
        el.p(review.answer, class_name="mt-1 max-w-prose whitespace-pre-line break-words"),
        class_name="mt-4 rounded-field border-s-2 border-accent bg-sunk px-4 py-3",
    )


def _photos(review: Any) -> rx.Component:
    return el.ul(
        each(
            review.photos,
            lambda photo: el.li(
                el.a(
                    el.img(
                        src=photo.small_url,
                        alt=t("Photo by {author}", author=review.author),
                        loading="lazy",
                        custom_attrs={"width": "96", "height": "96"},
                        class_name="aspect-square w-24 rounded-field object-cover",
                    ),
                    href=photo.url,
                )
            ),
        ),
        class_name="mt-3 flex flex-wrap gap-2 empty:hidden",
    )


def _acts(review: Any) -> rx.Component:
    """Helpful and report, for people who are signed in and did not write it."""
    return when(
        ShellState.signed_in & ~review.is_mine,
        lambda: el.div(
            el.button(
                t("Helpful"),
                el.span(" (", review.helpful_count, ")", class_name="figures"),
                type="button",
                on_click=OpinionsState.help(review.review_id),
                disabled=review.voted,
                aria_pressed=when(review.voted, "true", "false"),
                class_name="btn btn-secondary btn-small",
            ),
            when(
                review.reported,
                lambda: el.span(t("You reported this"), class_name="text-sm text-muted"),
                lambda: _report(review),
            ),
            class_name="mt-3 flex flex-wrap items-start gap-3",
        ),
        lambda: when(
            review.helpful_count,
            lambda: el.p(
                nt(
                    "{n} person found this helpful",
                    "{n} people found this helpful",
                    n=review.helpful_count,
                ),
                class_name="mt-2 text-sm text-muted",
            ),
        ),
    )


def _report(review: Any) -> rx.Component:
    return el.details(
        el.summary(
            t("Report"),
            class_name="inline-flex min-h-11 items-center text-sm text-muted underline",
        ),
        el.form(
            hidden("review_id", review.review_id),
            el.label(
                el.span(t("What is wrong with it?"), class_name="mb-1 block text-sm"),
                el.select(
                    el.option(t("It offends people"), value="offensive"),
                    el.option(t("It is an advert"), value="spam"),
                    el.option(t("It is not true"), value="false"),
                    el.option(t("It tells private things"), value="private"),
                    el.option(t("Something else"), value="other"),
                    name="reason",
                    class_name="field-input",
                ),
            ),
            el.label(
                el.span(t("In your words, if you like"), class_name="mb-1 block text-sm"),
                el.input(name="words", max_length=500, class_name="field-input"),
            ),
            button(t("Send report"), type="submit", small=True),
            on_submit=OpinionsState.report,
            class_name="panel mt-2 grid gap-3",
        ),
    )
