// What goes with each verdict is only asked there; without this script everything is asked.
document.querySelectorAll("form[data-review]").forEach((form) => {
  const show = () => {
    const verdict = form.elements.verdict.value;
    form.querySelectorAll("[data-for]").forEach((part) => { part.hidden = !part.dataset.for.split(" ").includes(verdict); });
  };
  form.addEventListener("change", show);
  show();
});
