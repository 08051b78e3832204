# One image, three roles: web (`serve`), worker (`worker`) and one-off commands (`migrate`, …).
FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1 REFLEX_USE_NPM=1 REFLEX_TELEMETRY_ENABLED=false
WORKDIR /shop
COPY requirements.txt ./
RUN python -m venv /venv && /venv/bin/pip install --upgrade pip && /venv/bin/pip install -r requirements.txt
ENV PATH=/venv/bin:$PATH
COPY rxconfig.py alembic.ini ./
COPY reflex.lock ./reflex.lock
COPY assets ./assets
COPY alembic ./alembic
COPY shop_app ./shop_app
RUN python -m shop_app build

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 STOA_MODE=production LOG_JSON=true PORT=3000 SHOP_HOME=/data
RUN useradd --system --uid 10001 --home-dir /shop stoa && install -d -o stoa -g stoa /data
WORKDIR /shop
COPY --from=build /venv /venv
COPY --from=build --chown=stoa:stoa /shop /shop
USER stoa
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:3000/health/live', timeout=2)"]
CMD ["python", "-m", "shop_app", "serve"]
