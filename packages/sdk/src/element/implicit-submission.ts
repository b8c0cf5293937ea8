/**
 * Sends a form as Enter in a text field does: through its default button, the first that submits, so that this one's
 * name, value and listeners count. False where there is no form to send.
 */
export function submitImplicitly(form: HTMLFormElement | null): boolean {
  if (!form) return false
  const button = [...form.elements].find(isSubmitButton)
  if (button) button.click()
  else form.requestSubmit()
  return true
}

function isSubmitButton(element: Element): element is HTMLElement {
  return element.matches(
    'button:not([type=button], [type=reset]), input:is([type=submit], [type=image])',
  )
}
