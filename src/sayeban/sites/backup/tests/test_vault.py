"""Keys of backups: drawn, kept and refused."""

import os
import stat
from pathlib import Path

import pytest

from sayeban.sites.backup import vault
from sayeban.sites.backup.refusals import KeyExists, KeyUnreadable, NoKey


def test_keys_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(NoKey):
        vault.recipient(tmp_path / "none.pub")
    (tmp_path / "bad").write_text("AGE-SECRET-KEY-1NOTHING\n")
    with pytest.raises(KeyUnreadable):
        vault.identity(tmp_path / "bad")
    with pytest.raises(KeyUnreadable):
        vault.recipient(tmp_path / "bad")
    vault.new_key(tmp_path / "key", tmp_path / "key.pub")
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0
    with pytest.raises(KeyExists):
        vault.new_key(tmp_path / "key", tmp_path / "key.pub")


def test_a_key_counts_only_when_its_secret_half_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret, public = tmp_path / "usb" / "key", tmp_path / "key.pub"
    secret.parent.mkdir()
    synced: list[bool] = []

    def loses_all(handle: int) -> None:
        assert not public.exists()
        synced.append(stat.S_ISDIR(os.fstat(handle).st_mode))
        if not synced[-1]:
            os.ftruncate(handle, 0)

    monkeypatch.setattr(os, "fsync", loses_all)
    with pytest.raises(KeyUnreadable):
        vault.new_key(secret, public)
    assert not public.exists()
    assert synced == [False, True]
