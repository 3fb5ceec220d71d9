// Small behaviours on data attributes, on every page. Everything also works without them.
//   data-close             removes what it stands in            data-close-details  closes its <details>
//   data-copy="text"       copies; says data-copied="…" after   data-print          prints the page
//   data-focus             gets the focus when the page opens   data-passing        a toast that goes by itself
//   data-answer            gets it when a form was sent with the keyboard (answer.js)
//   data-back              goes to the page before
//   data-ask="question"    asks before a button or form does its work
//   data-line              a text area for one line that may be long: it grows, and Enter sends its form
// A form that is posted is sent once, until an answer comes.

import { bringBack, remember } from "./signed-out.js";

const PASSES_AFTER = 6000;
const MAY_RESEND_AFTER = 8000;

document.addEventListener("submit", (event) => {
  const form = event.target;
  const question = event.submitter?.dataset.ask ?? form.dataset.ask;
  if (form.dataset.sent || (question && !confirm(question))) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  // Sent with the keyboard, not with a pointer.
  if (form.matches("[method=post]:not([hx-post], [data-autosave]):has(:focus-visible)")) noted("1");
  if (form.method !== "post" || form.matches("[hx-post], [data-autosave], [data-hand-in]")) return;
  // Other listeners may still stop it: look when they have spoken.
  setTimeout(() => { if (!event.defaultPrevented) markSent(form); });
}, true);

function markSent(form) {
  remember(form);
  form.dataset.sent = "1";
  form.setAttribute("aria-busy", "true");
  setTimeout(() => markUnsent(form), MAY_RESEND_AFTER);
}

function markUnsent(form) {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
}

// Back in the browser's history the page may come from memory, with its form still marked.
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(markUnsent));

document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest(selector);
  const closed = on("[data-close]")?.parentElement;
  if (closed) {
    if (closed.contains(document.activeElement)) document.getElementById("main").focus({ preventScroll: true });
    closed.remove();
  }
  if (on("[data-print]")) print();
  if (on("[data-back]")) history.back();
  const details = on("[data-close-details]")?.closest("details");
  if (details) {
    details.open = false;
    details.querySelector("summary").focus();
  }
  if (on("[data-copy]")) copy(on("[data-copy]"));
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    // Without https there is no clipboard: show the text, selected, to copy by hand.
    const field = Object.assign(document.createElement("input"), { value: button.dataset.copy, readOnly: true, className: "field" });
    field.setAttribute("aria-label", button.textContent);
    button.after(field);
    field.select();
    return;
  }
  const label = button.textContent;
  button.textContent = button.dataset.copied ?? label;
  setTimeout(() => { button.textContent = label; }, 2000);
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches("textarea[data-line]")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

// Browsers that do not let a field follow its text by themselves.
const grow = (field) => { field.style.height = "auto"; field.style.height = `${field.scrollHeight + 2}px`; };
for (const kind of CSS.supports("field-sizing", "content") ? [] : ["input", "focusin"]) {
  document.addEventListener(kind, (event) => { if (event.target.matches("textarea[data-line]")) grow(event.target); });
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});

// Toasts: what just happened. Those with a button stay; the others go, unless somebody reads or touches them.
export function toast(text) {
  const shown = document.querySelector("[data-toast]").content.firstElementChild.cloneNode(true);
  shown.querySelector("span").textContent = text;
  document.getElementById("toasts").append(shown);
}

function passToasts(root) {
  root.querySelectorAll("[data-passing]").forEach((passing) => {
    setTimeout(function leave() {
      if (passing.matches(":hover, :focus-within")) setTimeout(leave, PASSES_AFTER);
      else passing.remove();
    }, PASSES_AFTER);
  });
}

function open(root) {
  passToasts(root);
  // Only pages that need them load these.
  if (document.querySelector("form[data-autosave]")) import("./autosave.js");
  if (document.querySelector("[data-keep-draft], [data-drop-draft]")) import("./drafts.js");
  if (document.querySelector("[data-once]")) import("./once.js");
  if (document.querySelector("[data-most][type=file]")) import("./uploads.js");
  if (document.querySelector("[hx-swap=outerHTML]")) import("./place.js");
  root.querySelectorAll("[data-back]").forEach((button) => { button.hidden = history.length < 2; });
  root.querySelector("[data-focus]")?.focus();
}

// A note for the page that answers.
function noted(note) {
  try { return note ? sessionStorage.setItem("answered", note) : sessionStorage.getItem("answered"); } catch { return null; }
}

open(document);
bringBack();
if (noted()) import("./answer.js");
document.addEventListener("htmx:beforeRequest", (event) => { if (event.target.method === "post") remember(event.target); });
document.addEventListener("htmx:load", (event) => open(event.target));
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, () => toast(document.body.dataset.sayFailed));
}
