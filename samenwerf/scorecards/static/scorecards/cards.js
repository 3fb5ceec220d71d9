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

// Somebody else saved this card in the meantime: what is typed here is not saved over theirs unseen. The
// button sends it as a page, which shows both.
document.addEventListener("refused", (event) => {
  if (!event.detail.theirs) return;
  const button = event.target.querySelector("[data-without-script]");
  button.hidden = false;
  button.addEventListener("click", (click) => { click.preventDefault(); event.target.submit(); });
});
