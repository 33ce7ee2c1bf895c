// How many are ticked stands on the buttons; what lacks a party or an act is no part of accepting.
(() => {
  const ticked = (form) => [...form.querySelectorAll('[name="id"]:checked')];
  const show = () => {
    const form = document.querySelector(".bulk");
    if (!form?.querySelector("[data-count]")) return;
    const all = ticked(form), complete = all.filter((box) => !box.dataset.incomplete);
    for (const button of form.querySelectorAll("[data-count]")) {
      button.textContent = `${button.dataset.count} the ${all.length} ticked`;
    }
    form.querySelector('[data-count="Accept"]').disabled = complete.length !== all.length || !all.length;
    document.getElementById("chosen").textContent = complete.length === all.length ? ""
      : `${all.length - complete.length} of those ticked lack a party or an act: they can be rejected together, but are accepted one by one.`;
  };
  document.addEventListener("change", (event) => event.target.matches('[name="id"]') && show());
  document.addEventListener("htmx:afterSettle", show);
  show();
})();
