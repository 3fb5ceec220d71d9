// Lines of a job description: more must-haves than are agreed on is said at the line where it happens.
const said = document.querySelector("[data-most]");

document.addEventListener("change", (event) => {
  if (!event.target.name?.startsWith("kind-")) return;
  said.hidden = document.querySelectorAll("[name^=kind-][value=must_have]:checked").length <= Number(said.dataset.most);
  if (!said.hidden && event.target.value === "must_have") event.target.closest("fieldset").after(said);
});
