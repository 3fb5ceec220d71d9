// A spoken memo is kept in this browser's database until the server has it. What records and shows it (memo.js) is
// loaded by who begins with the form, or has a memo here: the page itself stays light.
const holder = document.querySelector("[data-draft]");
const box = document.querySelector("[data-recorder]");
const place = holder?.dataset.draft;
const confirmed = (holder?.dataset.confirmed ?? "").split(" ").filter(Boolean);

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
const keep = (memo) => quietly(store("readwrite", (memos) => memos.put(memo, place)));
const forget = () => quietly(store("readwrite", (memos) => memos.delete(place)));
async function kept() {
  const memo = await quietly(store("readonly", (memos) => memos.get(place)));
  if (!memo || !confirmed.includes(memo.handIn)) return memo;
  return forget();
}

if (holder && !box) kept();
if (box && navigator.mediaDevices?.getUserMedia && window.MediaRecorder && window.DataTransfer) start();

function start() {
  let begun = null;
  const begin = () => (begun ??= import("./memo.js").then(
    ({ begin }) => begin({ form: holder, box, keep, forget }),
    () => { begun = null; }, // Without a connection it is tried again.
  ));
  const says = holder.querySelector("[data-recorder-says]");

  box.querySelector("[data-wave]").append(...Array.from({ length: 24 }, () => document.createElement("i")));
  box.hidden = false;
  holder.querySelector("[data-memo-file]").hidden = true;
  box.querySelector("[data-mic]").addEventListener("click", async () => {
    const memo = await begin();
    if (memo) memo.press();
    else says.textContent = box.dataset.sayBroken;
  });
  holder.addEventListener("focusin", begin);
  holder.addEventListener("forget", forget);
  kept().then(async (memo) => { if (memo) (await begin())?.bring(memo); });
}
