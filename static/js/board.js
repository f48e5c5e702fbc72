// The board: shows who has deposited, one after the other. live.js keeps the
// number, the map and the unseen list of cards at the published snapshot; here
// every card that is new in that list waits for its turn, the earliest first,
// and none is dropped, however the news came: stream, poll, or after hours
// without a line. What is taken back meanwhile is shown no more.
(() => {
  const list = document.getElementById("board-cards");
  const stage = document.querySelector("[data-board-stage]");
  if (!list || !stage) return;

  // Milliseconds: how long a card stands; and when many wait.
  const STANDS = 9000;
  const MANY = 8;
  const HURRIED = 4000;
  const STILL = 4000;
  const isRehearsed = list.closest("main").querySelector(".board--rehearsed") !== null;

  const lines = () => [...list.querySelectorAll("[data-card]")];
  const line = (key) => lines().find((each) => each.dataset.card === key);
  // What has had its turn: a State and a moment, so a few hundred words in the longest day.
  const seen = new Set(isRehearsed ? [] : lines().map((each) => each.dataset.card));
  let shown = isRehearsed ? "" : lines()[0]?.dataset.card || "";
  let waiting = [];
  let turn = 0;

  const point = (iso3) => {
    for (const before of document.querySelectorAll(".map [data-shown]")) delete before.dataset.shown;
    const link = iso3 && document.getElementById(`m-${iso3}`);
    if (link) link.dataset.shown = "";
  };

  const put = (key, fresh) => {
    const from = key && line(key);
    shown = from ? key : "";
    if (!from) return;
    seen.add(key);
    const card = from.firstElementChild.cloneNode(true);
    card.classList.toggle("is-fresh", fresh);
    stage.replaceChildren(card);
    point(from.dataset.state);
  };

  const next = () => {
    turn = 0;
    const key = waiting.shift();
    if (!key) return point("");
    put(key, true);
    turn = setTimeout(next, waiting.length > MANY ? HURRIED : STANDS);
  };

  const look = () => {
    const now = lines().map((each) => each.dataset.card);
    const known = new Set(now);
    waiting = waiting.filter((key) => known.has(key));
    // The list has the latest first.
    waiting.push(...now.filter((key) => !seen.has(key) && !waiting.includes(key)).reverse());
    if (shown && !known.has(shown)) {
      clearTimeout(turn);
      turn = 0;
      if (!waiting.length && now.length) put(now[0], false);
      else if (!now.length) stage.replaceChildren();
    } else if (shown) refreshShown();
    if (!turn && waiting.length) next();
  };

  // Its words may have been corrected, or translated, while it stands.
  const refreshShown = () => {
    const card = line(shown)?.firstElementChild;
    if (card && stage.firstElementChild?.innerHTML !== card.innerHTML) put(shown, false);
  };

  new MutationObserver(look).observe(list, { childList: true });

  // The screen stays on, where the browser knows how; it asks nobody.
  const stayOn = () => {
    if (document.hidden || !navigator.wakeLock) return;
    navigator.wakeLock.request("screen").catch(() => {});
  };
  document.addEventListener("visibilitychange", stayOn);
  stayOn();

  let still = 0;
  const moved = () => {
    document.body.classList.remove("is-still");
    clearTimeout(still);
    still = setTimeout(() => document.body.classList.add("is-still"), STILL);
  };
  for (const kind of ["pointermove", "pointerdown", "keydown", "focusin"]) addEventListener(kind, moved);
  moved();

  const full = document.querySelector("[data-board-full]");
  if (full && document.fullscreenEnabled) {
    full.hidden = false;
    full.addEventListener("click", () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else document.documentElement.requestFullscreen().catch(() => {});
    });
  }

  // A rehearsal plays the made-up States that the page brings, again and again, and counts them.
  if (isRehearsed) {
    const figure = document.querySelector("[data-count]");
    const number = new Intl.NumberFormat(document.documentElement.lang, { numberingSystem: "latn" });
    let played = 0;
    const play = () => {
      const all = lines();
      // Two at a time: both are to be seen, one after the other.
      for (let each = 0; each < 2 && all.length; each += 1) {
        waiting.push(all[played % all.length].dataset.card);
        played += 1;
      }
      if (figure) figure.textContent = number.format(played);
      if (!turn) next();
    };
    play();
    setInterval(play, 2 * STANDS + 4000);
  }
})();
