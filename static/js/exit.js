// Quick exit: leave at once and leave no way back to this page. Without this
// file the link still leads away; with it, the page is blanked first, the entry
// in the history is replaced, and three presses of Escape do the same.
(() => {
  const link = document.getElementById("leave");
  if (!link) return;

  const leave = () => {
    document.title = "\u200b";
    document.body.replaceChildren();
    location.replace(link.href);
  };

  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  let presses = [];
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      presses = [];
      return;
    }
    if (event.repeat) return;
    presses = [...presses, event.timeStamp].filter((at) => event.timeStamp - at < 3000);
    if (presses.length >= 3) leave();
  });
})();
