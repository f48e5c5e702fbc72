"""What a test begins with is the same, whether it was made just now or brought back."""

from sqlalchemy import text

from pledge_site.db import db
from pledge_site.domain import tables  # noqa: F401  (every table is known)
from tests.domain.pledges import making


def held():
    """Return all rows, by table."""
    db.session.rollback()
    found = {}
    for name in sorted(db.metadata.tables):
        rows = db.session.execute(text(f"SELECT * FROM {name}")).all()  # noqa: S608
        if rows:
            found[name] = sorted(map(repr, rows))
    return found


def laid_out():
    return making.campaign()


def test_what_is_brought_back_is_what_was_made(app, beginnings, folders):
    def with_a_file():
        (folders / "files" / "kept").write_text("kept")
        return [laid_out()]

    made = beginnings.begin(app, with_a_file)
    before = held()
    first = making.focal_point().user_id
    (folders / "files" / "kept").unlink()
    made.append("changed by a test")
    assert held() != before
    again = beginnings.again(app, with_a_file)
    assert (again, held()) == (made[:1], before)
    assert (folders / "files" / "kept").read_text() == "kept"
    # Numbers go on from where they stood.
    assert making.focal_point().user_id == first
