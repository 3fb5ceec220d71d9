// A file dropped anywhere on the form goes into its file field and is read at once; so is a chosen one.
for (const form of document.querySelectorAll("form[data-drop]")) {
  const field = form.querySelector("input[type=file]");
  const read = () => { if (field.files.length) form.requestSubmit(); };
  field.addEventListener("change", read);
  form.addEventListener("dragover", (event) => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); });
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    field.files = event.dataTransfer.files;
    read();
  });
}
