// Whether somebody changed a field since the page was made.

const TICKED = ["radio", "checkbox"];

export const isTicked = (field) => TICKED.includes(field.type);

export function isChanged(field) {
  if (isTicked(field)) return field.checked !== field.defaultChecked;
  if (field.options) return isOtherOption(field);
  return (field.defaultValue ?? field.value) !== field.value;
}

function isOtherOption(select) {
  const chosen = [...select.options].find((option) => option.defaultSelected) ?? select.options[0];
  return Boolean(chosen) && select.value !== chosen.value;
}
