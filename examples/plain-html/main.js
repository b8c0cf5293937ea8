import 'edgeink/element/define'

const form = /** @type {HTMLFormElement} */ (document.getElementById('pickup'))
const result = /** @type {HTMLOutputElement} */ (document.getElementById('result'))

// The fields are fields like any other: the form checks them, and `FormData` has their values.
form.addEventListener('submit', (event) => {
  event.preventDefault()
  const code = new FormData(form).getAll('digit').join('')
  result.value = `Locker for ${code} is open.`
})
form.addEventListener('input', () => {
  result.value = ''
})
