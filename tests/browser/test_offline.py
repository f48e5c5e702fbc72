"""The page for the field with the line cut: kept, locked, sent once, and then nothing is left."""

import base64
import json
import shutil
from pathlib import Path

import pytest

from tests.journeys.people import code, send
from tests.web.workshops.field import contents_of, day_in

pytestmark = [pytest.mark.browser, pytest.mark.database("sqlite")]
PHRASE = "seven quiet lanterns by the river"
WORDS = ("Tuulizeni kwanza, kabla ya kuamua.", "اسألونا قبل أن تقرروا.", "Preguntadnos antes.")
# As it is sealed; three letters alone turn up among random bytes by themselves.
COUNTRY = '"country":"GHA"'
# All that the device keeps, as text: keys as they are, bytes in base64.
DUMP = """async () => {
  const answered = (asked) => new Promise((ok) => { asked.onsuccess = () => ok(asked.result); });
  const said = [];
  for (const { name } of await indexedDB.databases()) {
    const base = await answered(indexedDB.open(name));
    for (const store of base.objectStoreNames) {
      const all = base.transaction(store).objectStore(store);
      for (const row of await answered(all.getAll())) {
        for (const [key, value] of Object.entries(row)) {
          const bytes = value.buffer ?? (value instanceof ArrayBuffer ? value : null);
          const coded = bytes && btoa(String.fromCharCode(...new Uint8Array(bytes)));
          said.push([key, coded ?? value]);
        }
      }
    }
    base.close();
  }
  return said;
}"""
LEFT = """async () => [
  (await indexedDB.databases()).length, (await caches.keys()).length,
  (await navigator.serviceWorker.getRegistrations()).length,
  localStorage.length, sessionStorage.length,
]"""


class Device:
    """A telephone in the field: its browser keeps a folder, as those of people do."""

    def __init__(self, context, server, language):
        self.context = context
        self.page = context.pages[0]
        self.page.set_default_timeout(20_000)
        self.faults = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.address = f"{server.address}/{language}/workshops/field/"

    def open(self):
        self.page.goto(self.address)

    def told(self, name):
        """Wait until the page says something; return whether it is this."""
        words = self.page.locator(f"[data-say={name}]").text_content()
        self.page.wait_for_function(
            "words => document.querySelector('#field-words').textContent === words", arg=words
        )
        return True

    def cut(self, is_cut=True):
        self.context.set_offline(is_cut)

    def unlock(self, phrase=PHRASE):
        self.page.fill("#unlock", phrase)
        self.page.locator("#open-form button").click()

    def lay(self):
        self.page.fill("#passphrase", PHRASE)
        self.page.fill("#again", PHRASE)
        self.page.locator("#new-form button").click()
        self.page.wait_for_selector("#field-desk:not([hidden])")

    def write(self, *words, **given):
        """Type a workshop; return both codes that the group gets."""
        page = self.page
        page.click("#record")
        for name, value in {"country": "GHA", "method": "drawing", **given}.items():
            page.select_option(f"#{name}", value)
        page.select_option("#month", index=1)
        page.fill("#language", "sw")
        for name, value in (("age_band", "13-15"), ("size_band", "10-19")):
            page.check(f"[name={name}][value='{value}']")
        page.check("#may_website")
        page.check("#attested")
        page.fill("#consent_until", day_in(200))
        for each in words:
            page.select_option("#kind", "idea")
            page.fill("#words", each)
            page.locator("#said-form button").click()
            page.locator("#said-list li", has_text=each).wait_for()
        codes = [page.locator(f"#code-{name}").text_content() for name in ("receipt", "withdrawal")]
        page.click("#workshop-done")
        page.wait_for_selector("#field-desk:not([hidden])")
        return codes

    def count(self):
        return self.page.locator("#desk-list > li").count()


@pytest.fixture(params=["en", "ar"])
def device(request, browser, server, tmp_path):
    known = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for path in map(shutil.which, known) if path), None)
    context = browser.browser_type.launch_persistent_context(
        tmp_path / "profile", executable_path=found, viewport={"width": 390, "height": 844},
        args=["--disable-background-networking", "--disable-gpu", "--no-sandbox"],
    )  # fmt: skip
    made = Device(context, server, request.param)
    yield made
    context.close()
    assert made.faults == []


@pytest.fixture(scope="module")
def facilitator(server):
    rows = json.loads(server.flask("demo", "accounts", "--json").stdout)
    return next(row for row in rows if row["email"].startswith("facilitator"))


