// A fragment that replaces what somebody works in keeps the place on the screen, the focus and what was typed.
//   data-place="list"  a row with an id: it stays where it was, or the row beside it when it left this list
//   data-asks          in a row: what is asked next, which gets the focus; without it the row itself does
// The new content stands before the old for a moment. Where the old holds the focus, browsers lay out the two
// together, and scroll anchoring follows the old content down to where it then disappears.

const root = document.documentElement;
const TYPED = "textarea[id], input[id]:not([type=hidden], [type=radio], [type=checkbox])";
const topOf = (element) => element.getBoundingClientRect().top;
let before = null;

/** The row and the ones beside it, nearest below first, with where they are on the screen. */
function places(row) {
  if (!row) return [];
  const rows = [...row.parentElement.children].filter((each) => each.dataset.place);
  const here = rows.indexOf(row);
  return [...rows.slice(here), ...rows.slice(0, here).reverse()].map((each) => ({ id: each.id, list: each.dataset.place, top: topOf(each) }));
}

/** What was typed and is not in what was sent. */
function typed(target, form, sent) {
  const isNew = (field) => field.value !== field.defaultValue && !(field.form === form && sent.get(field.name) === field.value);
  return [...target.querySelectorAll(TYPED)].filter(isNew).map(({ id, value, defaultValue }) => ({ id, value, defaultValue }));
}

document.addEventListener("htmx:beforeSwap", ({ detail: { shouldSwap, target, requestConfig: { elt, formData } } }) => {
  const active = document.activeElement;
  const isInside = target.contains(active);
  if (!shouldSwap || !(isInside || target.contains(elt))) return;
  before = {
    places: places((isInside ? active : elt).closest("[data-place]")),
    typed: typed(target, elt, formData),
    hadFocus: isInside || active === document.body,
  };
  root.style.overflowAnchor = "none";
});

document.addEventListener("htmx:afterSwap", () => {
  if (!before) return;
  const { places, typed, hadFocus } = before;
  before = null;
  for (const { id, value, defaultValue } of typed) {
    const field = document.getElementById(id);
    // What changed meanwhile is shown; nobody saves over it unseen.
    if (field?.defaultValue !== defaultValue) continue;
    field.value = value;
    if (field.closest("details")) field.closest("details").open = true;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const stays = places.find(({ id, list }) => document.getElementById(id)?.dataset.place === list);
  const row = document.getElementById(stays?.id ?? places[0]?.id);
  if (stays) scrollBy({ top: topOf(row) - stays.top, behavior: "instant" });
  if (row && hadFocus && document.activeElement === document.body) {
    const next = stays === places[0] && row.querySelector("[aria-invalid=true], [data-asks]");
    (next || row).focus({ preventScroll: true });
    document.activeElement.scrollIntoView({ block: "nearest", behavior: "instant" });
  }
  root.style.overflowAnchor = "";
});
