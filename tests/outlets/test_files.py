"""The store of files, in a folder and in memory."""

import pytest

from pledge_site.outlets import files


@pytest.fixture(params=["folder", "memory"])
def store(request, tmp_path):
    if request.param == "folder":
        return files.open_store(str(tmp_path / "not yet there"))
    return files.null_store()


def test_what_is_put_can_be_read_whole_and_in_part(store, tmp_path):
    path = tmp_path / "big"
    path.write_bytes(b"0123456789" * 100_000)
    store.put("kits/general/1/a.zip", path)
    assert store.size("kits/general/1/a.zip") == 1_000_000
    assert store.read("kits/general/1/a.zip") == path.read_bytes()
    assert b"".join(store.stream("kits/general/1/a.zip")) == path.read_bytes()
    assert b"".join(store.stream("kits/general/1/a.zip", 5, 8)) == b"567"
    with store.open("kits/general/1/a.zip") as opened:
        opened.seek(3)
        assert bytes(opened.read(2)) == b"34"
    assert store.listing() == ["kits/general/1/a.zip"]


def test_putting_again_replaces_and_deleting_twice_is_fine(store):
    store.put("a", b"one")
    store.put("a", b"two")
    assert store.read("a") == b"two"
    for _ in range(2):
        store.delete("a")
    assert not store.exists("a")


def test_a_missing_file_is_not_found(store):
    for read in (store.read, store.size, store.open, lambda key: list(store.stream(key))):
        with pytest.raises(FileNotFoundError):
            read("nothing/here")


@pytest.mark.parametrize(
    "key", ["", "/a", "a/", "a//b", "../a", "a/../b", ".a", "a/.b", "a\\b", "a\0", "a b", "x" * 101]
)
def test_a_key_cannot_lead_out(store, key):
    for use in (store.read, store.delete, store.exists, store.open):
        with pytest.raises(files.BadKey):
            use(key)
    with pytest.raises(files.BadKey):
        store.put(key, b"")


def test_the_application_has_one_store_in_its_folder(app, folders):
    files.store().put("letters/x.pdf", b"%PDF-")
    assert (folders / "files" / "letters" / "x.pdf").read_bytes() == b"%PDF-"
    assert files.store() is files.store()
