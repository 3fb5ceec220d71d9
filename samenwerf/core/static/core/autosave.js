// Saving while typing. <form data-autosave action="…"> is posted a moment after a change; the answer is JSON:
//   200 {revision}            saved; `revision` goes into the hidden field of that name
//   409 {error, conflict}     somebody else changed it meanwhile; nothing was saved. `conflict` is the html of
//                             components/conflict.html: it goes into [data-conflict], and is sent as a page
//   404                       somebody else removed it
//   401 {error, sign_in}      signed out: the text is kept for after signing in
//   400, 422 {error}          not accepted; the text stays in the field
// The place [data-saved] in the form (components/saved.html) says how it stands; it has the words in its
// data-say-… attributes. Without a connection it is tried again until it works, and leaving the page asks.
// The form gets the events "saved" and "refused" with the answer as detail.

import { isChanged } from "./fields.js";
import { offerToSignIn, remember } from "./signed-out.js";

const WAIT = 700;
const TRY_AGAIN = 5000;

const states = new WeakMap();

function say(form, state, text) {
  const place = form.querySelector("[data-saved]");
  if (!place) return;
  const word = `say${state[0].toUpperCase()}${state.slice(1)}`;
  place.dataset.state = state;
  place.textContent = text || place.dataset[word] || form.dataset[state] || "";
}

async function save(form) {
  const state = states.get(form);
  clearTimeout(state.timer);
  if (state.busy) {
    state.again = true;
    return;
  }
  Object.assign(state, { busy: true, again: false });
  say(form, "saving");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    if (answer.status === 404) isGone(form);
    else read(form, answer.status, answer.ok, await answer.json());
  } catch {
    say(form, "failed");
    state.unsaved = true;
    state.timer = setTimeout(() => save(form), TRY_AGAIN);
  }
  state.busy = false;
  if (state.again && !hasClash(form)) save(form);
}

function read(form, status, ok, said) {
  const state = states.get(form);
  if (ok && said.revision && form.elements.revision) form.elements.revision.value = said.revision;
  state.unsaved = !ok;
  if (ok) say(form, "saved");
  else say(form, status === 409 ? "conflict" : "failed", said.error);
  if (said.conflict) ask(form, said.conflict);
  if (said.sign_in) {
    remember(form, true);
    Object.assign(state, { unsaved: false, isSignedOut: true });
    offerToSignIn(form.querySelector("[data-saved]"), said);
  }
  form.dispatchEvent(new CustomEvent(ok ? "saved" : "refused", { detail: said, bubbles: true }));
}

function isGone(form) {
  Object.assign(states.get(form), { unsaved: false, isGone: true });
  say(form, "gone");
}

const hasClash = (form) => form.querySelector("[data-clash]") !== null;

function ask(form, html) {
  const place = form.querySelector("[data-conflict]");
  if (!place) return;
  place.innerHTML = html;
  place.querySelector("[data-clash]").focus();
}

export function autosave(form) {
  if (states.has(form)) return;
  const state = { timer: 0, busy: false, again: false, unsaved: false };
  states.set(form, state);
  const later = () => {
    if (state.isSignedOut) remember(form, true);
    if (state.isGone || state.isSignedOut) return;
    clearTimeout(state.timer);
    state.unsaved = true;
    if (!hasClash(form)) state.timer = setTimeout(() => save(form), WAIT);
  };
  // What was typed before this script had loaded counts too.
  if ([...form.elements].some((field) => field.type !== "hidden" && isChanged(field))) later();
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", (event) => {
    if (hasClash(form)) {
      state.unsaved = false;
      return;
    }
    event.preventDefault();
    save(form);
  });
  addEventListener("beforeunload", (event) => {
    if (state.busy || state.unsaved) event.preventDefault();
  });
}

const start = (root) => root.querySelectorAll("form[data-autosave]").forEach(autosave);
start(document);
document.addEventListener("htmx:load", (event) => start(event.target.parentElement ?? document));
