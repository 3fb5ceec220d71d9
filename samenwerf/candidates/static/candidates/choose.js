// One box above a list of boxes: ticks all of them, or none.
for (const label of document.querySelectorAll('[data-choose-all]')) {
  const all = label.querySelector('input')
  const boxes = [...all.form.querySelectorAll('[name="chosen"]')]
  const follow = () => {
    const chosen = boxes.filter((box) => box.checked).length
    all.checked = chosen === boxes.length
    all.indeterminate = chosen > 0 && !all.checked
  }
  all.addEventListener('change', () => { for (const box of boxes) box.checked = all.checked })
  for (const box of boxes) box.addEventListener('change', follow)
  follow()
  label.hidden = false
}
