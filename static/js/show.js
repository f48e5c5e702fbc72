// Run of show: asks every few seconds whether the list has changed, and offers
// to show it anew. It never moves a row by itself: somebody's finger may be on
// its button. Without this file one opens the page again.
(() => {
  const place = document.querySelector("[data-show]");
  if (!place) return;
  const EVERY = 4000;

  const look = async () => {
    if (document.hidden || place.childElementCount) return;
    try {
      const answer = await fetch(place.dataset.show, { redirect: "error" });
      if (!answer.ok) return;
      const piece = new DOMParser().parseFromString(await answer.text(), "text/html");
      place.replaceChildren(...piece.body.children);
    } catch {
      // The next look may find the way again.
    }
  };

  setInterval(look, EVERY);
  addEventListener("visibilitychange", look);
})();
