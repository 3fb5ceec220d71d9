// Small behaviours on data attributes. Everything also works without them.

const csrf = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

// A form is sent once: the button says so, and a second tap does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  if (form.method !== "post" || form.hasAttribute("hx-post")) return;
  form.dataset.sent = "1";
  form.setAttribute("aria-busy", "true");
  // Back in the browser's history, or a page kept in memory: the form may be sent again.
  setTimeout(() => { delete form.dataset.sent; form.removeAttribute("aria-busy"); }, 8000);
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; }));

document.addEventListener("click", (event) => {
  const close = event.target.closest("[data-close]");
  if (close) close.parentElement.remove();
  const copy = event.target.closest("[data-copy]");
  if (copy) navigator.clipboard?.writeText(copy.dataset.copy).then(() => { copy.textContent = copy.dataset.copied ?? copy.textContent; });
  if (event.target.closest("[data-print]")) print();
  document.querySelectorAll("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    document.querySelectorAll("details.menu[open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
    document.querySelectorAll(".search .results").forEach((results) => results.replaceChildren());
  }
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
  const search = document.getElementById("search");
  if (event.key === "/" && !typing && search) { event.preventDefault(); search.focus(); }
  const inSearch = document.activeElement?.closest("[data-search]");
  if (inSearch && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const stops = [search, ...inSearch.querySelectorAll(".results a")];
    const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  }
});

document.querySelectorAll("[data-focus]").forEach((element) => element.focus());

// Drafts: what was typed survives a reload or a lost connection, until the page says it is stored.
const draftKey = (form) => `draft:${form.dataset.keepDraft}`;
const kept = (form) => [...form.elements].filter((e) => e.name && !["hidden", "file", "password", "submit"].includes(e.type));
function keepDraft(form) {
  const values = kept(form).filter((e) => !["radio", "checkbox"].includes(e.type) || e.checked).map((e) => [e.name, e.value]);
  try { localStorage.setItem(draftKey(form), JSON.stringify(values)); } catch { /* full or forbidden: the form itself still holds it */ }
}
function restoreDraft(form) {
  let values;
  try { values = JSON.parse(localStorage.getItem(draftKey(form)) ?? "[]"); } catch { return; }
  for (const [name, value] of values) {
    for (const element of kept(form).filter((e) => e.name === name)) {
      if (["radio", "checkbox"].includes(element.type)) element.checked ||= element.value === value;
      else if (!element.value) element.value = value;
    }
  }
  form.dispatchEvent(new Event("restored"));
}
document.querySelectorAll("form[data-keep-draft]").forEach((form) => {
  restoreDraft(form);
  form.addEventListener("input", () => keepDraft(form));
});
document.querySelectorAll("[data-drop-draft]").forEach((element) => localStorage.removeItem(`draft:${element.dataset.dropDraft}`));

// Autosave: a form with data-autosave is posted a moment after typing; the answer is JSON
// {revision, error?, theirs?}. The state is said in the element [data-saved] of the form.
function say(form, state, text) {
  const place = form.querySelector("[data-saved]");
  if (place) { place.dataset.state = state; place.textContent = text; }
}
async function save(form) {
  if (form.saving) { form.again = true; return; }
  form.saving = true;
  const texts = form.dataset;
  say(form, "saving", texts.saving ?? "…");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-CSRFToken": csrf(), Accept: "application/json" } });
    const said = await answer.json();
    if (said.revision && form.elements.revision) form.elements.revision.value = said.revision;
    if (answer.ok) say(form, "saved", texts.saved ?? "✓");
    else say(form, answer.status === 409 ? "conflict" : "failed", said.error ?? texts.failed ?? "!");
    form.dispatchEvent(new CustomEvent(answer.ok ? "saved" : "refused", { detail: said, bubbles: true }));
  } catch {
    say(form, "failed", texts.failed ?? "!");
    setTimeout(() => save(form), 5000);
  }
  form.saving = false;
  if (form.again) { form.again = false; save(form); }
}
export function autosave(form) {
  if (form.autosaves) return;
  form.autosaves = true;
  let timer;
  const later = () => { clearTimeout(timer); timer = setTimeout(() => save(form), 700); };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); save(form); });
  addEventListener("beforeunload", (event) => { if (form.saving || form.querySelector("[data-saved][data-state=failed]")) event.preventDefault(); });
}
const start = (root) => root.querySelectorAll("form[data-autosave]").forEach(autosave);
start(document);
document.addEventListener("htmx:load", (event) => start(event.target));
