"""Which backups go and which stay; no server is asked."""

from pathlib import Path

import pytest

from sayeban.sites.backup.refusals import Damaged
from sayeban.sites.backup.repository import Backup, Repository, names


def made(repository: Repository, name: str, previous: str = "") -> None:
    with repository.making(name) as draft:
        backup = Backup(name, previous, "1", 18, "0/1", "2026-11-25T20:00:00Z", True, "age1", {})
        repository.finish(draft, backup)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Three chains: 1-2-3, 4-5, 6."""
    found = Repository(tmp_path / "backups")
    for name, previous in (("1", ""), ("2", "1"), ("3", "2"), ("4", ""), ("5", "4"), ("6", "")):
        made(found, name, previous)
    return found


@pytest.mark.parametrize(
    ("keep", "gone"), [(9, ""), (3, ""), (2, "123"), (1, "12345"), (0, "12345"), (-1, "12345")]
)
def test_whole_chains_go_and_the_last_one_never(
    repository: Repository, keep: int, gone: str
) -> None:
    assert repository.forget(keep) == list(gone)
    left = [name for name in "123456" if name not in gone]
    assert names(repository.whole()) == left
    assert names(repository.chain()) == ["6"]
    assert sorted(path.name for path in repository.folder.iterdir()) == [*left, "lock"]


def test_what_a_later_one_builds_on_stays_whatever_its_age(repository: Repository) -> None:
    made(repository, "7", "3")
    assert repository.forget(1) == ["4", "5"]
    assert names(repository.chain()) == ["1", "2", "3", "7"]


def test_a_chain_without_its_beginning_would_be_seen(repository: Repository) -> None:
    """Negative control: what `forget` must not leave."""
    made(repository, "7", "3")
    (repository.folder / "2").rename(repository.folder / ".partial-2")
    with pytest.raises(Damaged):
        repository.chain()


def test_nothing_is_nothing_to_forget(tmp_path: Path) -> None:
    assert Repository(tmp_path).forget(1) == []


def test_a_removal_that_was_killed_leaves_no_damaged_backup(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("sayeban.sites.backup.repository.shutil.rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            repository.forget(1)
    assert "1" not in names(repository.whole())
    made(repository, "7")
    assert not list(repository.folder.glob(".partial-*"))
