// The page that answers a form which was sent with the keyboard: one goes on at what came of it, not at the top.
// That is data-answer, or else the place that the address names, or the toast; what is to be mended comes first.

const toast = document.querySelector("#toasts > .toast");
const place = document.querySelector("[data-answer]") ?? document.getElementById(location.hash.slice(1)) ?? toast;

sessionStorage.removeItem("answered");
if (place && !document.querySelector("[data-focus]")) {
  if (place.tabIndex < 0) place.tabIndex = -1;
  if (toast && place !== toast) place.setAttribute("aria-describedby", "toasts");
  place.focus();
}
