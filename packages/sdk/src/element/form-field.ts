import { InkPadAttributes } from './attributes.ts'

/** What every form control of the platform offers, by way of the element's internals. */
export class FormField extends InkPadAttributes {
  static readonly formAssociated = true

  protected readonly internals: ElementInternals = this.attachInternals()

  get type(): string {
    return this.localName
  }

  get form(): HTMLFormElement | null {
    return this.internals.form
  }

  get labels(): readonly Node[] {
    // Chromium has none while the element is being upgraded.
    return [...(this.internals.labels ?? [])]
  }

  get validity(): ValidityState {
    return this.internals.validity
  }

  get validationMessage(): string {
    return this.internals.validationMessage
  }

  get willValidate(): boolean {
    return this.internals.willValidate
  }

  checkValidity(): boolean {
    return this.internals.checkValidity()
  }

  reportValidity(): boolean {
    return this.internals.reportValidity()
  }
}
