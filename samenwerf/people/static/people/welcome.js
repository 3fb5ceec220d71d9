// The organization keeps the time of whoever starts it.
document.querySelector('[data-time-zone]').value = Intl.DateTimeFormat().resolvedOptions().timeZone
