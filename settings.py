"""Every setting of the dashboard, read from the environment once."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from auth.sign_in_settings import SignInSettings
from store.records import MAX_STUCK_AFTER

MAX_STUCK_MINUTES = MAX_STUCK_AFTER // timedelta(minutes=1)
ROOT = Path(__file__).resolve().parent
# A host, or a folder on one, whose end is a slash.
IMAGE_HOST = re.compile(
    r"(?=[^/]{1,253}(?:/|$))[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+(/([A-Za-z0-9_~-][A-Za-z0-9._~-]*/)+)?"
)
MODULE = re.compile(r"(@[a-z0-9._~-]{1,80}/)?[a-z0-9._~-]{1,80}(/[A-Za-z0-9._~-]{1,80}){0,4}")
HOST_NAME = r"([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])"


def origin(url: str) -> str:
    """The origin as browsers write it: lower case, no default port, no slash at the end."""
    parts = urlsplit(url)
    default = {"http": 80, "https": 443}[parts.scheme]
    port = "" if parts.port in {None, default} else f":{parts.port}"
    name = f"[{parts.hostname}]" if ":" in str(parts.hostname) else parts.hostname
    return f"{parts.scheme}://{name}{port}"


class Settings(SignInSettings):
    """Frozen settings. Each field is an environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_ignore_empty=True, str_strip_whitespace=True
    )

    database_url: SecretStr | None = Field(
        default=None,
        description="The PostgreSQL database to attach to. Unset: an embedded one with demo data.",
    )
    database_connections: Annotated[int, Field(ge=2, le=100)] = Field(
        default=10,
        description="Connections to the database that a process opens at most for its pages.",
    )
    database_read_url: SecretStr | None = Field(
        default=None,
        description="A streaming replica of `DATABASE_URL` for reads, used while it has what was "
        "written here. Unset: the primary answers everything.",
    )
    replica_seconds_behind: Annotated[float, Field(gt=0, le=3600)] = Field(
        default=5.0,
        description="How far the replica may be behind: changes by others are seen that much later "
        "at most. Further behind, it is not read.",
    )
    embedded_url: SecretStr | None = Field(
        default=None,
        description="The running embedded database. Set by scripts/run only.",
    )
    data_dir: Path = Field(
        default=ROOT / ".data", description="Where the embedded PostgreSQL keeps its files."
    )
    port: Annotated[int, Field(ge=1, le=65535)] = Field(
        default=8501, description="The port that the dashboard is served on."
    )
    public_url: (
        Annotated[
            str, Field(pattern=rf"^https?://{HOST_NAME}(:[0-9]{{1,5}})?/?$"), AfterValidator(origin)
        ]
        | None
    ) = Field(
        default=None,
        description="The address people open, such as `https://dash.example.com`, without a path.",
    )
    allowed_hosts: Annotated[str, Field(pattern=rf"^{HOST_NAME}(\s*,\s*{HOST_NAME})*$")] | None = (
        Field(
            default=None,
            description="More host names to accept, separated by commas. Those of `PUBLIC_URL` and "
            "this machine are always accepted.",
        )
    )
    stuck_after_minutes: Annotated[int, Field(ge=1, le=MAX_STUCK_MINUTES)] = Field(
        default=10,
        description="Minutes without an update after which a generating session counts as stuck, "
        "until an admin chooses other minutes on the page Errors.",
    )
    reveals_per_hour: Annotated[int, Field(ge=1, le=1000)] = Field(
        default=20, description="Full session ids that one person may reveal within an hour."
    )
    bulk_actions_per_hour: Annotated[int, Field(ge=1, le=1000)] = Field(
        default=60,
        description="Actions on several sessions at once that one person may take within an hour.",
    )
    inspect_at_start: Annotated[int, Field(ge=0, le=100_000)] = Field(
        default=2_000,
        description="Sessions of the embedded database, besides the demo's, that are inspected in "
        "the background after each start.",
    )
    thumbnail_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(
            "figma-alpha-api.s3.us-west-2.amazonaws.com",
            # Anybody may have a bucket at this host.
            "s3-us-west-2.amazonaws.com/figma-alpha-api/",
            "s3-alpha-sig.figma.com",
            "s3-alpha.figma.com",
        ),
        description="Hosts, or folders on one (`host/folder/`), that browsers may load thumbnails "
        "from, by https; `none` for none.",
    )

    watch: bool = Field(
        default=False,
        description="Whether scripts/run also runs scripts/watch, which tells webhooks what needs "
        "a person.",
    )
    watch_webhooks: SecretStr | None = Field(
        default=None,
        description="The webhooks to tell, separated by spaces or commas: https:// addresses, with "
        "`slack+`, `teams+` or `json+` in front where the host does not say which.",
    )
    watch_signing_key: SecretStr | None = Field(
        default=None,
        description="Signs what webhooks of plain JSON get, with HMAC-SHA256.",
    )
    watch_every_seconds: Annotated[int, Field(ge=5, le=3600)] = Field(
        default=60, description="How often scripts/watch looks."
    )
    watch_digest: str | None = Field(
        default=None,
        description="When webhooks get the weekly digest, such as `Mon 08:00 Europe/Berlin`. "
        "Unset: never.",
    )
    runtime_modules: Annotated[tuple[str, ...], NoDecode] = Field(
        default=("react", "lucide-react"),
        description="What generated code may import in the product, separated by commas. Anything "
        "else is shown with a stand-in. Applies to what is inspected from then on.",
    )

    @field_validator("runtime_modules", mode="before")
    @classmethod
    def module_names(cls, value: object) -> object:
        """Names separated by commas. Raises ValueError for what no package is called."""
        if not isinstance(value, str):
            return value
        names = tuple(name.strip() for name in value.split(",") if name.strip())
        for name in names:
            if not MODULE.fullmatch(name):
                raise ValueError(f"{name!r} is not the name of a module, like lucide-react")
        return names

    @field_validator("thumbnail_hosts", mode="before")
    @classmethod
    def host_names(cls, value: object) -> object:
        """Names separated by commas. Raises ValueError for what is not the name of a host."""
        if not isinstance(value, str):
            return value
        parts = (name.strip().partition("/") for name in value.split(",") if name.strip())
        names = tuple(f"{host.lower()}{slash}{folder}" for host, slash, folder in parts)
        if names == ("none",):
            return ()
        # They are part of a header of every page: only names may get in there.
        for name in names:
            if not IMAGE_HOST.fullmatch(name):
                raise ValueError(
                    f"{name!r} is not the name of a host, like images.example.com, "
                    "or of a folder on one, like images.example.com/previews/"
                )
        return names

    @classmethod
    def read(cls) -> Self:
        """The settings. Raises SystemExit that names each variable with an invalid value."""
        try:
            return cls()
        except ValidationError as error:
            lines = [
                f"{'.'.join(map(str, problem['loc'])).upper()}: {problem['msg']}"
                for problem in error.errors(include_input=False, include_url=False)
            ]
            raise SystemExit("\n".join(lines)) from None

    @property
    def url(self) -> str:
        """The address of the database in use. Raises RuntimeError when there is none."""
        url = self.database_url or self.embedded_url
        if url is None:
            raise RuntimeError("Start the dashboard with scripts/run, or set DATABASE_URL.")
        return url.get_secret_value()

    @property
    def stuck_after(self) -> timedelta:
        """The stuck threshold as a duration."""
        return timedelta(minutes=self.stuck_after_minutes)
