"""A drafter at the desk: pages are fetched, their forms are found by what they do, and sent."""

DESK = "/en/secretariat/drafting/"


def form(sheet, end):
    """Return the place of the form whose action ends so."""
    main = next(each for each in sheet.root.iter("main"))
    forms = [each.get("action") or "" for each in main.iter("form")]
    return next(place for place, action in enumerate(forms) if action.endswith(end))


def send(visitor, path, end, **changes):
    sheet = visitor.get(path)
    assert sheet.status == 200, sheet.text
    return visitor.send(sheet, changes, place=form(sheet, end))


def clause_path(clause, tail="en/"):
    return f"{DESK}clauses/{clause.id}/{tail}"
