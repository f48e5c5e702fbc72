"""Goes through a page by the Tab key alone, and says what someone without a mouse would miss."""

from typing import Any

from playwright.sync_api import Page

# Numbers all that one should come to, in the order in which it is read; menus are open.
_NUMBER = """() => {
  document.querySelectorAll('details').forEach(each => { each.open = true; });
  const wanted = 'a[href], button, input, select, textarea, summary, [tabindex]';
  const groups = new Set();
  window.toReach = [...document.querySelectorAll(wanted)].filter(each => {
    const shown = each.getClientRects().length && getComputedStyle(each).visibility === 'visible';
    if (!shown || each.disabled || each.tabIndex < 0) return false;
    if (each.type !== 'radio') return true;
    // Of a group, one: the arrows lead on from there.
    const again = groups.has(each.name);
    groups.add(each.name);
    return !again;
  });
  return window.toReach.map(each => each.outerHTML.slice(0, 120));
}"""
_HERE = """() => {
  const here = document.activeElement;
  const style = getComputedStyle(here);
  const label = here.getAttribute('aria-label') || here.querySelector('title')?.textContent;
  const box = here.getBoundingClientRect();
  return {
    id: here.id, tag: here.tagName, text: (label || here.textContent || '').trim(),
    place: (window.toReach || []).findIndex(each => each === here
      || (here.type === 'radio' && each.name === here.name)),
    seen: style.outlineStyle !== 'none' && style.outlineWidth !== '0px',
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    href: here.getAttribute('href') || '', html: here.outerHTML.slice(0, 120),
  };
}"""
# Whatever had the focus, the next stop is the first.
_FROM_THE_TOP = """() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
}"""
_MOST = 2_000


def walk(page: Page) -> list[dict[str, Any]]:
    """Press Tab from the top of a page until the focus has been everywhere once."""
    found: list[dict[str, Any]] = []
    page.evaluate(_FROM_THE_TOP)
    for _ in range(_MOST):
        page.keyboard.press("Tab")
        here = page.evaluate(_HERE)
        # The parts of a field for dates are the browser's: it shows in which of them one is.
        if found and here["place"] >= 0 and here["place"] == found[-1]["place"]:
            continue
        # Behind the last stop the browser comes to the page itself, or to the first stop again.
        if found and (here["tag"] == "BODY" or here == found[0]):
            return found
        found.append(here)
    raise AssertionError(f"the focus never came to an end: {found[-1]['html']}")


def faults(page: Page) -> list[str]:
    """Walk through an open page, its menus open; name what is missed, hidden or out of order."""
    wanted = page.evaluate(_NUMBER)
    stops = walk(page)
    reached = [each["place"] for each in stops if each["place"] >= 0]
    found = [f"not reached: {wanted[place]}" for place in set(range(len(wanted))) - set(reached)]
    if reached != sorted(reached):
        found.append(f"not in the order in which it is read: {reached}")
    found += [f"one doesn't see where one is: {each['html']}" for each in stops if not each["seen"]]
    found += [f"outside of the window: {each['html']}" for each in stops if not each["inside"]]
    found += [
        f"without a name: {each['html']}"
        for each in stops
        if each["tag"] in ("A", "a", "BUTTON", "SUMMARY") and not each["text"]
    ]
    return [f"{page.url}: {fault}" for fault in found]
