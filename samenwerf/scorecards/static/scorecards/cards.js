// Cards by keyboard: Alt with an arrow moves the card that one is in. Saving while typing is in core/app.js.

document.querySelectorAll("[data-without-script]").forEach((button) => { button.hidden = true; });

document.addEventListener("keydown", (event) => {
  if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
  const card = event.target.closest?.("[data-criterion]");
  const button = card?.querySelector(event.key === "ArrowUp" ? "[data-up]" : "[data-down]");
  if (!button) return;
  event.preventDefault();
  button.click();
});

// Back on the card that moved.
if (location.hash.startsWith("#criterion-")) document.querySelector(location.hash)?.focus();
