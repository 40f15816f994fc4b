// Passkeys: allauth's scripts talk to the browser; this says which button belongs to which form, and what went wrong.
{
  const said = document.getElementById("passkey-status");
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential) break;
    const button = form.querySelector("[data-passkey-button]").id;
    const id = (name) => form.querySelector(`[name="${name}"]`)?.id;
    const ids = { add: button, login: button, authenticate: button, credential: id("credential"), passwordless: id("passwordless") };
    window.allauth.webauthn.forms[form.dataset.passkey]({ ids: { ...ids, data: "js_data" } });
    form.hidden = false;
    form.addEventListener("click", () => (said.hidden = true));
  }
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    said.hidden = false;
    said.focus();
  });
}
