// Findings under a field while somebody types: after a short pause, without a page load.
// A field with data-wording, and the include wording/field_findings.html under it.

const PAUSE = 600;
const waiting = new WeakMap();
const answers = new Map();
const left = new Set();

const placeOf = (field) => document.getElementById(`${field.id}_findings`);
const fieldOf = (place) => document.getElementById(place.dataset.findingsOf);

async function findings(field, place) {
  const text = field.value;
  if (!text.trim()) return "";
  const asked = [place.dataset.use, place.dataset.reason, text].join("|");
  if (answers.has(asked)) return answers.get(asked);
  const body = new FormData();
  body.set("text", text);
  body.set("pass", place.dataset.pass);
  body.set("reason", place.dataset.reason);
  body.set("use", place.dataset.use);
  const token = (field.form ?? document).querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const answer = await fetch(place.dataset.url, { method: "POST", body, headers: { "X-CSRFToken": token } });
  if (!answer.ok) throw new Error(answer.status);
  const html = answer.status === 204 ? "" : await answer.text();
  answers.set(asked, html);
  return html;
}

async function look(field) {
  const place = placeOf(field);
  if (!place || !field.isConnected) return;
  const text = field.value;
  let html;
  try { html = await findings(field, place); } catch { return; } // Without a connection typing goes on; saving asks again.
  if (!field.isConnected || !place.isConnected || field.value !== text) return; // Saved or typed on: this answer is about another text.
  if (html === place.shown && place.childElementCount) return;
  place.shown = html;
  place.innerHTML = html;
  place.querySelectorAll("[data-finding]").forEach((one) => { if (stays(one, place)) one.remove(); });
  if (!place.querySelector("[data-finding]")) place.replaceChildren();
  field.toggleAttribute("data-found", place.childElementCount > 0);
}

// Whether nothing is asked about these words: somebody just left them, or they stand with a reason.
function stays(finding, place) {
  const { span } = finding.dataset;
  return (finding.dataset.finding === "vague" && left.has(span)) || Boolean(place.dataset.stays?.includes(span));
}

document.addEventListener("input", (event) => {
  const field = event.target.closest?.("[data-wording]");
  if (!field) return;
  clearTimeout(waiting.get(field));
  waiting.set(field, setTimeout(() => look(field), PAUSE));
});

// Puts the text in the field so that the browser's own undo also takes it back.
function put(field, text) {
  field.focus();
  field.select();
  if (!document.execCommand?.("insertText", false, text)) field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function useFrame(field, place, frame) {
  const before = field.value;
  put(field, frame);
  const from = frame.indexOf("["), to = frame.indexOf("]");
  if (from >= 0 && to > from) field.setSelectionRange(from, to + 1);
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "button small";
  undo.textContent = `${place.dataset.undo}: “${before.length > 50 ? `${before.slice(0, 50)}…` : before}”`;
  undo.addEventListener("click", () => { put(field, before); undo.remove(); });
  place.parentElement.querySelector("[data-frame-undo]")?.remove();
  undo.dataset.frameUndo = "";
  place.after(undo);
}

// Leaving a word as it is: the form asks why where it has a field for that, else the question goes away.
function leave(field, finding) {
  const red = finding.dataset.finding === "red";
  const ask = field.form?.querySelector(red ? "[data-wording-source]" : "[data-wording-reason]");
  if (ask) {
    ask.hidden = false;
    const more = ask.closest("details");
    if (more) more.open = true;
    ask.querySelector("input, textarea")?.focus();
    return;
  }
  if (finding.dataset.finding !== "vague") return;
  left.add(finding.dataset.span);
  finding.remove();
  field.focus();
}

document.addEventListener("click", (event) => {
  const place = event.target.closest?.("[data-findings-of]");
  const field = place && fieldOf(place);
  if (!field) return;
  const frame = event.target.closest("[data-use-frame]");
  if (frame) useFrame(field, place, frame.dataset.useFrame);
  const keep = event.target.closest("[data-leave]");
  if (keep) leave(field, keep.closest("[data-finding]"));
});
