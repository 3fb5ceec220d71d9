// A file that is too large is refused at its field, before it is sent; everything else that was typed stays.
//   <input type="file" data-most="bytes" data-say-too-large="This file is {size}; …">   forms.UploadField draws it
const MEGABYTE = 1024 * 1024;

function say(input, text) {
  const id = `${input.id}_error`;
  let place = document.getElementById(id);
  if (!place && !text) return;
  if (!place) {
    place = Object.assign(document.createElement("div"), { id });
    input.after(place);
    input.setAttribute("aria-describedby", `${input.getAttribute("aria-describedby") ?? ""} ${id}`.trim());
  }
  place.setAttribute("role", "alert");
  place.replaceChildren(Object.assign(document.createElement("span"), { className: "error", textContent: text }));
  place.hidden = !text;
  if (text) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
}

function fits(input) {
  const tooLarge = [...input.files].find((file) => file.size > Number(input.dataset.most));
  say(input, tooLarge ? input.dataset.sayTooLarge.replace("{size}", `${Math.ceil(tooLarge.size / MEGABYTE)} MB`) : "");
  return !tooLarge;
}

document.addEventListener("change", (event) => { if (event.target.matches("[data-most][type=file]")) fits(event.target); });
document.addEventListener("submit", (event) => {
  const wrong = [...event.target.querySelectorAll("[data-most][type=file]")].filter((input) => !fits(input));
  if (!wrong.length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  wrong[0].focus();
}, true);
