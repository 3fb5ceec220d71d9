// Records a memo and lets people hear it before sending. The recording is put into the form's file field, so that
// sending it is sending the form.
import { listen } from "./microphone.js";

/** Gives `press()`, for the button of the microphone, and `bring(memo)`, for what was kept on this device. */
export function begin({ form, box, keep, forget }) {
  const find = (name) => box.querySelector(`[data-${name}]`);
  const [mic, wave, clock, player, after, undo] = ["mic", "wave", "clock", "player", "after", "undo"].map(find);
  const says = form.querySelector("[data-recorder-says]");
  const file = form.elements.memo;
  const button = form.querySelector("[data-submit]");
  let recorder = null;
  let memo = null;
  let earlier = null;
  let heldBack = null;

  const say = (name) => { says.textContent = name ? box.dataset[name] : ""; };
  const time = (seconds) => { clock.textContent = `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`; };

  async function record() {
    try { recorder = await listen({ most: Number(box.dataset.most), wave, time }); } catch { return withoutMicrophone(); }
    player.pause();
    toggle(false);
    label(true);
    say("sayRecording");
    const heard = await recorder.heard;
    recorder = null;
    label(false);
    if (heard) replace({ ...heard, key: crypto.randomUUID(), handIn: form.elements.device_key.value });
    else broken();
    if (heldBack) release(Boolean(heard));
  }

  function label(recording) {
    box.classList.toggle("recording", recording);
    mic.setAttribute("aria-label", recording ? box.dataset.sayStop : box.dataset.sayRecord);
    mic.firstElementChild.textContent = recording ? "■" : "●";
  }

  // Handing in while speaking: what was heard comes a moment after the recorder stops, and the form waits for that.
  // A form that is only tried again, over a bad connection, lets people finish what they say.
  function holdBack(event) {
    if (!recorder) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    heldBack = event;
    if (!event.submitter) return;
    button.disabled = true;
    says.textContent = button.textContent = box.dataset.sayFinishing;
    recorder.stop();
  }
  function release(isRecorded) {
    const { submitter } = heldBack;
    heldBack = null;
    button.disabled = false;
    button.textContent = button.dataset.submit;
    if (isRecorded || !submitter) form.requestSubmit(submitter);
    else box.scrollIntoView({ block: "center" });
  }

  // What was there stays until the new recording is finished, and can be put back after that.
  function replace(next) {
    earlier = memo;
    show(next);
    say(earlier ? "sayReplaced" : "sayKept");
    keep({ ...memo, earlier });
  }
  function broken() {
    if (memo) show(memo);
    else toggle(false);
    say("sayBroken");
  }
  function putBack() {
    [memo, earlier] = [earlier, memo];
    show(memo);
    keep({ ...memo, earlier });
  }
  function remove() {
    [memo, earlier] = [null, memo];
    player.removeAttribute("src");
    file.value = form.elements.memo_key.value = "";
    time(0);
    toggle(false);
    say("sayDeleted");
    forget();
  }

  function show(shown) {
    memo = shown;
    const extension = { "audio/mp4": "m4a", "audio/ogg": "ogg" }[memo.blob.type] ?? "webm";
    const transfer = new DataTransfer();
    transfer.items.add(new File([memo.blob], `memo.${extension}`, { type: memo.blob.type }));
    file.files = transfer.files;
    form.elements.memo_key.value = memo.key;
    player.src = URL.createObjectURL(memo.blob);
    // Browsers write no length into what they record; looking for the end makes them count it.
    player.addEventListener("loadedmetadata", () => { if (player.duration === Infinity) { player.currentTime = 1e7; player.addEventListener("timeupdate", () => { player.currentTime = 0; }, { once: true }); } }, { once: true });
    time(memo.seconds);
    toggle(true);
    say("sayKept");
  }
  function toggle(recorded) {
    player.hidden = after.hidden = !recorded;
    mic.hidden = wave.hidden = recorded;
    undo.hidden = Boolean(recorder) || !earlier;
  }
  function withoutMicrophone() {
    box.hidden = !memo;
    form.querySelector("[data-memo-file]").hidden = false;
    say("sayDenied");
  }

  find("again").addEventListener("click", record);
  find("delete").addEventListener("click", remove);
  undo.addEventListener("click", putBack);
  form.addEventListener("submit", holdBack, true);

  return {
    press: () => (recorder ? recorder.stop() : record()),
    bring(found) {
      earlier = found.earlier;
      // The page has a key of its own now; that is the one under which this memo will be handed in.
      keep({ ...found, handIn: form.elements.device_key.value });
      show(found);
    },
  };
}
