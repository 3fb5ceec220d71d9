// Signing in with a passkey, and adding one. The ceremony itself is django-allauth's script.
const can = window.PublicKeyCredential && !/^[\d.]+$|:/.test(location.hostname)
const forms = window.allauth.webauthn.forms

document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  for (const text of document.querySelectorAll('[data-passkey-problem]')) text.hidden = false
})

if (can) {
  for (const form of document.querySelectorAll('[data-passkey-only]')) form.hidden = false
  if (document.getElementById('passkey_login')) {
    forms.loginForm({ ids: { login: 'passkey_login', credential: 'mfa_credential' } })
  }
  if (document.getElementById('passkey-add')) {
    forms.addForm({
      ids: {
        add: 'passkey-add',
        passwordless: 'passkey-passwordless',
        credential: 'passkey-credential',
        data: 'passkey-data'
      }
    })
  }
} else {
  for (const text of document.querySelectorAll('[data-passkey-unavailable]')) text.hidden = false
}
