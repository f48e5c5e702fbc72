"""The pages of joint pledges: one State drafts and asks, the others read and give their word."""

import pytest

from pledge_site.kernel.refusals import Refused
from tests import making
from tests.domain.pledges import joint_making
from tests.domain.pledges.making import MESSAGE
from tests.web.portal.browsing import Visitor


@pytest.fixture
def kenya(make_client, campaign):
    return Visitor(make_client(), making.focal_point("KEN"))


@pytest.fixture
def drafted(ghana):
    return joint_making.draft(ghana, "KEN")


def partners(version_id):
    return f"versions/{version_id}/partners/"


def asked(version_id):
    return f"joint/{joint_making.pledge_of(version_id).id}/"


def words(sheet):
    return [each.get("data-answer") for each in sheet.root.iter() if each.get("data-answer")]


def test_a_joint_pledge_is_begun_and_another_state_asked(visitor):
    sheet = visitor.follow(visitor.send(visitor.get("joint/")))
    assert sheet.path.endswith("/partners/")
    sheet = visitor.follow(visitor.send(sheet, {"state": "KEN"}))
    assert words(sheet) == ["asked"]
    assert "Kenya" in visitor.get("joint/").text
    version_id = sheet.path.split("/")[-3]
    assert (
        f"/en/portal/versions/{version_id}/partners/"
        in visitor.get(f"versions/{version_id}/tasks/").links()
    )


@pytest.mark.parametrize("state", ["", "GHA", "XXX"])
def test_no_state_is_told_beside_the_field(visitor, drafted, state):
    sheet = visitor.send(visitor.get(partners(drafted)), {"state": state})
    assert sheet.status == 422
    assert [where for where, _ in sheet.problems()] == ["state"]


def test_a_partner_confirms_what_it_has_read(visitor, kenya, drafted):
    assert "asks yours to join" in kenya.get().text
    sheet = kenya.get(asked(drafted))
    assert MESSAGE["message"] in sheet.text
    assert "letter.pdf" not in sheet.text
    sheet = kenya.follow(kenya.send(sheet, place=0))
    assert words(sheet) == ["confirmed"]
    assert words(visitor.get(partners(drafted))) == ["confirmed"]


def test_other_words_than_those_read_are_shown_instead(visitor, kenya, drafted, ghana):
    sheet = kenya.get(asked(drafted))
    joint_making.rewrite(ghana, drafted, "Quite other words.")
    sheet = kenya.send(sheet, place=0)
    assert sheet.status == 409
    assert "Quite other words." in sheet.text
    assert words(sheet) == ["asked"]


def test_a_partner_says_no_and_changes_its_mind(kenya, drafted):
    sheet = kenya.follow(kenya.send(kenya.get(asked(drafted)), place=1))
    assert words(sheet) == ["declined"]
    sheet = kenya.follow(kenya.send(sheet, place=0))
    assert words(sheet) == ["confirmed"]


def test_who_was_not_asked_finds_nothing(visitor, stranger, drafted):
    unknown = stranger.get("joint/987654/")
    for path in (asked(drafted), f"{asked(drafted)}leave/", partners(drafted)):
        sheet = stranger.get(path)
        assert (sheet.status, sheet.text) == (404, unknown.text)
    own = stranger.get("joint/")
    assert "Ghana" not in own.text


def test_a_partner_does_not_write(kenya, drafted):
    for part in ("message", "clauses", "instrument", "partners", "check", "cancel"):
        assert kenya.get(f"versions/{drafted}/{part}/").status == 404


def test_who_is_taken_off_sees_it_no_longer(visitor, kenya, drafted):
    sheet = visitor.get(partners(drafted))
    assert visitor.send(sheet, {"state": "KEN"}, place=1).status == 303
    assert kenya.get(asked(drafted)).status == 404
    assert visitor.send(sheet, {"state": "KEN"}, place=1).status == 303


def test_the_words_stand_still_in_review(visitor, kenya, drafted, ghana):
    joint_making.confirm(kenya.actor, drafted)
    joint_making.submit(ghana, drafted)
    assert visitor.get(f"versions/{drafted}/message/").status == 409
    assert visitor.get(f"versions/{drafted}/tasks/").status == 200
    assert "stand still" in visitor.get(partners(drafted)).text


def test_a_state_leaves_with_a_reason_and_a_reviewer(kenya, ghana):
    version_id = joint_making.deposited(ghana, kenya.actor)
    sheet = kenya.get(f"{asked(version_id)}leave/")
    empty = kenya.send(sheet, {"reason": ""})
    assert empty.status == 422
    sheet = kenya.follow(kenya.send(sheet, {"reason": "A new law."}))
    assert words(sheet) == ["leaving"]
    joint_making.settle("KEN", version_id)
    assert words(kenya.get(asked(version_id))) == ["left"]


def test_who_is_asked_reads_who_has_confirmed_so_far(kenya, ghana):
    version_id = joint_making.draft(ghana, "KEN", "PER", "TGO")
    joint_making.confirm(making.focal_point("PER"), version_id)
    text = kenya.get(asked(version_id)).text
    assert "Ghana and Peru" in text
    assert "Togo" not in text


def test_who_is_refused_to_leave_reads_why(kenya, visitor, ghana):
    version_id = joint_making.deposited(ghana, kenya.actor)
    leave = kenya.get(f"{asked(version_id)}leave/")
    kenya.send(leave, {"reason": "A new law."})
    with pytest.raises(Refused, match="reason_needed"):
        joint_making.settle("KEN", version_id, refused="")
    joint_making.settle("KEN", version_id, refused="The note has no seal.")
    sheet = kenya.get(asked(version_id))
    assert words(sheet) == ["confirmed"]
    assert "The note has no seal." in sheet.text
    assert "The note has no seal." not in visitor.get(partners(version_id)).text
    kenya.send(kenya.get(f"{asked(version_id)}leave/"), {"reason": "Asked again."})
    assert "The note has no seal." not in kenya.get(asked(version_id)).text


def test_a_published_joint_pledge_is_amended(visitor, kenya, ghana):
    version_id = joint_making.deposited(ghana, kenya.actor)
    sheet = visitor.get(f"versions/{version_id}/amend/")
    assert visitor.send(sheet, {"reason": ""}).status == 422
    sheet = visitor.follow(visitor.send(sheet, {"reason": "A new law."}))
    assert sheet.path.endswith("/tasks/")
    assert words(visitor.get(partners(version_id))) == ["again"]
    assert "yours to join" in kenya.get().text


def test_an_own_pledge_has_no_page_of_partners(visitor, draft):
    for page in ("partners", "amend"):
        assert visitor.get(f"versions/{draft}/{page}/").status == 404


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_page_of_it_shows(make_client, ghana, lang):
    partner = Visitor(make_client(), making.focal_point("KEN"), lang)
    drafter = Visitor(make_client(), ghana, lang)
    drafted = joint_making.draft(ghana, "KEN", "PER")
    for visitor, page in (
        (drafter, "joint/"), (drafter, partners(drafted)), (drafter, ""), (partner, ""),
        (partner, "joint/"), (partner, asked(drafted)), (drafter, f"versions/{drafted}/check/"),
    ):  # fmt: skip
        assert visitor.get(page).status == 200, page
