type Listener<Detail> =
  | ((event: CustomEvent<Detail>) => void)
  | { handleEvent(event: CustomEvent<Detail>): void }

/** An `EventTarget` whose events are `CustomEvent`s with a known `detail`. */
export class TypedEventTarget<Events extends object> extends EventTarget {
  override addEventListener<Name extends keyof Events & string>(
    type: Name,
    listener: Listener<Events[Name]> | null,
    options?: boolean | AddEventListenerOptions,
  ): void {
    super.addEventListener(type, listener as EventListenerOrEventListenerObject | null, options)
  }

  override removeEventListener<Name extends keyof Events & string>(
    type: Name,
    listener: Listener<Events[Name]> | null,
    options?: boolean | EventListenerOptions,
  ): void {
    super.removeEventListener(type, listener as EventListenerOrEventListenerObject | null, options)
  }

  /** Dispatches a `CustomEvent`; false when a listener cancelled it. */
  protected emit<Name extends keyof Events & string>(
    type: Name,
    detail: Events[Name],
    init: EventInit = {},
  ): boolean {
    return this.dispatchEvent(new CustomEvent(type, { ...init, detail }))
  }
}
