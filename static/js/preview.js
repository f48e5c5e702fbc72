// Preview: takes the secret of a link out of the address and sends it in the
// body of the form, so that it stands in no address and no log. Without this
// file one pastes the link.
(() => {
  const form = document.querySelector("[data-preview]");
  const secret = location.hash.slice(1);
  if (!form || !secret) return;
  history.replaceState(null, "", location.pathname);
  form.elements.secret.value = secret;
  form.submit();
})();
