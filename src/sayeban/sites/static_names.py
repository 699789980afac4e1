"""Files of pages under names that hold their content: a browser asks for each of them once."""

from django.core.files.base import ContentFile, File
from whitenoise.storage import (  # type: ignore[import-untyped]  # no types
    CompressedManifestStaticFilesStorage,
)


def lean(script: bytes) -> bytes:
    """The lines of a script that say something to a browser."""
    lines = (line.strip() for line in script.splitlines())
    return b"\n".join(line for line in lines if line and not line.startswith(b"//")) + b"\n"


class NamedByContent(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # no types
    """Compressed once, by `collectstatic`; before it has run the files keep their plain names."""

    def _save(self, name: str, content: "File[bytes]") -> str:
        """Scripts of our own go out without comments and indents: weak networks carry each byte."""
        if name.endswith(".js") and not name.startswith("vendor/"):
            content = ContentFile(lean(b"".join(content.chunks())))
        return str(super()._save(name, content))

    def stored_name(self, name: str) -> str:
        """The name with its content's hash, as far as it is known."""
        return str(super().stored_name(name)) if self.hashed_files else name

    def hashed_name(
        self, name: str, content: "File[bytes] | None" = None, filename: str | None = None
    ) -> str:
        """An installation without the page assets has no font: the sheet names it all the same."""
        try:
            return str(super().hashed_name(name, content, filename))
        except ValueError:
            return name
