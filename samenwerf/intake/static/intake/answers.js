// Answers are saved while typing. What could not be saved yet stays on the device, and what somebody else
// wrote in the meantime is shown beside it: nothing is lost.

import { offerToSignIn } from "../core/signed-out.js";

const PAUSE = 800;
const AGAIN = 5000;

function say(form, state, text) {
  const place = form.querySelector("[data-state-place]");
  if (place) { place.dataset.state = state; place.textContent = text; }
}

// Of the person who typed it: on a shared device it may not be saved as somebody else's answer.
const keyOf = (form) => `answer:${document.body.dataset.person}:${form.getAttribute("action")}`;
function keep(form) {
  const draft = { text: form.elements.text.value, revision: form.elements.revision.value };
  try { localStorage.setItem(keyOf(form), JSON.stringify(draft)); } catch { /* full or forbidden */ }
}
function forget(form) { try { localStorage.removeItem(keyOf(form)); } catch { /* forbidden */ } }

function send(form, more = {}) {
  return fetch(form.action, {
    method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, ...more,
  });
}

async function save(form) {
  if (form.isSaving) { form.changedAgain = true; return; }
  form.isSaving = true;
  form.isChanged = false;
  say(form, "saving", form.dataset.saving);
  try {
    const answer = await send(form);
    const said = await answer.json();
    if (answer.ok) {
      form.elements.revision.value = said.revision;
      if (!form.isChanged) { forget(form); say(form, "saved", form.dataset.saved); }
    } else if (answer.status === 409) showConflict(form, said);
    else {
      say(form, "failed", said.error);
      // The text is kept on this device, and is saved when the page opens again.
      if (said.sign_in) offerToSignIn(form.querySelector("[data-state-place]"), said);
    }
  } catch {
    say(form, "failed", form.dataset.failed);
    setTimeout(() => save(form), AGAIN);
  }
  form.isSaving = false;
  if (form.changedAgain) { form.changedAgain = false; save(form); }
}

function showConflict(form, said) {
  const place = form.querySelector("[data-conflict]");
  place.querySelector("[data-by]").textContent = said.by;
  place.querySelector("[data-theirs]").textContent = said.theirs;
  place.dataset.revision = said.revision;
  place.hidden = false;
  say(form, "conflict", said.error);
}

function settle(form, choice) {
  const place = form.querySelector("[data-conflict]");
  const theirs = place.querySelector("[data-theirs]").textContent;
  const field = form.elements.text;
  if (choice === "theirs") field.value = theirs;
  if (choice === "both") field.value = `${theirs}\n${field.value}`;
  if (place.dataset.revision) form.elements.revision.value = place.dataset.revision;
  place.hidden = true;
  field.focus();
  save(form);
}

function begin(form) {
  form.querySelectorAll("[data-without-script]").forEach((button) => { button.hidden = true; });
  const field = form.elements.text;
  let timer;
  form.addEventListener("input", () => {
    form.isChanged = true;
    keep(form);
    clearTimeout(timer);
    if (form.querySelector("[data-conflict]").hidden) timer = setTimeout(() => save(form), PAUSE);
  });
  form.addEventListener("submit", () => { clearTimeout(timer); forget(form); form.isChanged = false; });
  addEventListener("pagehide", () => { if (form.isChanged) send(form, { keepalive: true }).catch(() => {}); });
  try {
    const draft = JSON.parse(localStorage.getItem(keyOf(form)));
    if (draft && draft.text !== field.value) {
      field.value = draft.text;
      form.elements.revision.value = draft.revision;
      save(form);
    } else if (draft) forget(form);
  } catch { /* nothing kept */ }
}

document.querySelectorAll("form[data-answer]").forEach(begin);

document.addEventListener("click", (event) => {
  const form = event.target.closest("form[data-answer]");
  if (!form) return;
  const fill = event.target.closest("[data-fill]");
  if (fill) {
    const field = form.elements.text;
    field.value = field.value.trim() ? `${fill.dataset.fill}. ${field.value}` : `${fill.dataset.fill}. `;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }
  const choice = event.target.closest("[data-keep]");
  if (choice) { event.preventDefault(); settle(form, choice.dataset.keep); }
});
