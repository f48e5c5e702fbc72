// The page for the field: shows one part after the other, keeps what is typed in the vault
// (offline-vault.js), sends it once there is a line, and then leaves nothing on the device. A
// workshop is {facts, codes, said, draft, faults, tried, began} under an id that means nothing.
(() => {
  const root = document.getElementById("field");
  const at = (id) => document.getElementById(id);
  const able = window.isSecureContext && window.indexedDB && navigator.serviceWorker && window.crypto?.subtle;
  if (!root || !able) return;
  const PARTS = ["keep", "new", "open", "desk", "workshop", "wipe", "after"].map((name) => `field-${name}`);
  const SHORTEST = 10;
  // Milliseconds after which a device that nobody touches is locked.
  const IDLE = 600000;
  const factsForm = at("facts-form");
  const saidForm = at("said-form");
  const FACTS = ["country", "month", "language", "age_band", "size_band", "method", "partner", "consent_until"];
  const TICKS = [...factsForm.querySelectorAll("input[type=checkbox]")].map((box) => box.name);
  const SAID = { kind: "kind", said_language: "language", words: "words",
    translation_language: "translation_language", translation: "translation" };
  const workshops = new Map();
  let current = "";
  let place = -1;
  let saving = 0;
  let waiting = 0;

  // Words and parts of the page

  const words = (name) => document.querySelector(`[data-say=${name}]`).textContent;

  const say = (name) => {
    at("field-words").textContent = name && words(name);
    at("field-said-so").hidden = !name;
    if (name) at("field-said-so").focus();
  };

  const show = (...names) => {
    for (const id of PARTS) at(id).hidden = !names.includes(id.replace("field-", ""));
  };

  const copy = (id) => at(id).content.cloneNode(true);

  const forget = () => {
    clearTimeout(saving);
    workshops.clear();
    current = "";
    for (const form of root.querySelectorAll("form")) form.reset();
    // The quick exit has emptied the page before.
    for (const id of ["desk-list", "said-list", "code-receipt", "code-withdrawal"]) at(id)?.replaceChildren();
    unmark();
  };

  const unmark = (within = root) => {
    within.querySelectorAll(".field__error[data-made]").forEach((each) => each.remove());
    within.querySelectorAll(".field--wrong").forEach((each) => each.classList.remove("field--wrong"));
    within.querySelectorAll("[aria-invalid]").forEach((each) => each.removeAttribute("aria-invalid"));
  };

  const mark = (id, sentences) => {
    const box = at(id);
    const field = box.closest(".field");
    const error = Object.assign(document.createElement("div"), { className: "field__error", id: `${id}-error` });
    error.dataset.made = "";
    error.textContent = sentences.join(" ");
    field.classList.add("field--wrong");
    field.insertBefore(error, field.querySelector(":scope > .choice, :scope > .field__box"));
    box.setAttribute("aria-invalid", "true");
    const described = (box.getAttribute("aria-describedby") || "").split(" ");
    if (!described.includes(error.id)) box.setAttribute("aria-describedby", [...described, error.id].join(" ").trim());
  };

  // Codes and keys of the device's own making

  const code = (kind) => {
    const alphabet = root.dataset.alphabet;
    const signs = [];
    while (signs.length < 16) {
      const [byte] = crypto.getRandomValues(new Uint8Array(1));
      // So that each sign is as likely as the others.
      if (byte < 256 - (256 % alphabet.length)) signs.push(alphabet[byte % alphabet.length]);
    }
    return [kind, ...signs.join("").match(/..../g)].join("-");
  };

  const key = () => crypto.randomUUID().replaceAll("-", "");

  // A workshop: its facts, what was said

  const keep = async () => {
    clearTimeout(saving);
    const id = current;
    const workshop = workshops.get(id);
    if (!workshop) return;
    workshop.facts = readFacts();
    workshop.draft = readSaid();
    try {
      await fieldVault.put(id, workshop);
    } catch {
      say("unsaved");
    }
  };

  const readFacts = () => {
    const from = factsForm.elements;
    const facts = { key: workshops.get(current).facts.key };
    for (const name of FACTS) facts[name] = from[name].value;
    for (const name of TICKS) facts[name] = from[name].checked;
    return facts;
  };

  const readSaid = () => {
    const said = { is_harm: saidForm.elements.is_harm.checked };
    for (const [field, name] of Object.entries(SAID)) said[name] = saidForm.elements[field].value;
    // What a group says is in its own language unless told otherwise.
    said.language ||= factsForm.elements.language.value;
    return said;
  };

  const fillSaid = (said) => {
    saidForm.reset();
    for (const [field, name] of Object.entries(SAID)) saidForm.elements[field].value = said?.[name] ?? "";
    saidForm.elements.is_harm.checked = !!said?.is_harm;
    saidForm.elements.said_language.value ||= factsForm.elements.language.value;
    saidForm.querySelector("details").open = !!said?.translation;
  };

  const openWorkshop = (id) => {
    current = id;
    place = -1;
    const { facts, codes, draft, faults, said } = workshops.get(id);
    unmark();
    factsForm.reset();
    for (const name of FACTS) factsForm.elements[name].value = facts[name] ?? "";
    for (const name of TICKS) factsForm.elements[name].checked = !!facts[name];
    // What may have arrived is not changed any more; more can be added.
    at("facts").disabled = said.some((each) => each.tried) || !!workshops.get(id).tried;
    at("code-receipt").textContent = codes.receipt;
    at("code-withdrawal").textContent = codes.withdrawal;
    fillSaid(draft);
    const others = [];
    for (const [name, sentences] of Object.entries(faults ?? {})) {
      if (factsForm.elements[name]) mark(name, sentences);
      else if (!/^said\.\d/.test(name)) others.push(...sentences);
    }
    at("workshop-faults").textContent = others.join(" ");
    at("workshop-faults").hidden = !others.length;
    listSaid();
    show("workshop", "wipe");
    say("");
    at("workshop-title").focus();
  };

  const faultsOf = (workshop, number) =>
    Object.entries(workshop.faults ?? {}).filter(([name]) => name.startsWith(`said.${number + 1}.`));

  const line = (label, isFaulty, { change, takeOut }) => {
    const item = document.createElement("li");
    item.className = "told__item";
    const text = Object.assign(document.createElement("p"), { className: "told__words", dir: "auto", textContent: label });
    item.append(text);
    if (isFaulty) item.append(copy("line-faults"));
    if (change) {
      item.append(copy("line-buttons"));
      item.querySelector("[data-act=change]").addEventListener("click", change);
      item.querySelector("[data-act=take-out]").addEventListener("click", takeOut);
    }
    return item;
  };

  const listSaid = () => {
    const workshop = workshops.get(current);
    const items = workshop.said.map((said, number) =>
      line(said.words, faultsOf(workshop, number).length > 0, said.tried ? {} : {
        change: () => changeSaid(number),
        takeOut: () => takeOutSaid(number),
      }));
    at("said-list").replaceChildren(...items);
  };

  const changeSaid = (number) => {
    place = number;
    const workshop = workshops.get(current);
    unmark(saidForm);
    fillSaid(workshop.said[number]);
    for (const [name, sentences] of faultsOf(workshop, number)) {
      const field = name.split(".")[2];
      if (field !== "key") mark(field === "language" ? "said_language" : field, sentences);
    }
    at("said-title").focus();
  };

  // Faults are known by the numbers of what was said: taken out or mended, the numbers move.
  const dropFaults = (workshop, number, isGone) => {
    const kept = {};
    for (const [name, sentences] of Object.entries(workshop.faults ?? {})) {
      const [, at_, field] = name.match(/^said\.(\d+)\.(.*)$/) ?? [];
      const other = Number(at_) - 1;
      if (!at_) kept[name] = sentences;
      else if (other !== number) kept[`said.${other + (isGone && other > number ? 0 : 1)}.${field}`] = sentences;
    }
    workshop.faults = kept;
  };

  const takeOutSaid = async (number) => {
    const workshop = workshops.get(current);
    workshop.said.splice(number, 1);
    dropFaults(workshop, number, true);
    if (place >= number) place = -1;
    listSaid();
    await keep();
  };

  const saveSaid = async () => {
    const said = readSaid();
    if (!said.words.trim()) return saidForm.elements.words.focus();
    const workshop = workshops.get(current);
    if (place >= 0) {
      said.key = workshop.said[place].key;
      workshop.said[place] = said;
      dropFaults(workshop, place, false);
    } else {
      workshop.said.push({ ...said, key: key() });
    }
    place = -1;
    unmark(saidForm);
    fillSaid(null);
    listSaid();
    await keep();
    at("said-title").focus();
  };

  const hasDraft = (workshop) => !!workshop.draft?.words?.trim();

  // The desk: all workshops of this device

  const named = ({ facts }) => {
    const chosen = (name) => [...factsForm.elements[name].options].find((each) => each.value && each.value === facts[name])?.text;
    return [chosen("country"), chosen("month")].filter(Boolean).join(" · ") || "–";
  };

  const desk = () => {
    current = "";
    const items = [...workshops].map(([id, workshop]) => {
      const item = line(named(workshop), Object.keys(workshop.faults ?? {}).length > 0, {
        change: () => openWorkshop(id),
        takeOut: async () => {
          if (!confirm(words("sure"))) return;
          await fieldVault.remove(id);
          workshops.delete(id);
          desk();
        },
      });
      if (workshop.tried) item.append(copy("line-unsure"));
      return item;
    });
    at("desk-list").replaceChildren(...items);
    at("desk-empty").hidden = items.length > 0;
    at("send").disabled = !items.length;
    show("desk", "wipe", ...(at("field-keep").dataset.done ? [] : ["keep"]));
    at("desk-title").focus();
  };

  const record = async () => {
    const id = crypto.randomUUID();
    const codes = { receipt: code("R"), withdrawal: code("W") };
    workshops.set(id, { facts: { key: key() }, codes, said: [], began: Date.now() });
    openWorkshop(id);
    await keep();
  };

  const opened = async () => {
    const found = await fieldVault.all();
    found.sort(([, one], [, other]) => one.began - other.began);
    for (const [id, workshop] of found) workshops.set(id, workshop);
    say("");
    desk();
  };

  // Sending

  const ask = (options) =>
    fetch(root.dataset.receive, { credentials: "same-origin", cache: "no-store", redirect: "manual", ...options });

  const token = async () => {
    const answer = await ask({});
    at("desk-sign-in").hidden = answer.type !== "opaqueredirect";
    if (answer.type === "opaqueredirect") return at("desk-sign-in").querySelector("a").focus();
    if (!answer.ok) return say(answer.status === 403 ? "role" : "later");
    return (await answer.json()).csrf_token;
  };

  const sendOne = async (id, csrf) => {
    const workshop = workshops.get(id);
    if (hasDraft(workshop)) {
      workshop.said.push({ ...workshop.draft, key: key() });
      workshop.draft = null;
    }
    const said = workshop.said.map(({ tried, ...each }) => each);
    const body = JSON.stringify({ facts: workshop.facts, codes: workshop.codes, said });
    // Kept before it goes: it may arrive without our hearing of it.
    const wasTried = !!workshop.tried;
    workshop.tried = true;
    workshop.said.forEach((each) => { each.tried = true; });
    await fieldVault.put(id, workshop);
    const headers = { "Content-Type": "application/json", "X-CSRF-Token": csrf };
    const answer = await ask({ method: "POST", headers, body });
    if (answer.status === 200) {
      await fieldVault.remove(id);
      workshops.delete(id);
      return "";
    }
    if (!wasTried || answer.status === 422) {
      // It was heard, and not taken.
      workshop.tried = false;
      workshop.said.forEach((each) => { each.tried = false; });
    }
    if (answer.status === 422) workshop.faults = (await answer.json()).faults;
    await fieldVault.put(id, workshop);
    return answer.status === 422 ? "faults" : "later";
  };

  const send = async () => {
    at("send").disabled = true;
    let found = "";
    try {
      const csrf = await token();
      if (!csrf) return;
      for (const id of [...workshops.keys()]) {
        found = (await sendOne(id, csrf)) || found;
        if (found === "later") break;
      }
      if (workshops.size === 0) return await wipe("sent");
    } catch {
      found = "line";
    } finally {
      at("send").disabled = false;
    }
    desk();
    say(found);
  };

  // Nothing left

  const wipe = async (name) => {
    forget();
    await fieldVault.destroy();
    const ours = /^\/[a-z]{2}\/workshops\/field\/$/;
    for (const each of await navigator.serviceWorker.getRegistrations()) {
      if (ours.test(new URL(each.scope).pathname)) await each.unregister();
    }
    for (const name of await caches.keys()) {
      if (name.startsWith("field-")) await caches.delete(name);
    }
    show(...(name === "sent" ? ["after"] : []));
    say(name);
  };

  // Keeping the page

  const keepPage = async () => {
    at("keep").disabled = true;
    try {
      const registration = await navigator.serviceWorker.register(root.dataset.worker);
      const worker = registration.installing ?? registration.waiting ?? registration.active;
      await new Promise((resolve, reject) => {
        const look = () => {
          if (worker.state === "activated") resolve();
          if (worker.state === "redundant") reject(new Error(worker.state));
        };
        worker.addEventListener("statechange", look);
        look();
      });
      at("field-keep").dataset.done = "1";
      at("field-keep").hidden = true;
      at("field-wipe").hidden = false;
      say("kept");
    } catch {
      say("needs");
    } finally {
      at("keep").disabled = false;
    }
  };

  const begin = async () => {
    const isKept = (await navigator.serviceWorker.getRegistration(location.pathname))?.active;
    if (isKept) at("field-keep").dataset.done = "1";
    const isLaid = await fieldVault.isLaid();
    const keeping = isKept ? [] : ["keep"];
    show(isLaid ? "open" : "new", ...keeping, ...(isKept || isLaid ? ["wipe"] : []));
  };

  // A page that was kept for long doesn't know this month.
  const addMonths = () => {
    const known = factsForm.elements.month;
    const written = new Intl.DateTimeFormat(document.documentElement.lang, { month: "long", year: "numeric", numberingSystem: "latn" });
    const now = new Date();
    const newest = known.options[1].value;
    const missing = [];
    for (let back = 0; back < 24; back += 1) {
      const day = new Date(now.getFullYear(), now.getMonth() - back, 1);
      const value = `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}`;
      if (value <= newest) break;
      missing.push(new Option(written.format(day), value));
    }
    known.options[0].after(...missing);
  };

  const alone = () =>
    new Promise((resolve) => {
      const waiting = { signal: AbortSignal.timeout(3000) };
      const held = () => {
        resolve(true);
        return new Promise(() => {});
      };
      navigator.locks.request("field", waiting, held).catch(() => resolve(false));
    });

  // A key takes a second or more to make: one press, one key.
  const once = (act) => async (event) => {
    event.preventDefault();
    const [button] = event.target.getElementsByTagName("button");
    if (button.disabled) return;
    button.disabled = true;
    try {
      await act(event);
    } finally {
      button.disabled = false;
    }
  };

  const choose = async (event) => {
    const [first, again] = [at("passphrase").value, at("again").value];
    if (first.length < SHORTEST) return say("short");
    if (first !== again) return say("differs");
    // Browsers throw away what nobody asked them to keep.
    navigator.storage?.persist?.();
    try {
      await fieldVault.create(first);
    } catch {
      return say("unsaved");
    }
    event.target.reset();
    await opened();
  };

  const unlock = async () => {
    const passphrase = at("unlock").value;
    at("open-form").reset();
    if (!(await fieldVault.unlock(passphrase))) return say("wrong");
    await opened();
  };

  const close = async () => {
    await keep();
    forget();
    fieldVault.lock();
    say("");
    await begin();
  };

  const touched = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (!at("field-desk").hidden || !at("field-workshop").hidden) close();
    }, IDLE);
  };

  const tellLine = () => {
    root.parentElement.querySelectorAll("[data-needs-line]").forEach((each) => { each.hidden = navigator.onLine; });
  };

  at("keep").addEventListener("click", keepPage);
  at("new-form").addEventListener("submit", once(choose));
  at("open-form").addEventListener("submit", once(unlock));
  at("record").addEventListener("click", record);
  at("send").addEventListener("click", send);
  at("lock").addEventListener("click", close);
  at("wipe").addEventListener("click", () => wipe("gone"));
  at("workshop-done").addEventListener("click", async () => {
    if (hasDraft({ draft: readSaid() })) await saveSaid();
    await keep();
    desk();
  });
  factsForm.addEventListener("submit", (event) => event.preventDefault());
  saidForm.addEventListener("submit", (event) => {
    event.preventDefault();
    saveSaid();
  });
  for (const form of [factsForm, saidForm]) {
    form.addEventListener("input", () => {
      clearTimeout(saving);
      saving = setTimeout(keep, 300);
    });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || navigator.onLine || link.id === "leave" || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    say("needs");
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
  // A page that the browser keeps for the way back holds nothing readable.
  addEventListener("pagehide", () => { keep(); forget(); fieldVault.lock(); });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  for (const name of ["keydown", "pointerdown"]) addEventListener(name, touched);
  for (const name of ["online", "offline"]) addEventListener(name, tellLine);
  fieldVault.whenGone(() => { forget(); show(); say("gone"); });

  at("field-none").hidden = true;
  for (const each of root.querySelectorAll("textarea")) each.spellcheck = false;
  addMonths();
  tellLine();
  alone().then((isAlone) => {
    if (isAlone) return begin();
    show("wipe");
    return say("window");
  });
})();
