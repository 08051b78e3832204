"""Charts: a figure for the eyes, drawn by Plotly's basic bundle, and its numbers as a table.

The figure is made on the server as plain data. Its colours come from the tokens of the shop by CSS
(assets/styles/stoa.css, .chart), so that light and dark need nothing here. Only modules of screens
that chart may import this one: it brings the bundle with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from plotly.graph_objs import Figure
from plotly.graph_objs.layout import Template
from reflex_components_plotly import PlotlyBasic

from shop_app.ui.components.table_views import Head
from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el

_CLEAR = "rgba(0,0,0,0)"
_HEIGHT = 280
_MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart as it is shown; `figure` is Plotly's own form, `rows` are its numbers in words."""

    title: str = ""
    figure: dict[str, Any] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Series:
    """A line or the bars of a chart: values, and each of them in words."""

    name: str
    values: Sequence[float]
    words: Sequence[str]


def lines(title: str, axis: str, labels: Sequence[str], *series: Series) -> ChartView:
    """Values over time; the first series is the one that matters, the second it is compared to."""
    data = [
        {
            "type": "scatter",
            "mode": "lines" if len(labels) > 1 else "markers",
            "x": list(range(len(labels))),
            "y": list(line.values),
            "name": line.name,
            "text": [f"{label}: {words}" for label, words in zip(labels, line.words, strict=False)],
            "hovertemplate": "%{text}<extra>" + line.name.replace("<", " ") + "</extra>",
            "line": {
                "width": 2.5 if number == 0 else 1.5,
                "dash": "solid" if not number else "dot",
            },
        }
        for number, line in enumerate(series)
    ]
    step = max(1, -(-len(labels) // _MOST_TICKS))
    ticks = list(range(0, len(labels), step))
    edges = [-0.4, len(labels) - 0.6]
    axis_x = {"range": edges, "tickvals": ticks, "ticktext": [labels[tick] for tick in ticks]}
    return _view(title, axis, labels, series, data, axis_x)


def bars(title: str, axis: str, labels: Sequence[str], *series: Series) -> ChartView:
    """Values side by side, the names below their bars."""
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "y": [label[:32] for label in labels][::-1],
            "x": list(bar.values)[::-1],
            "name": bar.name,
            "text": list(bar.words)[::-1],
            "textposition": "auto",
            "hovertemplate": "%{y}: %{text}<extra></extra>",
        }
        for bar in series
    ]
    return _view(title, axis, labels, series, data, {}, sideways=True)


def _view(
    title: str,
    axis: str,
    labels: Sequence[str],
    series: Sequence[Series],
    data: list[dict[str, Any]],
    axis_x: dict[str, Any],
    *,
    sideways: bool = False,
) -> ChartView:
    quiet = {"fixedrange": True, "zeroline": False, "automargin": True}
    value_axis = {**quiet, "rangemode": "tozero", "nticks": 5}
    label_axis = {**quiet, "showgrid": False, **axis_x}
    layout = {
        "height": _HEIGHT if not sideways else max(_HEIGHT, 34 * len(labels) + 60),
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "paper_bgcolor": _CLEAR,
        "plot_bgcolor": _CLEAR,
        "font": {"family": "Instrument Sans, sans-serif", "size": 13},
        "showlegend": False,
        "hovermode": "closest" if sideways else "x",
        "bargap": 0.35,
        "xaxis": value_axis if sideways else label_axis,
        "yaxis": label_axis if sideways else value_axis,
    }
    return ChartView(
        title=title,
        figure={"data": data, "layout": layout},
        names=[item.name for item in series],
        heads=[Head(axis), *(Head(item.name, number=True) for item in series)],
        rows=[
            [label, *(item.words[row] if row < len(item.words) else "" for item in series)]
            for row, label in enumerate(labels)
        ],
    )


def chart(view: Any) -> rx.Component:
    """The chart of a ChartView: title, legend, drawing, and the table that says the same."""
    return el.figure(
        el.figcaption(
            el.span(view.title, class_name="font-semibold"),
            el.span(
                each(
                    view.names,
                    lambda name: el.span(
                        el.span(class_name="chart-mark", aria_hidden="true"),
                        name,
                        class_name="chart-name",
                    ),
                ),
                class_name="chart-names",
            ),
            class_name="mb-2 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1",
        ),
        el.div(
            PlotlyBasic.create(
                data=view.figure.to(Figure),
                template=rx.Var.create({}).to(Template),
                config={"displayModeBar": False, "responsive": True},
                use_resize_handler=True,
                style={"width": "100%"},
            ),
            aria_hidden="true",
            class_name="chart min-h-[17.5rem]",
        ),
        el.details(
            el.summary(t("Show as a table"), class_name="textlink w-max text-sm"),
            el.div(
                el.table(
                    el.caption(view.title, class_name="sr-only"),
                    el.thead(el.tr(each(view.heads, _head))),
                    el.tbody(
                        each(
                            view.rows,
                            lambda row: el.tr(
                                each(
                                    row,
                                    lambda text, index: el.td(
                                        text, class_name=rx.cond(index == 0, "", "number")
                                    ),
                                )
                            ),
                        )
                    ),
                    class_name="table table-list mt-2",
                ),
                class_name="max-h-96 overflow-auto",
                tab_index=0,
                role="region",
                aria_label=view.title,
            ),
            class_name="mt-1",
        ),
        class_name="panel",
    )


def _head(head: Any) -> rx.Component:
    return el.th(head.label, scope="col", class_name=rx.cond(head.number, "number", ""))
