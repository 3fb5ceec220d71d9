// A spoken memo: recorded here, kept in this browser's database until the server has it, heard before sending.
// The recording is put into the form's file field, so that sending it is sending the form.
const holder = document.querySelector("[data-draft]");
const box = document.querySelector("[data-recorder]");
const place = holder?.dataset.draft;
const confirmed = (holder?.dataset.confirmed ?? "").split(" ").filter(Boolean);
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus", "audio/webm"];

function store(mode, act) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("samenwerf", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("memos");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction("memos", mode);
      const asked = act(transaction.objectStore("memos"));
      transaction.oncomplete = () => { resolve(asked.result); opening.result.close(); };
      transaction.onerror = () => reject(transaction.error);
    };
  });
}
const quietly = (promise) => promise.catch(() => undefined);
const kept = () => quietly(store("readonly", (memos) => memos.get(place)));
const keep = (memo) => quietly(store("readwrite", (memos) => memos.put(memo, place)));
const forget = () => quietly(store("readwrite", (memos) => memos.delete(place)));

if (holder && !box) kept().then((memo) => { if (memo && confirmed.includes(memo.handIn)) forget(); });
if (box && navigator.mediaDevices?.getUserMedia && window.MediaRecorder && window.DataTransfer) start();

function start() {
  const form = holder;
  const find = (name) => box.querySelector(`[data-${name}]`);
  const [mic, wave, clock, player, after] = ["mic", "wave", "clock", "player", "after"].map(find);
  const says = form.querySelector("[data-recorder-says]");
  const file = form.elements.memo;
  const fileField = form.querySelector("[data-memo-file]");
  const most = Number(box.dataset.most);
  let recorder = null;

  wave.append(...Array.from({ length: 24 }, () => document.createElement("i")));
  box.hidden = false;
  fileField.hidden = true;
  const say = (name) => { says.textContent = name ? box.dataset[name] : ""; };
  const time = (seconds) => { clock.textContent = `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`; };

  async function record() {
    let stream;
    try { stream = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch { return withoutMicrophone(); }
    const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each)) ?? "";
    recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 32000 });
    const parts = [];
    const began = performance.now();
    const meter = measure(stream);
    const ticking = setInterval(() => {
      const seconds = (performance.now() - began) / 1000;
      time(seconds);
      meter.draw();
      if (seconds >= most) stop();
    }, 100);
    recorder.ondataavailable = (event) => { if (event.data.size) parts.push(event.data); };
    recorder.onstop = () => {
      clearInterval(ticking);
      meter.close();
      stream.getTracks().forEach((track) => track.stop());
      const blob = new Blob(parts, { type: (type || parts[0]?.type || "audio/webm").split(";")[0] });
      recorder = null;
      label(false);
      if (!blob.size) return say("sayBroken");
      const memo = { blob, key: crypto.randomUUID(), handIn: form.elements.device_key.value, seconds: (performance.now() - began) / 1000 };
      show(memo);
      return keep(memo);
    };
    recorder.start(1000);
    label(true);
    say("sayRecording");
  }
  const stop = () => { if (recorder?.state === "recording") recorder.stop(); };

  function label(recording) {
    box.classList.toggle("recording", recording);
    mic.setAttribute("aria-label", recording ? box.dataset.sayStop : box.dataset.sayRecord);
    mic.firstElementChild.textContent = recording ? "■" : "●";
  }

  function measure(stream) {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(stream).connect(analyser);
    const levels = new Uint8Array(analyser.fftSize);
    const draw = () => {
      analyser.getByteTimeDomainData(levels);
      const loud = Math.max(...levels) - 128;
      wave.append(wave.firstElementChild);
      wave.lastElementChild.style.height = `${Math.max(8, Math.min(100, loud * 1.6))}%`;
    };
    return { draw, close: () => context.close() };
  }

  function show(memo) {
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
  }
  function remove() {
    player.removeAttribute("src");
    file.value = form.elements.memo_key.value = "";
    time(0);
    toggle(false);
    say("");
    return forget();
  }
  function withoutMicrophone() {
    box.hidden = true;
    fileField.hidden = false;
    say("sayDenied");
  }

  mic.addEventListener("click", () => (recorder ? stop() : record()));
  find("again").addEventListener("click", async () => { await remove(); record(); });
  find("delete").addEventListener("click", remove);
  form.addEventListener("forget", forget);
  form.addEventListener("submit", stop);
  kept().then((memo) => {
    if (!memo) return;
    if (confirmed.includes(memo.handIn)) { forget(); return; }
    // The page has a key of its own now; that is the one under which this memo will be handed in.
    keep({ ...memo, handIn: form.elements.device_key.value });
    show(memo);
  });
}
