// The one-time key of a form that makes something: <input type="hidden" data-once>. Back in the browser's history the
// page may be made anew; its form keeps the key that it had there, so that what it made is not made again.

const isNew = performance.getEntriesByType("navigation")[0]?.type === "navigate";
const kept = isNew ? undefined : history.state?.once;

for (const key of document.querySelectorAll("[data-once]")) {
  if (kept) key.value = kept;
  else history.replaceState({ ...history.state, once: key.value }, "");
}
