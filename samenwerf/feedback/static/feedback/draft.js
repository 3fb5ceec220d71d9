// What was filled in stays on this device until the server says that it has it: data-draft names the
// place, data-confirmed lists the keys of what was handed in already.
const holder = document.querySelector("[data-draft]");
const form = holder?.matches("form") ? holder : null;
const place = holder?.dataset.draft;
const confirmed = (holder?.dataset.confirmed ?? "").split(" ").filter(Boolean);

function read() {
  try { return JSON.parse(localStorage.getItem(place)); } catch { return null; }
}
const fields = () => [...form.elements].filter((e) => e.name && !["hidden", "file", "submit"].includes(e.type));
const filled = () => fields().filter((e) => (["radio", "checkbox"].includes(e.type) ? e.checked : e.value));

function keep() {
  const draft = { key: form.elements.device_key.value, values: filled().map((e) => [e.name, e.value]) };
  try { localStorage.setItem(place, JSON.stringify(draft)); } catch { return; }
  form.querySelector("[data-kept]").hidden = false;
}

function restore(draft) {
  form.elements.device_key.value = draft.key;
  for (const element of fields()) {
    const values = draft.values.filter(([name]) => name === element.name).map(([, value]) => value);
    if (["radio", "checkbox"].includes(element.type)) element.checked = values.includes(element.value);
    else element.value = values[0] ?? "";
    if (element.value && element.closest("details") && element.tagName === "TEXTAREA") element.closest("details").open = true;
  }
  form.querySelector("[data-restored]").hidden = false;
}

const draft = holder && read();
if (draft && confirmed.includes(draft.key)) localStorage.removeItem(place);
else if (form && draft?.values?.length && !form.hasAttribute("data-bound")) restore(draft);

form?.addEventListener("input", keep);
// The words are looked at by a script that only who types has to load; it also looks at what came back.
const typed = () => [...form.querySelectorAll("[data-wording]")].filter((e) => e.value);
let script = null;
const look = () => (script ??= import(form.dataset.wordingScript).then(
  () => typed().forEach((e) => e.dispatchEvent(new Event("input", { bubbles: true }))),
  () => { script = null; }, // Without a connection it is tried again at the next field.
));
if (form && typed().length) look();
form?.addEventListener("focusin", (event) => { if (event.target.matches("[data-wording]")) look(); });
form?.querySelector("[data-forget]").addEventListener("click", () => {
  localStorage.removeItem(place);
  form.dispatchEvent(new Event("forget"));
  location.reload();
});
// Opening a line to type puts the cursor there.
form?.addEventListener("toggle", (event) => { if (event.target.open && form.contains(document.activeElement)) event.target.querySelector("textarea")?.focus(); }, true);
