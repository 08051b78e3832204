"""`python -m shop_app.ui.i18n`: collect the words of the sources for translators."""

import sys

from shop_app.ui.i18n.catalogues import collect

for path in collect():
    sys.stdout.write(f"{path}\n")
