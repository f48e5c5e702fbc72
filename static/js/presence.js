// Presence: keeps the note of which colleagues are at the same pledge fresh, and
// lets them see that this person still is, for as long as they do something on
// the page. Without this file the note is as it was when the page was opened.
(() => {
  const place = document.querySelector("[data-presence]");
  if (!place) return;
  const EVERY = 30000;
  // Whoever has done nothing for so long may have gone for lunch.
  const AWAY = 240000;
  let active = Date.now();
  let shown = place.innerHTML.trim();

  for (const kind of ["keydown", "pointerdown", "pointermove", "input", "scroll"]) {
    addEventListener(kind, () => { active = Date.now(); }, { passive: true });
  }

  const look = async () => {
    if (document.hidden || Date.now() - active > AWAY) return;
    try {
      const answer = await fetch(place.dataset.presence, { redirect: "error" });
      if (!answer.ok) return;
      const text = (await answer.text()).trim();
      if (text === shown) return;
      shown = text;
      place.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
    } catch {
      // The next look may find the way again.
    }
  };

  setInterval(look, EVERY);
  addEventListener("visibilitychange", look);
})();
