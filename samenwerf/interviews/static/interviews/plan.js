// Choosing a step sets its minutes, unless somebody typed their own.
const minutes = document.querySelector("[name=minutes]");
let own = false;
minutes?.addEventListener("input", () => { own = true; });
document.querySelectorAll("[data-minutes]").forEach((step) => step.addEventListener("change", () => { if (!own && step.checked) minutes.value = step.dataset.minutes; }));
// With a script the preview follows by itself.
document.querySelectorAll(".no-script").forEach((button) => { button.hidden = true; });
