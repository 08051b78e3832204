"""stub"""

from shop_app.ui.rendering import el


def basket_drawer():
    return el.span()
