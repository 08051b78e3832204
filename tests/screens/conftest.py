"""What the tests of screens share: a front end as Reflex builds it, in the smallest size."""

from __future__ import annotations

import pytest

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/><title>Built</title>
<link rel="modulepreload" href="/assets/root-1.js"/>
<link href="/assets/all-1.css" rel="stylesheet" type="text/css"/>
<script>/* theme script of Reflex */</script>
</head><body><script>window.__reactRouterContext = {};</script>
<script type="module" async="">import "/assets/manifest-1.js";
import * as route0 from "/assets/root-1.js";
  window.__reactRouterRouteModules = {"root":route0};

import("/assets/entry-1.js");</script></body></html>"""
MANIFEST = """window.__reactRouterManifest={"routes":{
"root":{"id":"root","path":"","module":"/assets/root-1.js","imports":[]},
"p":{"id":"p","path":"p/:slug","module":"/assets/p-1.js","imports":["/assets/root-1.js"]}}};"""


@pytest.fixture
def built_front_end(tmp_path, monkeypatch):
    """A build folder with a page, a manifest and one hashed file."""
    from shop_app.core.settings import forget_settings
    from shop_app.ui import edge, security_headers
    from shop_app.ui.first_paint import shell

    client = tmp_path / "build" / "client"
    (client / "assets").mkdir(parents=True)
    (client / "index.html").write_text(PAGE)
    (client / "assets" / "manifest-1.js").write_text(MANIFEST)
    (client / "assets" / "all-1.css").write_text(".display{font-size:2rem}")
    (client / "assets" / "root-1.js").write_text("export default 1;")
    for name in ("PUBLIC_URL", "PORT", "STOA_MODE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(shell.BUILD_VARIABLE, str(tmp_path))
    caches = (
        shell.shell,
        shell.screen_modules,
        shell._manifest,
        security_headers.security_headers,
        edge._files,
        edge._built_files,
    )
    for cache in caches:
        cache.cache_clear()
    forget_settings()
    yield client
    for cache in caches:
        cache.cache_clear()
    monkeypatch.undo()
    forget_settings()
