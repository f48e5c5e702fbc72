// The small card of a State on the map: on hover, on focus, and at the first touch, which the
// second one follows. Without this script a State's title and its link do the same.
(() => {
  const map = document.querySelector(".map");
  if (!map) return;

  const card = document.createElement("div");
  card.className = "map__card";
  card.setAttribute("aria-hidden", "true");
  card.hidden = true;
  map.append(card);
  let shown = null;
  let heldBack = "";

  // The browser's own tip would say the same beside the card; the name stays for who listens.
  const holdTip = (link) => {
    const title = link.querySelector("title");
    if (!title?.textContent) return;
    heldBack = title.textContent;
    link.setAttribute("aria-label", heldBack);
    title.textContent = "";
  };

  const giveTip = (link) => {
    const title = link.querySelector("title");
    if (title && !title.textContent) title.textContent = heldBack;
    link.removeAttribute("aria-label");
  };

  const hide = () => {
    if (!shown) return;
    giveTip(shown);
    shown = null;
    card.hidden = true;
  };

  const place = (link) => {
    const [ours, theirs] = [map, link].map((each) => each.getBoundingClientRect());
    const middle = (theirs.left + theirs.right) / 2 - ours.left;
    const half = card.offsetWidth / 2;
    const x = Math.min(Math.max(middle, half), ours.width - half);
    const above = theirs.top - ours.top - card.offsetHeight - 8;
    const y = above + ours.top < 0 ? theirs.bottom - ours.top + 8 : above;
    card.style.setProperty("left", `${x - half}px`);
    card.style.setProperty("top", `${y}px`);
  };

  const show = (link) => {
    if (!link || link === shown) return;
    hide();
    shown = link;
    holdTip(link);
    const look = (link.getAttribute("class") || "").split(" ").find((name) => name !== "is-fresh") || "nothing";
    const mark = document.createElement("span");
    mark.className = "standing__mark";
    const line = document.createElement("span");
    line.className = `standing standing--${look}`;
    line.append(mark, heldBack);
    card.replaceChildren(line);
    card.hidden = false;
    place(link);
  };

  const stateOf = (event) => event.target.closest?.("a[id^='m-']");
  let touched = false;

  map.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "touch") show(stateOf(event));
  });
  map.addEventListener("pointerout", (event) => {
    if (event.pointerType !== "touch" && shown && !shown.contains(event.relatedTarget)) hide();
  });
  map.addEventListener("focusin", (event) => {
    if (!touched) show(stateOf(event));
  });
  map.addEventListener("focusout", () => {
    if (!touched) hide();
  });
  map.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
  });
  map.addEventListener("click", (event) => {
    const link = stateOf(event);
    const first = touched && link && link !== shown;
    touched = false;
    if (!first) return;
    event.preventDefault();
    show(link);
  });
  document.addEventListener("pointerdown", (event) => {
    if (!map.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
})();
