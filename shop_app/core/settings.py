"""The settings of one process: read once from the environment, frozen, refused when wrong."""

from __future__ import annotations

import secrets
from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DEMO_SECRET = "stoa-demo-secret-not-for-production"  # noqa: S105 refused in production below


class SettingsError(RuntimeError):
    """The environment holds a missing or wrong value; the text says how to mend it."""


class Settings(BaseSettings):
    """Everything that may differ between two machines. Names are those of the environment."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    mode: Literal["demo", "production"] = Field("demo", alias="STOA_MODE")
    shop_name: str = Field("Stoa", alias="STOA_NAME")
    shop_home: Path = Field(Path(".shop"), alias="SHOP_HOME")
    port: int = Field(3000, alias="PORT", ge=1, le=65535)
    workers: int = Field(2, alias="WORKERS", ge=1, le=64)
    public_url: str = Field("", alias="PUBLIC_URL")
    secret_key: str = Field(DEMO_SECRET, alias="SECRET_KEY", min_length=16)
    trusted_proxy_hops: int = Field(0, alias="TRUSTED_PROXY_HOPS", ge=0)

    database_url: str = Field("", alias="DATABASE_URL")
    database_replica_url: str = Field("", alias="DATABASE_REPLICA_URL")
    database_pool_size: int = Field(8, alias="DATABASE_POOL_SIZE", ge=1)
    redis_url: str = Field("", alias="REDIS_URL")
    typesense_url: str = Field("", alias="TYPESENSE_URL")
    typesense_api_key: str = Field("", alias="TYPESENSE_API_KEY")
    search_prefix: str = Field("stoa", alias="SEARCH_PREFIX")

    smtp_url: str = Field("", alias="SMTP_URL")
    mail_from: str = Field("", alias="MAIL_FROM")

    metrics_token: str = Field("", alias="METRICS_TOKEN")
    media_home: Path | None = Field(None, alias="MEDIA_HOME")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", alias="LOG_LEVEL")
    log_json: bool = Field(False, alias="LOG_JSON")
    hold_minutes: int = Field(15, alias="HOLD_MINUTES", ge=1, le=240)
    session_days: int = Field(30, alias="SESSION_DAYS", ge=1)

    @model_validator(mode="after")
    def _production_is_earnest(self) -> Settings:
        if self.mode != "production":
            return self
        if self.secret_key == DEMO_SECRET:
            raise ValueError(
                f"SECRET_KEY must be your own in production; try: {secrets.token_urlsafe(32)}"
            )
        if not self.public_url.startswith("https://"):
            raise ValueError("PUBLIC_URL must be the https:// address of the shop in production")
        for name, value in (("DATABASE_URL", self.database_url), ("REDIS_URL", self.redis_url)):
            if not value:
                raise ValueError(f"{name} must name an outside engine in production")
        return self

    @property
    def origin(self) -> str:
        """The shop's own origin, without a slash at the end."""
        return (self.public_url or f"http://localhost:{self.port}").rstrip("/")

    @property
    def allowed_origins(self) -> tuple[str, ...]:
        """Origins from which browsers may post and open the websocket."""
        if self.mode == "production":
            return (self.origin,)
        local = (f"http://localhost:{self.port}", f"http://127.0.0.1:{self.port}")
        return tuple(dict.fromkeys((self.origin, *local)))

    @property
    def is_https(self) -> bool:
        """True when people reach the shop over https: cookies are then Secure."""
        return urlsplit(self.origin).scheme == "https"

    @property
    def sender(self) -> str:
        """The address from which the shop's mail comes."""
        return self.mail_from or f"no-reply@{urlsplit(self.origin).hostname or 'localhost'}"

    @property
    def media_folder(self) -> Path:
        """Where uploaded and imported pictures are kept."""
        return self.media_home or self.shop_home / "media"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process. Raises SettingsError with the sentence that mends it."""
    try:
        return Settings()  # pyright: ignore[reportCallIssue]
    except ValidationError as error:
        lines = [
            f"{'.'.join(map(str, e['loc'])) or 'settings'}: {e['msg']}" for e in error.errors()
        ]
        raise SettingsError("; ".join(lines)) from error


def forget_settings() -> None:
    """Read the environment again at the next call: for commands that start engines first."""
    settings.cache_clear()
