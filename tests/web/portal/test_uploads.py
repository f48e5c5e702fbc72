"""Letters through the page: refused before they are read, kept only with what they belong to."""

import io

import pytest
from werkzeug.datastructures import FileStorage

from pledge_site.domain.pledges import document
from pledge_site.domain.pledges.writing import letters
from pledge_site.kernel.refusals import Refused
from pledge_site.web.portal import uploads
from tests.domain.pledges import making
from tests.domain.pledges.writing.test_letters import bomb


class Guarded(io.BytesIO):
    """A file that tells how much of it was read."""

    most_read = 0

    def read(self, size=-1):
        data = super().read(size)
        self.most_read = max(self.most_read, len(data))
        return data


@pytest.mark.parametrize(
    ("start", "size", "code"),
    [
        (b"MZ\x90\0", 5_000_000, "letter.kind"),
        (b"%PDF-1.7", letters.MOST_BYTES + 1, "letter.too_large"),
    ],
)
def test_a_wrong_file_is_refused_before_it_is_read(app, start, size, code):
    stream = Guarded(start + b"\0" * (size - len(start)))
    with pytest.raises(Refused) as no:
        uploads.receive(FileStorage(stream, "letter.pdf"))
    assert no.value.code == code
    assert stream.most_read <= letters.MARK_BYTES


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\a\\lettre.pdf", "lettre.pdf"),
        ("a\u202efdp.exe", "letter.pdf"),
        ("/", "letter.pdf"),
        ("é" * 300 + ".pdf", "é" * 190 + ".pdf"),
        ("رسالة.pdf", "رسالة.pdf"),
    ],
)
def test_the_name_is_its_last_part_and_can_be_shown(app, name, kept):
    letter = uploads.receive(FileStorage(io.BytesIO(making.pdf()), name))
    assert letter.name == kept
    assert letter.key.startswith("letters/")
    assert "/" not in letter.key.removeprefix("letters/")


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"PK\x03\x04 a document", 415),
        (b"%PDF-1.7 cut", 422),
        (b"", 415),
        (making.pdf(41), 422),
        (bomb(), 422),
        (b"%PDF-" + b"0" * letters.MOST_BYTES, 413),
    ],
    ids=["kind", "cut", "empty", "pages", "bomb", "bytes"],
)
def test_a_bad_letter_is_named_at_its_field_and_the_rest_is_kept(
    visitor, draft, folders, data, status
):
    sheet = visitor.get(f"versions/{draft}/instrument/")
    typed = {"kind": "signed_letter", "signatory_name": "A. Person"}
    answer = visitor.send(sheet, {**typed, "letter": (data, "letter.pdf")})
    assert answer.status == status
    assert [where for where, _ in answer.problems()] == ["letter"]
    assert {name: answer.fields()[name] for name in typed} == typed
    assert making.version(visitor.actor, draft).edit == 1
    assert [each for each in (folders / "files").rglob("*") if each.is_file()] == []


def test_more_than_any_letter_is_refused_unread(visitor, draft):
    path = visitor.path(f"versions/{draft}/instrument/")
    length = {"CONTENT_LENGTH": str(uploads.MOST_SENT + 1)}
    answer = visitor.client.post(path, data={"a": "b"}, environ_overrides=length)
    assert answer.status_code == 413


def test_other_pages_take_no_file_at_all(visitor, draft):
    path = visitor.path(f"versions/{draft}/message/")
    length = {"CONTENT_LENGTH": str(600_000)}
    answer = visitor.client.post(path, data={"a": "b"}, environ_overrides=length)
    assert answer.status_code == 413


def test_a_form_with_errors_asks_for_its_file_again(visitor, draft):
    sheet = visitor.get(f"versions/{draft}/instrument/")
    typed = {"on": "2031-01-01", "letter": (making.pdf(), "letter.pdf")}
    answer = visitor.send(sheet, typed)
    assert answer.status == 422
    assert "Choose the file again" in dict(answer.problems())["letter"]


def test_saving_again_without_a_file_keeps_the_letter(visitor, draft):
    path = f"versions/{draft}/instrument/"
    visitor.send(
        visitor.get(path), {"kind": "signed_letter", "letter": (making.picture(), "scan.png")}
    )
    again = visitor.get(path)
    assert "scan.png" in again.text
    visitor.follow(visitor.send(again, {"reference": "12"}))
    version = making.version(visitor.actor, draft)
    assert document.current_letter(version, for_deposit=False).name == "scan.png"
