// Somebody was signed out while typing: what was sent in vain stands in its form again after signing in.
// It stays in this tab only, and comes back to nobody but the person who typed it: the page says who that is in
// <body data-person>. Files and passwords are never kept.

import { isTicked } from "./fields.js";

const PLACE = "sent:";
const NEVER = ["hidden", "file", "password", "submit", "button"];

const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !NEVER.includes(field.type));
const addressOf = (form) => form.getAttribute("action") ?? "";

const mine = () => document.body.dataset.person && PLACE + document.body.dataset.person;

function places() {
  try {
    return Object.keys(sessionStorage).filter((key) => key.startsWith(PLACE));
  } catch {
    return [];
  }
}

function read(place) {
  try {
    return JSON.parse(sessionStorage.getItem(place));
  } catch {
    return null;
  }
}

function write(place, sent) {
  try {
    sessionStorage.setItem(place, JSON.stringify(sent));
  } catch { /* full or forbidden */ }
}

/** What is in a form that is being sent, until the next page says how that went. */
export function remember(form, isInVain = false) {
  const place = mine();
  // The forms for signing in are nobody's, and another form may not push out what was sent in vain.
  if (!place || (!isInVain && read(place)?.isInVain)) return;
  const values = fieldsOf(form).map((field) => [field.name, field.value, isTicked(field) && !field.checked]);
  if (values.length) write(place, { page: location.pathname, address: addressOf(form), values, isInVain });
}

/** Where `remember` left off: still signing in, back at the form, or simply sent. */
export function bringBack() {
  const isSignedOut = document.querySelector("[data-signed-out]");
  for (const place of places()) {
    const sent = read(place);
    if (isSignedOut) write(place, { ...sent, isInVain: true });
    else if (!sent?.isInVain) sessionStorage.removeItem(place);
    else if (place === mine() && sent.page === location.pathname && fill(sent)) sessionStorage.removeItem(place);
  }
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
  if (form.matches("[data-autosave]")) first.focus();
  else sayItIsBack(form);
  return true;
}

// It looks as if it was sent, and was not: that is said where the form begins, and there one goes on.
function sayItIsBack(form) {
  const notice = Object.assign(document.createElement("p"), { className: "notice warn", tabIndex: -1, textContent: document.body.dataset.sayBack });
  form.prepend(notice);
  sessionStorage.removeItem("answered");
  notice.scrollIntoView({ block: "start" });
  notice.focus({ preventScroll: true });
}

/** Behind what a script says about saving: the way to sign in again. */
export function offerToSignIn(place, { sign_in: address, sign_in_text: text }) {
  place?.append(" ", Object.assign(document.createElement("a"), { href: address, textContent: text }));
}
