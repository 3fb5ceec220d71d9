// The requirements editor by keyboard. Without this script its buttons do the same.

const KINDS = { m: "must_have", n: "nice_to_have", g: "no_go" };
const typing = (element) => element?.matches("input, textarea, select");

// "n VCA" in the new line chooses the kind and leaves the rest.
document.addEventListener("input", (event) => {
  const form = event.target.closest("[data-adding]");
  if (!form || event.target.name !== "text") return;
  const said = /^([mng])\s/i.exec(event.target.value);
  if (!said) return;
  form.querySelector(`[name=kind][value=${KINDS[said[1].toLowerCase()]}]`).checked = true;
  event.target.value = event.target.value.slice(2);
});

function neighbour(item, step) {
  const items = [...item.closest("[data-requirements]").querySelectorAll("[data-requirement]")];
  return items[items.indexOf(item) + step];
}

document.addEventListener("keydown", (event) => {
  const item = event.target.closest?.("[data-requirement]");
  if (!item || typing(event.target) || event.ctrlKey || event.metaKey) return;
  const own = event.target === item;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    event.stopPropagation();
    const up = event.key === "ArrowUp";
    if (event.altKey) item.querySelector(up ? "[data-up]" : "[data-down]").click();
    else neighbour(item, up ? -1 : 1)?.focus();
  } else if (KINDS[event.key] && own) {
    const form = item.querySelector("[data-kind-form]");
    form.elements.kind.value = KINDS[event.key];
    form.requestSubmit();
  } else if ((event.key === "Enter" || event.key === "e") && own) {
    event.preventDefault();
    const more = item.querySelector("details.more");
    more.open = true;
    more.querySelector("[name=text]").focus();
  } else if (event.key === "Delete" && own) item.querySelector("[data-remove]").click();
});

document.addEventListener("click", (event) => {
  const reword = event.target.closest("[data-reword]");
  if (reword) {
    const field = document.getElementById(reword.dataset.reword);
    field.closest("details").open = true;
    field.focus();
    field.select();
    if (!document.execCommand?.("insertText", false, reword.dataset.frame)) field.value = reword.dataset.frame;
    field.setSelectionRange(field.value.indexOf("["), field.value.indexOf("]") + 1);
  }
  const other = event.target.closest("[data-click]");
  if (other) document.querySelector(other.dataset.click)?.click();
});

const tidy = () => document.querySelectorAll("[data-without-script]").forEach((button) => { button.hidden = true; });
tidy();
document.addEventListener("htmx:afterSwap", tidy);
// The new line stays under the fingers after Enter.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.requestConfig?.elt?.matches?.("[data-adding]")) document.getElementById("new-requirement")?.focus({ preventScroll: true });
});
