"""The parts of a product's form: words, pictures, options, the matrix of variants, the save bar."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.buttons import button, icon_button
from shop_app.ui.components.feedback import alert, badge
from shop_app.ui.components.fields import error_text, select_field, text_area, text_field
from shop_app.ui.i18n import t
from shop_app.ui.rendering import choose, each, el, form, join, native_form, when
from shop_app.ui.seller.product_variants import error_of, matrix, options

FORM = "listing-form"


def content(state: Any) -> rx.Component:
    """The form of a product."""
    return el.div(
        _standing(state),
        when(state.error_field == "", lambda: alert(state.error, class_name="empty:hidden")),
        _details(state),
        when(
            state.is_new,
            lambda: el.p(
                t("Save the draft first; then add pictures and variants here."),
                class_name="panel text-muted",
            ),
            lambda: el.div(_pictures(state), options(state), class_name="grid gap-5"),
        ),
        matrix(state),
        _save_bar(state),
        key=state.key,
        class_name="grid grid-cols-[minmax(0,1fr)] gap-5",
    )


def _standing(state: Any) -> rx.Component:
    """Where the listing stands, and why it was sent back."""
    tones = {"approved": "success", "submitted": "warning", "rejected": "danger"}
    return el.section(
        el.div(
            choose(
                state.status,
                {
                    status: (lambda tone=tone: badge(state.status_text, tone=tone))
                    for status, tone in tones.items()
                },
                lambda: badge(state.status_text),
            ),
            when(
                state.status == "submitted",
                lambda: button(
                    t("Take back to change it"),
                    kind="secondary",
                    small=True,
                    on_click=state.withdraw,
                ),
            ),
            class_name="flex flex-wrap items-center gap-3",
        ),
        when(
            state.reasons,
            lambda: el.div(
                el.p(t("We could not approve it:"), class_name="font-semibold"),
                el.ul(
                    each(state.reasons, lambda reason: el.li(el.span(reason))),
                    class_name="list-disc ps-5",
                ),
                when(state.reason_words, lambda: el.p(state.reason_words)),
                el.p(t("Mend it, save, and submit it again."), class_name="text-muted"),
                role="status",
                class_name="grid gap-1",
            ),
        ),
        when(
            state.may_write,
            None,
            lambda: el.p(
                t(
                    "Several shops sell this product, so its words and pictures are shared. Your"
                    " prices and what you sell are yours."
                ),
                class_name="text-muted",
            ),
        ),
        aria_label=t("Approval"),
        class_name="grid gap-3",
    )


def _details(state: Any) -> rx.Component:
    return form(
        el.h2(t("About the product"), class_name="text-lg font-semibold"),
        text_field(
            label=t("Title"),
            name="title",
            default_value=state.title,
            max_length=300,
            required=True,
            error=error_of(state, "title"),
            hint=t("What it is, in the words people search for."),
        ),
        el.div(
            select_field(
                label=t("Category"),
                name="category",
                choices=state.categories,
                default_value=state.category,
                on_change=state.choose_category,
                error=error_of(state, "category"),
            ),
            text_field(label=t("Brand"), name="brand", default_value=state.brand, max_length=120),
            class_name="grid gap-4 md:grid-cols-2",
        ),
        text_area(
            label=t("Description"),
            name="description",
            default_value=state.description,
            rows="7",
            max_length=15_000,
            error=error_of(state, "description"),
            hint=t("A blank line begins a paragraph. Simple HTML stays; scripts are taken out."),
        ),
        when(
            state.fields,
            lambda: el.fieldset(
                el.legend(t("Details"), class_name="mb-2 font-semibold"),
                el.div(
                    each(state.fields, lambda item: _attribute(state, item)),
                    class_name="grid gap-4 sm:grid-cols-2 lg:grid-cols-3",
                ),
            ),
        ),
        action="",
        on_submit=state.save,
        id=FORM,
        class_name="panel grid gap-4",
    )


def _attribute(state: Any, item: Any) -> rx.Component:
    label = when(item.required, join(item.label, " *"), item.label)
    plain: dict[str, Any] = {"id": item.name, "name": item.name, "class_name": "field-input"}
    return el.div(
        el.label(label, html_for=item.name, class_name="field-label"),
        when(
            item.choices,
            lambda: el.select(
                each(item.choices, lambda pick: el.option(pick.label, value=pick.value)),
                default_value=item.value,
                **plain,
            ),
            lambda: el.input(
                default_value=item.value,
                input_mode=when(item.kind == "number", "decimal", "text"),
                max_length=2000,
                **plain,
            ),
        ),
        error_text(
            when(state.error_field == join("attributes.", item.code), state.error, ""),
            id=join(item.name, "-error"),
        ),
    )


def _pictures(state: Any) -> rx.Component:
    return el.section(
        el.h2(t("Pictures"), class_name="text-lg font-semibold", id="pictures"),
        when(
            state.pictures,
            lambda: el.ul(
                each(state.pictures, lambda item: _picture(state, item), key=lambda item: item.key),
                role="list",
                class_name="grid gap-4 sm:grid-cols-2 lg:grid-cols-4",
            ),
        ),
        native_form(
            el.label(t("Add pictures"), html_for="photo", class_name="field-label"),
            el.input(
                type="file",
                name="photo",
                id="photo",
                multiple=True,
                required=True,
                accept="image/jpeg,image/png,image/webp,image/avif,image/gif",
                class_name="field-input",
            ),
            el.p(
                t("JPEG, PNG or WebP, up to 8 MB each, six at a time. The first one leads."),
                class_name="field-hint",
            ),
            error_text(error_of(state, "photo"), id="photo-error"),
            el.button(
                t("Upload"), type="submit", class_name="btn btn-secondary justify-self-start"
            ),
            el.button(
                t("Pictures came"),
                type="button",
                hidden=True,
                data_sent="1",
                on_click=state.pictures_came,
            ),
            action=join("/api/seller/products/", state.key, "/pictures"),
            enc_type="multipart/form-data",
            data_upload="1",
            class_name="grid gap-2",
        ),
        aria_labelledby="pictures",
        class_name="panel grid gap-4",
    )


def _picture(state: Any, item: Any) -> rx.Component:
    name = join("alt-", item.number)
    return el.li(
        el.img(
            src=item.src,
            alt=item.alt,
            loading="lazy",
            custom_attrs={"width": "240", "height": "240"},
            class_name="aspect-square w-full rounded-card bg-sunk object-cover",
        ),
        el.label(t("What it shows"), html_for=name, class_name="field-label text-sm"),
        el.input(
            id=name,
            default_value=item.alt,
            max_length=300,
            on_blur=lambda value: state.describe_picture(item.key, value),
            class_name="field-input",
        ),
        el.div(
            icon_button(
                "chevron-left",
                label=t("Picture {number} one place to the front", number=item.number),
                on_click=state.move_picture(item.key),
                disabled=item.number == 1,
            ),
            icon_button(
                "trash",
                label=t("Remove picture {number}", number=item.number),
                on_click=state.remove_picture(item.key),
            ),
            class_name="flex justify-between",
        ),
        class_name="grid content-start gap-2",
    )


def _save_bar(state: Any) -> rx.Component:
    return el.div(
        el.p(state.notice, role="status", class_name="grow text-sm text-success empty:hidden"),
        when(
            state.error,
            lambda: el.p(state.error, class_name="grow text-sm text-danger"),
        ),
        when(
            state.is_live | state.is_new,
            None,
            lambda: button(
                t("Delete draft"),
                kind="quiet",
                on_click=state.delete,
            ),
        ),
        button(
            when(state.is_live, t("Save"), t("Save draft")),
            type="submit",
            form=FORM,
            kind="secondary",
        ),
        when(
            state.is_new | (state.status == "approved") | (state.status == "submitted"),
            None,
            lambda: button(
                t("Submit for approval"), type="submit", form=FORM, on_click=state.submits
            ),
        ),
        class_name="panel sticky bottom-2 z-10 flex flex-wrap items-center justify-end gap-3 py-3",
    )
