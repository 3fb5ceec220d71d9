// Above a list of boxes: part of a name leaves only those that have it, and one box ticks what is left, or none of it.
// Beside the button it says how many are chosen in all, also those that are out of sight.
for (const label of document.querySelectorAll("[data-choose-all]")) {
  const all = label.querySelector("input");
  const search = all.form.querySelector("[data-choose-search]");
  const count = all.form.querySelector("[data-chosen]");
  const boxes = [...all.form.querySelectorAll("[name=chosen]")];
  const rowOf = (box) => box.closest("label");
  const left = () => boxes.filter((box) => !rowOf(box).hidden);
  const follow = () => {
    const chosen = left().filter((box) => box.checked).length;
    all.checked = chosen > 0 && chosen === left().length;
    all.indeterminate = chosen > 0 && !all.checked;
    count.textContent = count.dataset.chosen.replace("NUMBER", boxes.filter((box) => box.checked).length);
  };
  all.addEventListener("change", () => { for (const box of left()) box.checked = all.checked; follow(); });
  for (const box of boxes) box.addEventListener("change", follow);
  search.addEventListener("input", () => {
    const part = search.value.trim().toLowerCase();
    for (const box of boxes) rowOf(box).hidden = !rowOf(box).textContent.toLowerCase().includes(part);
    follow();
  });
  // Enter looks, it does not send.
  search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  follow();
  label.hidden = search.hidden = count.hidden = false;
}
