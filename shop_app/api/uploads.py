"""Forms that bring pictures: read as they come in, cut off at a size, each picture made anew.

Reflex's own upload address stays closed (ui/edge.py). An endpoint reads its form here, asks who is
there, and keeps what it needs with `core.picture_files`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from shop_app.core.errors import Invalid
from shop_app.core.picture_files import LARGEST_BYTES, StoredPicture, store_picture

MOST_FIELDS = 200
_FIELD_BYTES = 64 * 1024
_READ_ON_BYTES = (
    64 * 1024 * 1024
)  # so far a body that is too long is read, so that it gets answered
_UNREADABLE = "This form cannot be read. Go back, load the page again and send it anew."


@dataclass(frozen=True, slots=True)
class UploadForm:
    """Fields by name, the last of each; all values of each; and the files that were chosen."""

    fields: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    files: list[bytes] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # as the browser says them: never a path of ours


class FilesRefused(Invalid):
    """A file that was chosen cannot be taken; `form` has the fields, so that they are not lost."""

    def __init__(self, sentence: str, /, *, form: UploadForm, field: str, **facts: object) -> None:
        super().__init__(sentence, field=field, **facts)
        self.form = form


async def upload_form(
    request: Request,
    *,
    name: str = "photo",
    most_files: int = 6,
    largest_bytes: int = LARGEST_BYTES,
) -> UploadForm:
    """The form with the files of the field `name` (`largest_bytes` is one file's size).

    Raises Invalid when it is no multipart form, holds too many files or fields, or grows too long,
    and FilesRefused (with the fields) for too many files, too large ones and empty ones;
    it is measured while it comes in and never kept in memory beyond its files' limit.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "multipart/form-data":
        raise Invalid(_UNREADABLE)
    parser = MultiPartParser(
        request.headers,
        _measured(request, most_files * largest_bytes + MOST_FIELDS * 1024),
        max_files=most_files + 1,  # a browser sends one empty file for a field left empty
        max_fields=MOST_FIELDS,
        max_part_size=_FIELD_BYTES,
    )
    try:
        form = await parser.parse()
    except _TooLong as error:
        raise Invalid(
            "The files are too large together. Send at most {most} of {size} MB each.",
            field=name,
            most=most_files,
            size=largest_bytes // 1024 // 1024,
        ) from error
    except (MultiPartException, KeyError, UnicodeError) as error:
        raise Invalid(_UNREADABLE) from error
    try:
        return await _read(form, name, most_files, largest_bytes)
    finally:
        await form.close()


async def store_pictures(
    files: list[bytes], *, room: str = "uploads", private: bool = False
) -> list[StoredPicture]:
    """Keep each file as a picture, in a worker thread. Raises Invalid for what is no picture."""
    return [
        await asyncio.to_thread(store_picture, data, room=room, private=private) for data in files
    ]


class _TooLong(MultiPartException):
    """The body has more bytes than the form may have; the parser closes its files on this."""


async def _measured(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    seen = 0
    async for part in request.stream():
        seen += len(part)
        if seen <= most:
            yield part
        elif seen > _READ_ON_BYTES:
            break
    if seen > most:
        raise _TooLong("too long")


async def _read(form: object, name: str, most_files: int, largest_bytes: int) -> UploadForm:
    read, files = UploadForm(), []
    for key, value in form.multi_items():  # pyright: ignore[reportAttributeAccessIssue]
        if not isinstance(value, UploadFile):
            read.fields[key] = value
            read.lists.setdefault(key, []).append(value)
        elif key == name and (value.filename or value.size):
            files.append(value)
    for file in files:
        if not file.size:
            raise FilesRefused(
                "The file {name} is empty. Choose another one.",
                form=read,
                field=name,
                name=file.filename[:80],
            )
        if len(read.files) == most_files:
            raise FilesRefused("Send at most {most} files.", form=read, field=name, most=most_files)
        if file.size > largest_bytes:
            raise FilesRefused(
                "A file may have at most {most} MB. Send a smaller one.",
                form=read,
                field=name,
                most=largest_bytes // 1024 // 1024,
            )
        read.files.append(await file.read())
        read.names.append(file.filename or "")
    return read
