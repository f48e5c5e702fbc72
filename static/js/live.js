// Live: keeps an open page at the published snapshot. The stream says that
// something changed; the sentences come from the server, by fetching this same
// page once, so that every language keeps its grammar. Where the stream is
// refused or lost for good, the page asks every twenty seconds instead. It says
// "live" only while the stream speaks: a line that is cut makes no sound.
(() => {
  const body = document.body;
  const { live, poll } = body.dataset;
  if (!live) return;

  const language = document.documentElement.lang;
  const state = document.querySelector("[data-live-state]");
  // The reader's digits, as the server wrote them.
  const numberingSystem = /[\u0660-\u0669]/.test(document.querySelector("[data-count]")?.textContent) ? "arab" : "latn";
  const number = new Intl.NumberFormat(language, { numberingSystem });
  const ago = new Intl.RelativeTimeFormat(language, { numeric: "auto", numberingSystem });
  const POLL = 20000;
  // Milliseconds. The stream says something every fifteen seconds; an answer takes no longer than this.
  const SILENCE = 40000;
  const PATIENCE = 10000;
  // Seconds: an older answer is a cache's, for a site that doesn't answer itself.
  const STALE = 60;
  const jitter = (most) => Math.random() * most;
  let mode = "";
  let polling = 0;
  let refreshing = 0;
  let stream = null;
  let heardAt = 0;

  const known = () => Number(body.dataset.snapshot) || 0;

  const tell = () => {
    if (!state || !mode) return;
    const seconds = Math.round((Date.parse(state.dataset.asOf) - Date.now()) / 1000);
    if (Number.isNaN(seconds)) return;
    const [unit, size] = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]].find(
      ([, length]) => -seconds >= length || length === 1,
    );
    const text = state.dataset[`${mode}Text`];
    state.textContent = text.replace("{ago}", ago.format(Math.min(0, Math.round(seconds / size)), unit));
    state.classList.toggle("live--on", mode === "live");
    state.dataset.mode = mode;
  };

  const fresh = (element) => {
    element.classList.remove("is-fresh");
    void element.getBoundingClientRect();
    element.classList.add("is-fresh");
  };

  const count = (counts) => {
    for (const [standing, value] of Object.entries(counts || {})) {
      for (const element of document.querySelectorAll(`[data-count="${CSS.escape(standing)}"]`)) {
        const text = number.format(value);
        if (element.textContent === text) continue;
        element.textContent = text;
        fresh(element);
      }
    }
  };

  // A State's link on the map bears its standing as its class, and none when it has done nothing.
  const colour = (link, standing) => {
    const had = (link.getAttribute("class") || "").replace(/ ?is-fresh/, "");
    if (had === standing) return;
    for (const older of document.querySelectorAll("a.is-fresh")) older.classList.remove("is-fresh");
    link.setAttribute("class", standing);
    fresh(link);
  };

  const colourAll = (states) => {
    for (const [iso3, { standing }] of Object.entries(states || {})) {
      const link = document.getElementById(`m-${iso3}`);
      if (link && standing) colour(link, standing === "nothing" ? "" : standing);
    }
  };

  const takeMap = (page) => {
    for (const theirs of page.querySelectorAll("a[id^='m-']")) {
      const ours = document.getElementById(theirs.id);
      if (!ours) continue;
      colour(ours, theirs.getAttribute("class") || "");
      const [title, newer] = [ours, theirs].map((link) => link.querySelector("title"));
      if (title && newer && title.textContent !== newer.textContent) title.textContent = newer.textContent;
    }
  };

  // What a line of a list says, apart from how long ago it was.
  const said = (line) => [...line.children].map((part) => (part.tagName === "TIME" ? "" : part.outerHTML)).join();

  const takeRegions = (page) => {
    for (const theirs of page.querySelectorAll("[data-live-region][id]")) {
      const ours = document.getElementById(theirs.id);
      if (!ours || ours.innerHTML === theirs.innerHTML) continue;
      const focus = ours.contains(document.activeElement) && document.activeElement.getAttribute("href");
      const lines = new Set([...ours.children].map(said));
      ours.replaceChildren(...theirs.childNodes);
      for (const line of ours.querySelectorAll(":scope > li")) {
        if (!lines.has(said(line))) line.classList.add("is-fresh");
      }
      if (focus) ours.querySelector(`[href="${CSS.escape(focus)}"]`)?.focus();
    }
  };

  const take = (page) => {
    takeMap(page);
    takeRegions(page);
    for (const theirs of page.querySelectorAll("[data-count]")) {
      for (const ours of document.querySelectorAll(`[data-count="${CSS.escape(theirs.dataset.count)}"]`)) {
        if (ours.textContent === theirs.textContent) continue;
        ours.textContent = theirs.textContent;
        fresh(ours);
      }
    }
    document.title = page.title;
    body.dataset.snapshot = page.body.dataset.snapshot || known();
    const stamp = page.querySelector("[data-live-state]");
    if (state && stamp) state.dataset.asOf = stamp.dataset.asOf;
    tell();
  };

  const refresh = (wanted, wait = jitter(2000), tries = 5) => {
    clearTimeout(refreshing);
    refreshing = setTimeout(async () => {
      try {
        const answer = await fetch(location.href, { cache: "no-cache", credentials: "omit" });
        if (answer.ok) take(new DOMParser().parseFromString(await answer.text(), "text/html"));
      } catch {
        // The next change, or the next poll, brings it.
      }
      if (known() < wanted && tries) refresh(wanted, 3000 + jitter(4000), tries - 1);
    }, wait);
  };

  const hear = (change) => {
    if (change.snapshot <= known()) return;
    count(change.counts);
    colourAll(change.states);
    if (state && change.as_of) state.dataset.asOf = change.as_of;
    tell();
    refresh(change.snapshot);
  };

  const look = async () => {
    const answer = await fetch(poll, { credentials: "omit", signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok || Number(answer.headers.get("Age")) > STALE) throw new Error(answer.status);
    hear(await answer.json());
  };

  const ask = () =>
    look().then(() => "ago", () => "offline").then((found) => {
      // The stream may have opened while the answer was on its way.
      if (!polling) return;
      mode = found;
      tell();
    });

  const startPolling = () => {
    if (polling || !poll) return;
    const turn = () => {
      if (!document.hidden) ask();
      polling = setTimeout(turn, POLL + jitter(POLL / 4));
    };
    polling = setTimeout(turn, jitter(2000));
  };

  const listen = () => {
    if (!window.EventSource) return startPolling();
    const opened = new EventSource(live);
    stream = opened;
    opened.addEventListener("open", () => {
      heardAt = Date.now();
      clearTimeout(polling);
      polling = 0;
      mode = "live";
      tell();
      // What was published between this page and the first word of the stream.
      if (poll) look().catch(() => {});
    });
    opened.addEventListener("beat", () => { heardAt = Date.now(); });
    opened.addEventListener("change", (event) => {
      heardAt = Date.now();
      hear(JSON.parse(event.data));
    });
    opened.addEventListener("error", () => {
      heardAt = 0;
      // What the page says now, the first answer decides: streams end by themselves every few minutes.
      startPolling();
      if (opened.readyState !== EventSource.CLOSED) return;
      setTimeout(listen, 120000 + jitter(120000));
    });
  };

  const watch = () => {
    tell();
    if (!heardAt || Date.now() - heardAt < SILENCE) return;
    heardAt = 0;
    stream.close();
    startPolling();
    setTimeout(listen, 2000 + jitter(13000));
  };

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && polling) ask();
  });
  // The device itself knows that it has no line, or has one again.
  addEventListener("offline", () => {
    mode = "offline";
    tell();
    startPolling();
  });
  addEventListener("online", () => { if (polling) ask(); });
  setInterval(watch, 5000);
  listen();
})();
