"""Icons of one thin stroke, drawn on a 24 px square."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.rendering import el

PATHS = {
    "search": "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 4.5 4.5",
    "cart": "M4 5h2l2 10h10l2-7H7M9.5 19.5h.01M17 19.5h.01",
    "account": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8c1-3.6 4-5.5 7.5-5.5s6.5 1.9 7.5 5.5",
    "heart": "M12 20s-7.5-4.6-7.5-10.2A4.3 4.3 0 0 1 12 7.3a4.3 4.3 0 0 1 7.5 2.5"
    "C19.5 15.4 12 20 12 20Z",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "close": "m6 6 12 12M18 6 6 18",
    "check": "m5 12.5 4.5 4.5L19 7.5",
    "chevron-right": "m9 5 7 7-7 7",
    "chevron-left": "m15 5-7 7 7 7",
    "chevron-down": "m5 9 7 7 7-7",
    "chevron-up": "m5 15 7-7 7 7",
    "minus": "M5 12h14",
    "plus": "M12 5v14M5 12h14",
    "trash": "M5 7h14M10 7V4.5h4V7m-7 0 1 13h8l1-13",
    "truck": "M3 6.5h11v10H3Zm11 3.5h4l3 3.5v3h-7M7 19.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z"
    "m10 0a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
    "return": "M8 5 4 9l4 4M4 9h10a6 6 0 0 1 0 12H9",
    "shield": "M12 3.5 5 6v5.5c0 4.3 2.8 7.4 7 9 4.2-1.6 7-4.7 7-9V6Z",
    "star": "m12 4 2.5 5.2 5.7.800-4.1 4 1 5.7L12 17l-5.1 2.7 1-5.7-4.1-4 5.7-.8Z",
    "store": "M4 10v10h16V10M3 10l2-6h14l2 6a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0Z",
    "filter": "M4 6h16M7 12h10M10 18h4",
    "sun": "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm0-13v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10"
    " 1.4 1.4m0-12.8L17 7M7 17l-1.4 1.4",
    "moon": "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z",
    "globe": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3 12h18M12 3c3 3 3 15 0 18-3-3-3-15 0-18Z",
    "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3.5 2",
    "lock": "M6 11h12v9H6Zm2.5 0V8a3.5 3.5 0 0 1 7 0v3",
    "alert": "M12 4 2.5 20h19ZM12 10v4.5m0 2.5h.01",
    "info": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-10v5.5M12 7.5h.01",
    "box": "M4 7.5 12 3.5l8 4v9l-8 4-8-4Zm0 0 8 4 8-4m-8 4v9",
    "home": "M4 11 12 4l8 7v9h-5.5v-6h-5v6H4Z",
    "gauge": "M4 18a8.5 8.5 0 1 1 16 0M12 14l4-5",
    "mail": "M3.5 6h17v12h-17Zm0 .5L12 13l8.5-6.5",
    "grid": "M4 4h7v7H4Zm9 0h7v7h-7ZM4 13h7v7H4Zm9 0h7v7h-7Z",
    "percent": "M6 18 18 6M8 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4Zm8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
    "card": "M3.5 6h17v12h-17ZM3.5 10h17M7 14.5h4",
    "list": "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
    "chart": "M4 20h16M7 16v-5m5 5V6m5 10v-8",
    "upload": "M12 15V4m-4 4 4-4 4 4M4 16v4h16v-4",
    "download": "M12 4v11m-4-4 4 4 4-4M4 16v4h16v-4",
    "user": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8c1-3.6 4-5.5 7.5-5.5s6.500 1.9 7.5 5.5",
    "users": "M9 12a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 8c0-3.300 2.700-5 6-5s6 1.700 6 5"
    "M16 5.500a3.500 3.500 0 0 1 0 6.500m2 3.500c2 .700 3 2.300 3 4.500",
    "settings": "M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm0-11v2.500m0 11V20m8-8h-2.500m-11 0H4"
    "m13.700-5.700-1.800 1.800m-7.800 7.800-1.800 1.800m0-11.400 1.800 1.800m7.800 7.800 1.800"
    " 1.800",
    "bell": "M6 16V11a6 6 0 1 1 12 0v5l1.500 2h-15ZM10 20.500h4",
    "logout": "M14 4H5v16h9m-4-8h11m-4-4 4 4-4 4",
    "tag": "M3.5 12.5V4h8.5l8.5 8.5-8.5 8.5ZM8 8h.01",
}


def icon(name: str, *, size: int = 20, class_name: str = "", fill: str = "none") -> rx.Component:
    """An icon that says nothing by itself: the control around it has the name."""
    return el.svg(
        el.path(d=PATHS[name]),
        view_box="0 0 24 24",
        aria_hidden="true",
        # Attributes, not styles: an icon needs no style sheet of its own in the live page.
        custom_attrs={"width": str(size), "height": str(size), "fill": fill},
        class_name=f"icon {class_name}",
    )


def mark(**props: Any) -> rx.Component:
    """The sign of the house: a small colonnade."""
    return el.svg(
        el.path(
            d="M3 8.5 16 3l13 5.5V11H3ZM3 27h26v2.5H3ZM5 13h4v12H5Zm9 0h4v12h-4Zm9 0h4v12h-4Z",
            fill="currentColor",
        ),
        view_box="0 0 32 32",
        aria_hidden="true",
        custom_attrs={"width": "28", "height": "28"},
        **props,
    )