def test_a_day_in_the_field(device, server, facilitator, tmp_path):
    page = device.page
    device.open()
    page.click("#keep")
    assert device.told("kept")
    _write_without_a_line(device)
    _nothing_can_be_read(device, tmp_path)
    # Without a line it stays; without a session it leads to sign in, and back.
    page.click("#send")
    assert device.told("line")
    device.cut(False)
    page.click("#send")
    page.wait_for_selector("#desk-sign-in:not([hidden])")
    _sign_in(device, facilitator)
    device.unlock()
    page.wait_for_selector("#field-desk:not([hidden])")
    _send_twice(device)
    assert page.evaluate(LEFT) == [0, 0, 0, 0, 0]
    page.reload()
    page.wait_for_selector("#field-new:not([hidden])")
    assert page.evaluate(LEFT) == [0, 0, 0, 0, 0]


def _write_without_a_line(device):
    page = device.page
    device.cut()
    page.reload()
    page.wait_for_selector("#field-new:not([hidden])")
    page.locator("main a[href$='/help/']").click()
    assert device.told("needs")
    assert page.locator("[data-needs-line]").is_visible()
    device.lay()
    first = device.write(*WORDS[:2])
    # Left in the middle of a sentence: what is typed is there again.
    second = device.write(country="FRA")
    assert len({*first, *second}) == 4
    page.locator("#desk-list [data-act=change]").last.click()
    page.fill("#words", WORDS[2])
    page.wait_for_timeout(600)
    page.reload()
    device.unlock("seven quiet lanterns by the sea")
    assert device.told("wrong")
    assert device.count() == 0
    device.unlock()
    page.wait_for_selector("#field-desk:not([hidden])")
    assert device.count() == 2


def _nothing_can_be_read(device, folder: Path):
    secrets = [form for words in (*WORDS, PHRASE, COUNTRY) for form in _forms(words)]
    dumped = device.page.evaluate(DUMP)
    assert {key for key, _ in dumped} == {"id", "iv", "sealed", "salt", "rounds"}
    sealed = [base64.b64decode(value) for key, value in dumped if key == "sealed"]
    ivs = [value for key, value in dumped if key == "iv"]
    # The lock and two workshops, of one length, each under an IV of its own.
    assert {len(each) for each in sealed} == {16_384 + 16}
    assert len(set(ivs)) == len(ivs) == 3
    assert [value for key, value in dumped if key == "rounds"] == [600_000]
    assert not [form for form in secrets for each in sealed if form in each]
    contents = contents_of(folder / "profile")
    # Where the records lie, the names of their parts can be read, and no word of anybody.
    assert [path for path, content in contents.items() if b"sealed" in content]
    for path, content in contents.items():
        assert not [form for form in secrets if form in content], path


def _forms(words):
    return [words.encode(), words.encode("utf-16-le")]


def _sign_in(device, facilitator):
    """Sign in where the page leads to, and come back to it."""
    page = device.page
    page.locator("#desk-sign-in a").click()
    page.fill("#email", facilitator["email"])
    page.fill("#password", facilitator["password"])
    send(page)
    page.fill("#code", code(facilitator["totp_secret"]))
    send(page)
    page.wait_for_url(device.address)


def _send_twice(device):
    """Lose the first answer: it is sent again, and kept once."""
    page, taken = device.page, []

    def lose(route):
        if route.request.method != "POST":
            return route.continue_()
        answer = route.fetch()
        taken.append(answer.json()["standing"])
        return route.abort() if len(taken) == 1 else route.fulfill(response=answer)

    device.context.route("**/workshops/receive", lose)
    page.click("#send")
    assert device.told("line")
    assert device.count() == 2
    page.click("#send")
    assert device.told("faults")
    page.locator("#desk-list [data-act=change]").click()
    page.locator("#said-list [data-act=change]").click()
    assert page.locator("#kind").get_attribute("aria-invalid") == "true"
    page.select_option("#kind", "idea")
    page.locator("#said-form button").click()
    page.click("#workshop-done")
    page.click("#send")
    assert device.told("sent")
    assert taken == ["recorded", "here", "faults", "recorded"]


def test_the_button_for_danger_deletes_at_once(device):
    page = device.page
    device.open()
    page.click("#keep")
    assert device.told("kept")
    device.lay()
    device.write(WORDS[0])
    device.cut()
    page.reload()  # Nobody needs the passphrase for it.
    page.click("#wipe")
    assert device.told("gone")
    assert page.evaluate(LEFT) == [0, 0, 0, 0, 0]
    assert WORDS[0] not in page.content()
