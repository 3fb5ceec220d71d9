// Lines of a job description: how many are chosen as what stays in sight, and when these are too many must-haves.
const counted = document.querySelector("[data-most]");

function count() {
  for (const place of counted.querySelectorAll("[data-count]")) {
    place.textContent = document.querySelectorAll(`[name^=kind-][value=${place.dataset.count}]:checked`).length;
  }
  const isTooMany = Number(counted.querySelector("[data-count=must_have]").textContent) > Number(counted.dataset.most);
  counted.classList.toggle("warn", isTooMany);
  counted.querySelector("[data-too-many]").hidden = !isTooMany;
}

document.addEventListener("change", (event) => { if (event.target.name?.startsWith("kind-")) count(); });
// What was chosen before this script had loaded, or was kept by the browser, counts too.
addEventListener("pageshow", count);
counted.closest("form").addEventListener("restored", count);
count();
