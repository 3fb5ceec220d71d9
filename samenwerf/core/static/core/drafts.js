// Drafts on the device: what was typed survives a reload, a lost connection or a session that ended.
//   <form data-keep-draft="key">   keeps what is typed, and puts it back into fields that are still empty or
//                                  still hold what they held when the draft was begun
//   <div data-drop-draft="key …">  the page says that it is stored: the draft goes
// A draft is of the person who typed it (<body data-person>): somebody else on this device does not see it.
// Files and passwords are never kept. The form gets the event "restored" when something was put back.

import { isChanged, isTicked } from "./fields.js";

const NEVER = ["hidden", "file", "password", "submit", "button"];

const keyOf = (key) => `draft:${document.body.dataset.person ?? ""}:${key}`;
const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !NEVER.includes(field.type));

function keep(form) {
  const values = fieldsOf(form)
    .filter((field) => (isTicked(field) ? field.checked : field.value))
    .map((field) => [field.name, field.value, field.defaultValue]);
  try {
    localStorage.setItem(keyOf(form.dataset.keepDraft), JSON.stringify(values));
  } catch { /* full or forbidden: the form itself still holds it */ }
}

function kept(form) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(form.dataset.keepDraft)) ?? "[]");
  } catch {
    return [];
  }
}

function restore(form) {
  let restored = false;
  for (const [name, value, before] of kept(form)) {
    const fields = fieldsOf(form).filter((field) => field.name === name);
    if (fields.some((field) => (isTicked(field) ? field.checked : field.value && field.value !== before))) continue;
    for (const field of fields) {
      if (isTicked(field)) field.checked = field.value === value;
      else field.value = value;
      restored = true;
    }
  }
  if (restored) form.dispatchEvent(new Event("restored"));
}

export function keepDraft(form) {
  // On a slow line people type before this script is there: that is kept too.
  const isBegun = fieldsOf(form).some(isChanged);
  restore(form);
  if (isBegun) keep(form);
  form.addEventListener("input", () => keep(form));
  form.addEventListener("change", () => keep(form));
}

document.querySelectorAll("[data-drop-draft]").forEach((place) => {
  place.dataset.dropDraft.split(" ").forEach((key) => localStorage.removeItem(keyOf(key)));
});
document.querySelectorAll("form[data-keep-draft]").forEach(keepDraft);
