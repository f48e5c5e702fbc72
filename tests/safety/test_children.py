"""The database has no place for a child: not for a name, a contact, a birth date, a school, a face.

Every column whose name could mean something of a person is listed here with whose it is. A new one
fails until somebody has said so, and has looked into docs/safeguarding.md.
"""

import re

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from pledge_site.db import db, write
from pledge_site.domain import tables
from pledge_site.domain.accounts.roles import ROLES
from pledge_site.domain.workshops.models import Workshop
from tests.domain.pledges.making import campaign, person
from tests.domain.workshops import making

_OF_A_PERSON = re.compile(
    r"(^|_)(address|adult|age|audio|avatar|birth\w*|boy|child\w*|city|class|coordinates?"
    r"|contact\w*|disability|district|dob|email\w*|ethnicity|face|family|gender|girl|grade"
    r"|guardian|handle|health|image|latitude|location|longitude|mobile|mother|name|names"
    r"|nickname|parent\w*|participant\w*|phone|photo|picture|place|portrait|postcode|pupil|religion"
    r"|school\w*|sex|sibling|signature|street|student|surname|teacher|telephone|town|video|village"
    r"|voice|whatsapp|workshop\w*|youth)(_|$)"
)
# Table and column to whose it is: an office or an official of a State, staff, or a thing.
KNOWN = {
    "campaigns.event_names": "an event",
    "clause_versions.child_bodies": "a text, in words for children",
    "contacts.email": "an office of a State",
    "contacts.phone": "an office of a State",
    "followers.name": "a part of the program",
    "search_entries.place": "what a list is sorted by: a day and a reference",
    "invitations.email": "an adult who gets an account",
    "invitations.name": "an adult who gets an account",
    "letters.name": "a file",
    "mails.address": "an account or an office",
    "objections.contact_id": "an office of a State",
    "contributions.workshop_id": "a group of five or more",
    "disclosures.workshop_id": "a group of five or more",
    "partner_organisations.name": "an organisation that agreed to be named",
    "pledge_translations.child_readable": "a pledge, in words for children",
    "pledge_versions.child_readable": "a pledge, in words for children",
    "pledge_versions.instrument_place": "where an official signed",
    "pledge_versions.signatory_name": "an official, in public office",
    "switches.name": "a switch",
    "users.email": "an adult with an account",
    "users.name": "an adult with an account",
    "workshops.age_band": "one of three bands, of a whole group",
}
_TABLES_OF_CHILDREN = re.compile(r"child|pupil|student|participant|minor|youth|school|guardian")


def columns():
    assert tables.ROOMS
    return {
        f"{table.name}.{column.name}"
        for table in db.metadata.sorted_tables
        for column in table.columns
    }


def test_no_column_could_hold_something_of_a_child():
    could = {name for name in columns() if _OF_A_PERSON.search(name.partition(".")[2])}
    assert could - set(KNOWN) == set()


def test_what_is_listed_is_still_there():
    assert set(KNOWN) - columns() == set()


def test_no_table_is_one_of_children():
    assert [name for name in db.metadata.tables if _TABLES_OF_CHILDREN.search(name)] == []


def test_no_role_is_a_child_s():
    assert set(ROLES) == {
        "focal_point", "facilitator", "drafter", "reviewer", "translator", "press_officer",
        "safeguarding_officer", "administrator",
    }  # fmt: skip


def test_nothing_takes_a_picture_or_keeps_a_file_but_the_letter_of_a_state():
    binary = [
        str(column)
        for table in db.metadata.sorted_tables
        for column in table.columns
        if column.type.python_type is bytes
    ]
    assert binary == []
    # Where a file lies, or (of clauses and submissions) what a thing is called.
    keys = {name for name in columns() if name.endswith((".key", "_key", ".path"))}
    assert keys == {
        "clauses.key", "contributions.key", "disclosures.key", "kit_builds.key", "letters.key",
        "submissions.key", "suppressions.key", "workshops.key",
    }  # fmt: skip


def test_a_group_under_five_or_of_other_ages_cannot_be_stored(app):
    campaign()
    facilitator = person("facilitator").user_id
    with write():
        group = making.workshop(facilitator)
    for wrong in ({"size_band": "1-4"}, {"age_band": "7-9"}, {"age_band": "18+"}):
        row = {column.name: getattr(group, column.key) for column in Workshop.__table__.columns}
        row |= {"id": None, "key": "k", "receipt_hash": "r", "withdrawal_hash": "w", **wrong}
        with pytest.raises(IntegrityError), write():
            db.session.execute(insert(Workshop), row)
