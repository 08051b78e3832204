"""The shopper's questions that compose many nouns; each is one function of a session."""

from shop_app.storefront.departments import category_tree, departments
from shop_app.storefront.home import home_page
from shop_app.storefront.product import product_page, product_version
from shop_app.storefront.sellers import seller_page

__all__ = [
    "category_tree",
    "departments",
    "home_page",
    "product_page",
    "product_version",
    "seller_page",
]
