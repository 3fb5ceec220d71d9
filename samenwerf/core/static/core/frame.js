// The recruiter's frame: finding by typing, with the arrow keys through what was found, and the keys / and ?.

const search = document.getElementById("search");
const results = document.getElementById("search-results");
const dialog = document.getElementById("shortcuts");
const toggle = dialog.querySelector("[data-shortcuts-on]");

// One key alone is easily hit by accident, or by speech input: whoever wants can switch them off.
const SETTING = "shortcuts";
toggle.checked = localStorage.getItem(SETTING) !== "off";
toggle.addEventListener("change", () => localStorage.setItem(SETTING, toggle.checked ? "on" : "off"));

const isTyping = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("[data-search]")) move(event);
  if (!toggle.checked || isTyping(event.target) || dialog.open) return;
  if (event.key === "/" && search) {
    event.preventDefault();
    search.focus();
  } else if (event.key === "?") {
    dialog.showModal();
  }
});

function move(event) {
  if (event.key === "Escape") {
    results.replaceChildren();
    search.focus();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const stops = [search, ...results.querySelectorAll("a")];
  const next = stops[stops.indexOf(document.activeElement) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

// On a small screen tabs may go on outside their strip: the one where one is comes into sight, and the strip fades
// where there is more.
for (const strip of document.querySelectorAll(".tabs")) {
  const tab = strip.querySelector("[aria-current]");
  if (tab) strip.scrollLeft = tab.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2;
  const fade = () => {
    strip.classList.toggle("more-before", strip.scrollLeft > 1);
    strip.classList.toggle("more-after", strip.scrollWidth - strip.clientWidth - strip.scrollLeft > 1);
  };
  strip.addEventListener("scroll", fade, { passive: true });
  new ResizeObserver(fade).observe(strip);
}

// What was found goes when one looks elsewhere, and when there is nothing to look for.
document.addEventListener("click", (event) => { if (!event.target.closest("[data-search]")) results?.replaceChildren(); });
search?.addEventListener("input", () => { if (!search.value.trim()) results.replaceChildren(); });
