// The clock of the conversation, remembered on this device, and the keys of meeting mode.

const clock = document.querySelector("[data-clock]");
const key = clock && `clock:${clock.dataset.clock}`;
const read = () => { try { return JSON.parse(localStorage.getItem(key)) ?? { spent: 0, since: 0 }; } catch { return { spent: 0, since: 0 }; } };
const write = (state) => { try { localStorage.setItem(key, JSON.stringify(state)); } catch { /* the clock then starts anew on the next page */ } };
const spent = ({ spent: before, since }) => before + (since ? (Date.now() - since) / 1000 : 0);
const words = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

function show() {
  const state = read();
  const seconds = spent(state);
  const until = Number(clock.dataset.until) * 60;
  clock.querySelector("[data-time]").textContent = words(seconds);
  clock.querySelector("[data-until-text]").textContent = words(until);
  clock.classList.toggle("late", seconds > until);
  clock.querySelector("[data-toggle]").textContent = state.since ? clock.dataset.pause : seconds ? clock.dataset.goOn : clock.dataset.start;
  clock.querySelector("[data-reset]").hidden = !seconds || Boolean(state.since);
}

function toggle() {
  const state = read();
  write(state.since ? { spent: spent(state), since: 0 } : { spent: state.spent, since: Date.now() });
  show();
}

if (clock) {
  clock.querySelector("[data-toggle]").addEventListener("click", toggle);
  clock.querySelector("[data-reset]").addEventListener("click", () => { write({ spent: 0, since: 0 }); show(); });
  show();
  setInterval(show, 1000);
}

document.addEventListener("keydown", (event) => {
  const field = event.target.closest?.("input, textarea, select, button, a, summary, [tabindex='0']");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); document.querySelector("[data-next]")?.click(); }
  if (field || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "ArrowRight") document.querySelector("[data-next]")?.click();
  if (event.key === "ArrowLeft") document.querySelector("[data-previous]")?.click();
  if (event.key === " " && clock) { event.preventDefault(); toggle(); }
});
