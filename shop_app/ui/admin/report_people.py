"""Reports on people: who came, how far they went, who came back and what they are worth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shop_app.analytics import customers, queries, visits
from shop_app.ui.components.charts import bars, lines
from shop_app.ui.components.table_views import Cell
from shop_app.ui.i18n import date_text, nt, t
from shop_app.ui.shell.asking import Asked, moment_words
from shop_app.ui.shell.lists import Column
from shop_app.ui.shell.reports import (
    Part,
    count,
    counts_drawn,
    money,
    share,
    share_text,
    words,
)


def customer_report(session: Any, asked: Asked) -> list[Part]:
    """New and returning, cohorts, segments and worth."""
    given = {"span": asked.span, "currency": asked.currency}
    points = queries.series(session, **given)
    labels = [moment_words(point, asked) for point in points]
    drawn = lines(
        t("Orders of new and returning customers"),
        t("When"),
        labels,
        counts_drawn(t("New"), [point.sums.new_orders for point in points]),
        counts_drawn(t("Returning"), [point.sums.returning_orders for point in points]),
    )
    worth = customers.worth(session, **given)
    return [
        Part(
            "new",
            t("New and returning"),
            [
                words("when", t("When"), lambda point: moment_words(point, asked)),
                count("new", t("New"), lambda point: point.sums.new_orders),
                count("returning", t("Returning"), lambda point: point.sums.returning_orders),
                share("rate", t("Returning rate"), lambda point: point.sums.returning_rate),
            ],
            points,
            note=t(
                "An order is of a returning customer when the same account, or as a guest the same"
                " e-mail address, had placed one before. Orders without either count as neither."
            ),
            chart=drawn,
        ),
        Part(
            "cohorts",
            t("Cohorts: who came back"),
            _cohort_columns(),
            customers.cohorts(session, **given),
            note=t(
                "Customers by the month of their first order; each column is the share of them who"
                " ordered that many months later."
            ),
        ),
        Part(
            "segments",
            t("Segments by recency, frequency and amount"),
            [
                words("segment", t("Segment"), lambda row: segment_words(row.name)),
                words("meaning", t("Meaning"), lambda row: segment_meaning(row.name)),
                count("customers", t("Customers"), lambda row: row.customers),
                count("orders", t("Orders"), lambda row: row.orders),
                money("total", t("Paid so far"), lambda row: row.total_minor, asked.currency),
            ],
            customers.segments(session, **given),
            note=t("Everybody who ordered up to the end of the period, as they stood then."),
        ),
        Part(
            "worth",
            t("What a customer is worth"),
            [
                count("customers", t("Customers"), lambda row: row.customers),
                count("again", t("Ordered again"), lambda row: row.again),
                count("orders", t("Orders"), lambda row: row.orders),
                money("total", t("Paid so far"), lambda row: row.total_minor, asked.currency),
                money("average", t("On average"), lambda row: row.average_minor, asked.currency),
            ],
            [worth] if worth.customers else [],
            note=t(
                "What customers have paid in all up to the end of the period, before refunds,"
                " divided by how many they are."
            ),
        ),
    ]


def funnel(session: Any, asked: Asked) -> list[Part]:
    """How far visits went, by device and source."""
    whole = visits.visits(session, span=asked.span)
    steps = [
        (t("Visits"), whole.visits),
        (t("Saw a product"), whole.viewed),
        (t("Put into the cart"), whole.added),
        (t("Began the checkout"), whole.began),
        (t("Paid"), whole.paid),
    ]
    drawn = bars(
        t("From visit to payment"),
        t("Step"),
        [name for name, _ in steps],
        counts_drawn(t("Visits"), [number for _, number in steps]),
    )
    note = t(
        "A visit is what one browser does until it rests for half an hour. Pages count when they"
        " open in a browser; what names itself a robot is left out. No cookie of others is used."
    )
    return [
        Part(
            "steps",
            t("Steps"),
            [
                words("step", t("Step"), lambda row: row[0]),
                count("visits", t("Visits"), lambda row: row[1]),
                share("share", t("Of all visits"), lambda row: row[1] / (whole.visits or 1)),
            ],
            steps,
            note,
            drawn if whole.visits else None,
        ),
        Part(
            "device",
            t("By device"),
            _visit_columns(t("Device"), device_words),
            visits.by_device(session, span=asked.span),
        ),
        Part(
            "source",
            t("By source"),
            _visit_columns(t("Source"), source_words),
            visits.by_source(session, span=asked.span),
            note=t(
                "Where a visit came from: utm_source of its address, else the site that linked."
            ),
        ),
    ]


def segment_words(name: str) -> str:
    """The name of a segment."""
    return {
        "champions": t("Champions"),
        "loyal": t("Loyal"),
        "new": t("New"),
        "promising": t("Promising"),
        "at_risk": t("At risk"),
    }.get(name, t("Asleep"))


def segment_meaning(name: str) -> str:
    """Who is in a segment."""
    return {
        "champions": t("Five orders or more, the last within 60 days"),
        "loyal": t("Three orders or more, the last within 120 days"),
        "new": t("One order, within 60 days"),
        "promising": t("One or two orders, the last within 120 days"),
        "at_risk": t("Three orders or more, none for 120 days"),
    }.get(name, t("All others: nothing for 120 days or longer"))


def _cohort_columns() -> list[Column]:
    def later(month: int) -> Column:
        def value(cohort: customers.Cohort) -> float | None:
            known = cohort.active
            return known[month] / cohort.customers if month < len(known) else None

        return Column(
            f"month{month}",
            nt("After {n} month", "After {n} months", n=month),
            lambda cohort: _share_cell(value(cohort)),
            number=True,
            export=lambda cohort: "" if (v := value(cohort)) is None else round(v, 6),
        )

    return [
        words("cohort", t("First order"), lambda row: date_text(row.month, style="LLL y")),
        count("customers", t("Customers"), lambda row: row.customers),
        *[later(month) for month in range(1, customers.COHORTS)],
    ]


def _share_cell(value: float | None) -> Cell:

    return Cell("" if value is None else share_text(value), number=True)


def _visit_columns(label: str, say: Callable[[str], str]) -> list[Column]:
    return [
        words("name", label, lambda row: say(row[0])),
        count("visits", t("Visits"), lambda row: row[1].visits),
        count("viewed", t("Saw a product"), lambda row: row[1].viewed),
        count("added", t("Put into the cart"), lambda row: row[1].added),
        count("began", t("Began the checkout"), lambda row: row[1].began),
        count("paid", t("Paid"), lambda row: row[1].paid),
        share("conversion", t("Conversion"), lambda row: row[1].conversion),
    ]


def device_words(name: str) -> str:
    """A kind of device."""
    return {"desktop": t("Desktop"), "phone": t("Phone"), "tablet": t("Tablet")}.get(
        name, t("Not known")
    )


def source_words(name: str) -> str:
    """A source: a site's host or a campaign's name as it is, and the two that have no name."""
    return {"direct": t("Direct"), "unknown": t("Not known")}.get(name, name)
