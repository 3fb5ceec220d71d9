// Somebody was signed out while typing: what was sent in vain stands in its form again after signing in.
// It stays in this tab only. Files and passwords are never kept.

import { isTicked } from "./fields.js";

const KEY = "sent";
const NEVER = ["hidden", "file", "password", "submit", "button"];

const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !NEVER.includes(field.type));
const addressOf = (form) => form.getAttribute("action") ?? "";

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function write(sent) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(sent));
  } catch { /* full or forbidden */ }
}

/** What is in a form that is being sent, until the next page says how that went. */
export function remember(form, isInVain = false) {
  // The forms for signing in come in between.
  if (!isInVain && read()?.isInVain) return;
  const values = fieldsOf(form).map((field) => [field.name, field.value, isTicked(field) && !field.checked]);
  if (values.length) write({ page: location.pathname, address: addressOf(form), values, isInVain });
}

/** Where `remember` left off: still signing in, back at the form, or simply sent. */
export function bringBack() {
  const sent = read();
  if (!sent) return;
  if (document.querySelector("[data-signed-out]")) write({ ...sent, isInVain: true });
  else if (!sent.isInVain) sessionStorage.removeItem(KEY);
  else if (sent.page === location.pathname && fill(sent)) sessionStorage.removeItem(KEY);
}

function fill({ address, values }) {
  const has = (form, name) => fieldsOf(form).some((field) => field.name === name);
  const form = [...document.forms].find((each) => addressOf(each) === address && values.every(([name]) => has(each, name)));
  if (!form) return false;
  for (const [name, value, isOff] of values) {
    const fields = fieldsOf(form).filter((field) => field.name === name);
    for (const field of fields) {
      if (!isTicked(field)) field.value = value;
      else if (field.value === value) field.checked = !isOff;
    }
  }
  for (let around = form.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
  const first = fieldsOf(form).find((field) => !isTicked(field)) ?? fieldsOf(form)[0];
  first.dispatchEvent(new Event("input", { bubbles: true }));
  first.focus();
  return true;
}

/** Behind what a script says about saving: the way to sign in again. */
export function offerToSignIn(place, { sign_in: address, sign_in_text: text }) {
  place?.append(" ", Object.assign(document.createElement("a"), { href: address, textContent: text }));
}
