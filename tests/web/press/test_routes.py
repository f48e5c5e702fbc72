"""Files of press kits: whole, in part, unchanged, and nothing but files of kits."""

import hashlib
import zipfile
from io import BytesIO

import pytest

from pledge_site.db import write
from pledge_site.domain.press import queries
from pledge_site.domain.snapshots import service as snapshots
from pledge_site.jobs import kit_contents
from pledge_site.jobs.kits import KITS
from pledge_site.jobs.worker import drain
from pledge_site.outlets.files import store
from tests.domain.pledges.making import NOW, campaign

pytestmark = pytest.mark.database("sqlite")


@pytest.fixture
def build(app, monkeypatch):
    # Drawing takes a second, and is tested where it belongs.
    monkeypatch.setattr(kit_contents, "_picture", lambda *_: b"a picture")
    campaign()
    with write():
        snapshots.publish(NOW)
    drain((KITS,))
    return queries.latest_build("sid-2027")


@pytest.fixture
def url(build):
    return f"/press/sid-2027/global-pledge-sid-2027-{build.snapshot_number}.zip"


def test_a_kit_comes_whole_with_its_headers(client, build, url):
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer.data == store().read(build.key)
    assert answer.content_type == "application/zip"
    assert answer.headers["ETag"] == f'"{build.sha256}"'
    assert answer.headers["Content-Length"] == str(build.size)
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    name = url.rpartition("/")[2]
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "Set-Cookie" not in answer.headers
    assert zipfile.ZipFile(BytesIO(answer.data)).testzip() is None


def test_a_broken_download_is_taken_up_again(client, build, url):
    whole = client.get(url).data
    first = client.get(url, headers={"Range": "bytes=0-999"})
    assert (first.status_code, len(first.data)) == (206, 1000)
    assert first.headers["Content-Range"] == f"bytes 0-999/{build.size}"
    rest = client.get(url, headers={"Range": "bytes=1000-", "If-Range": first.headers["ETag"]})
    assert rest.status_code == 206
    assert first.data + rest.data == whole
    other = client.get(url, headers={"Range": "bytes=1000-", "If-Range": '"another"'})
    assert (other.status_code, len(other.data)) == (200, build.size)
    last = client.get(url, headers={"Range": "bytes=-10"})
    assert last.data == whole[-10:]
    assert client.get(url, headers={"Range": "bytes=0-1,4-5"}).status_code == 200


def test_a_range_behind_the_end_is_refused(client, build, url):
    client.checks = False
    assert client.get(url, headers={"Range": f"bytes={build.size}-"}).status_code == 416


def test_what_was_had_before_is_not_sent_again(client, build, url):
    answer = client.get(url, headers={"If-None-Match": f'"{build.sha256}"'})
    assert (answer.status_code, answer.data) == (304, b"")
    head = client.head(url)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == str(build.size)


def test_each_file_of_a_kit_has_its_own_address(client, build):
    assert len(build.files) > 25
    for each in build.files:
        answer = client.get(f"/press/sid-2027/{each['name']}")
        assert answer.status_code == 200
        assert hashlib.sha256(answer.data).hexdigest() == each["sha256"]
        assert answer.headers["ETag"] == f'"{each["sha256"]}"'
    part = client.get(f"/press/sid-2027/{each['name']}", headers={"Range": "bytes=3-5"})
    assert part.data == answer.data[3:6]


def test_a_kit_is_never_in_memory_as_a_whole(client, build, url, monkeypatch):
    monkeypatch.delattr("pledge_site.outlets.files.FileStore.read")
    assert client.get(url).status_code == 200
    for each in build.files:
        assert client.get(f"/press/sid-2027/{each['name']}").status_code == 200


def test_one_address_leads_to_the_newest(client, url):
    answer = client.get("/press/sid-2027/sid-2027.zip")
    assert answer.status_code == 302
    assert answer.headers["Location"] == url


@pytest.mark.parametrize(
    "path",
    [
        "general/general.zip",
        "sid-2027/global-pledge-sid-2027-1.rar",
        "sid-2027/global-pledge-sid-2027-01.zip",
        "sid-2027/global-pledge-sid-2027-999.zip",
        "sid-2027/global-pledge-sid-2027-9999999999999.zip",
        "sid-2027/global-pledge-sid-2027-1-..%2f..%2fregister.sqlite",
        "sid-2027/global-pledge-sid-2027-1-missing.txt",
        "bogota-2024/global-pledge-bogota-2024-1.zip",
    ],
)
def test_anything_else_is_not_found(client, build, path):
    assert client.get(f"/press/{path}").status_code == 404


def test_a_file_that_is_gone_is_not_found(client, build, url):
    store().delete(build.key)
    assert client.get(url).status_code == 404
