"""Files of pages under names that hold their content: a browser asks for each of them once."""

from django.core.files.base import File
from whitenoise.storage import (  # type: ignore[import-untyped]  # no types
    CompressedManifestStaticFilesStorage,
)


class NamedByContent(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # no types
    """Compressed once, by `collectstatic`; before it has run the files keep their plain names."""

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
