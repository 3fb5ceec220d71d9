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

// A line is taken at once: its fields are free for the next while it is saved, and lines go one after the other.
// A form that is still being sent would else keep the next line, or run two into one.
const LINE = ["text", "wording_reason", "legal_source"];
const waiting = [];
let typedOn = "";
let outcome = "";
const adding = () => document.querySelector("[data-adding]");
const isAdding = ({ detail }) => detail.requestConfig?.elt?.matches?.("[data-adding]");

function write(name, value) {
  const field = adding().elements[name];
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

async function send() {
  while (waiting.length) {
    const form = adding(), editor = form.closest("[data-requirements]");
    editor.addEventListener("htmx:beforeSwap", ({ detail }) => { detail.shouldSwap &&= editor.isConnected; });
    outcome = "";
    await window.htmx.ajax("POST", form.action, { source: form, values: waiting[0] }).catch(() => {});
    if (outcome === "taken") waiting.shift();
    else if (outcome) giveBack();
    // Else the answer to something else replaced the form meanwhile, and nobody knows: send it again. The same
    // words twice are one requirement.
  }
}

/** What was not taken stands in the field, before what is typed by now. */
function giveBack() {
  const { wording_reason, legal_source } = waiting[0];
  const texts = waiting.splice(0).map((line) => line.text);
  write("text", [...texts, typedOn].filter(Boolean).join(" / "));
  write("wording_reason", wording_reason);
  write("legal_source", legal_source);
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-adding]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  waiting.push(Object.fromEntries(new FormData(event.target)));
  if (waiting.length === 1) send();
  for (const name of LINE) write(name, "");
}, true);
document.addEventListener("htmx:beforeSwap", (event) => { if (isAdding(event)) typedOn = adding().elements.text.value; });
document.addEventListener("htmx:afterSwap", (event) => {
  if (!isAdding(event)) return;
  const field = adding().elements.text;
  outcome = field.matches("[aria-invalid]") ? "refused" : "taken";
  field.focus({ preventScroll: true });
});
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => {
    if (!isAdding(event)) return;
    typedOn = adding().elements.text.value;
    outcome = "failed";
  });
}
