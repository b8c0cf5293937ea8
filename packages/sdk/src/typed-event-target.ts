type Listener<Detail> =
  | ((event: CustomEvent<Detail>) => void)
  | { handleEvent(event: CustomEvent<Detail>): void }
  | null

interface TypedListening<Events extends object> extends EventTarget {
  addEventListener<Name extends keyof Events & string>(
    type: Name,
    listener: Listener<Events[Name]>,
    options?: boolean | AddEventListenerOptions,
  ): void
  removeEventListener<Name extends keyof Events & string>(
    type: Name,
    listener: Listener<Events[Name]>,
    options?: boolean | EventListenerOptions,
  ): void
}

/** `EventTarget` itself: what is said of the events costs nothing in the page. */
const Typed = EventTarget as new <Events extends object>() => TypedListening<Events>

/** An `EventTarget` whose events are `CustomEvent`s with a known `detail`. */
export class TypedEventTarget<Events extends object> extends Typed<Events> {
  /** Dispatches a `CustomEvent`; false when a listener cancelled it. */
  protected emit<Name extends keyof Events & string>(
    type: Name,
    detail: Events[Name],
    init: EventInit = {},
  ): boolean {
    return this.dispatchEvent(new CustomEvent(type, { ...init, detail }))
  }
}
