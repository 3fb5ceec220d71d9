// Handing in over a bad connection: nothing is lost, nothing is stored twice (the form carries a key),
// and the page keeps trying for as long as it is open.
const form = document.querySelector("form[data-hand-in]");
const PAUSES = [2, 5, 10, 20, 30];

if (form) {
  const sending = form.querySelector("[data-sending]");
  const progress = form.querySelector("[data-progress]");
  const button = form.querySelector("[data-submit]");
  const now = form.querySelector("[data-now]");
  let request = null;
  let timer = null;
  let tries = 0;

  const say = (name) => { sending.hidden = !name; sending.firstElementChild.textContent = name ? sending.dataset[name] : ""; };

  function send() {
    clearTimeout(timer);
    timer = null;
    if (request) return;
    request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.timeout = 180000;
    request.upload.onprogress = (event) => { progress.value = event.lengthComputable ? (100 * event.loaded) / event.total : 0; };
    request.onload = () => answered(request);
    request.onerror = request.ontimeout = () => later("sayOffline");
    progress.hidden = !form.elements.memo.files.length;
    now.hidden = true;
    button.disabled = true;
    say("saySending");
    request.send(new FormData(form));
  }

  function answered(answer) {
    let said = {};
    try { said = JSON.parse(answer.responseText); } catch { /* a page of a proxy or an error: the status tells */ }
    if (answer.status === 200 && said.next) { location.replace(said.next); return; }
    if (answer.status === 401 && said.sign_in) { location.assign(said.sign_in); return; }
    if (answer.status === 422 && said.errors) { stop(); show(said.errors); return; }
    if (answer.status >= 500 || answer.status === 429 || answer.status === 0 || answer.status === 200) { later("sayServer"); return; }
    stop();
    say("sayRefused");
    if (said.error) sending.firstElementChild.textContent = said.error;
  }

  function later(why) {
    stop();
    say(why);
    now.hidden = false;
    timer = setTimeout(tryAgain, 1000 * PAUSES[Math.min(tries, PAUSES.length - 1)]);
    tries += 1;
  }
  // By the form, which waits for a recording that is going on.
  const tryAgain = () => { timer = null; form.requestSubmit(); };
  function stop() {
    request = null;
    button.disabled = false;
    progress.hidden = true;
    say("");
  }

  function show(errors) {
    form.querySelectorAll("[data-error-for]").forEach((place) => {
      const texts = errors[place.dataset.errorFor] ?? [];
      place.textContent = texts.map((text) => text.message ?? text).join(" ");
      place.hidden = !texts.length;
    });
    const first = form.querySelector("[data-error-for]:not([hidden])");
    first?.scrollIntoView({ block: "center" });
    first?.closest("section, div")?.querySelector("input:not([type=hidden]), textarea")?.focus({ preventScroll: true });
  }

  form.addEventListener("input", ({ target }) => {
    const mark = form.querySelector(`[data-error-for="${target.name}"]`);
    if (mark) mark.hidden = true;
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); event.stopPropagation(); if (event.submitter) tries = 0; send(); });
  now.addEventListener("click", tryAgain);
  addEventListener("online", () => { if (timer) tryAgain(); });
}
