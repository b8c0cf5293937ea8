import { DEFAULTS, type Handwriting, type HandwritingOptions, handwriting } from './handwriting.ts'
import type {
  HandwritingDrawingLike,
  HandwritingModelConstraint,
  HandwritingRecognizerLike,
  HandwritingRecognizerQueryResult,
  HandwritingStrokeLike,
} from './types.ts'

export type PolyfillOptions = HandwritingOptions & {
  /** Replaces the browser's own implementation even where that knows the languages. Default false. */
  readonly force?: boolean
}

/** The browser's own implementation. */
export interface NativeHandwriting {
  queryHandwritingRecognizer(
    constraint: HandwritingModelConstraint,
  ): Promise<HandwritingRecognizerQueryResult | null>
  createHandwritingRecognizer(
    constraint: HandwritingModelConstraint,
  ): Promise<HandwritingRecognizerLike>
  /** Its drawings take no strokes but these. */
  readonly HandwritingStroke: new () => HandwritingStrokeLike
  readonly HandwritingRecognizer: { readonly prototype: HandwritingRecognizerLike }
  readonly HandwritingDrawing: { readonly prototype: HandwritingDrawingLike }
}

export interface HandwritingInstallation {
  /** False where the browser's own implementation stays, or where the API must not be: outside of secure contexts and windows. */
  readonly installed: boolean
  /** The browser's own implementation, if it has one: replaced, but still usable. */
  readonly native: NativeHandwriting | undefined
  /** Puts back what was there before. Idempotent. */
  uninstall(): void
}

const METHODS = ['queryHandwritingRecognizer', 'createHandwritingRecognizer'] as const
const INTERFACES = ['HandwritingRecognizer', 'HandwritingDrawing', 'HandwritingStroke'] as const

let current: HandwritingInstallation | undefined

/**
 * Makes the WICG Handwriting Recognition API global: on `navigator` and as `HandwritingStroke`. A browser's own
 * implementation stays where its `queryHandwritingRecognizer` says that it knows the languages; else all of its names are
 * replaced together, since its drawings would not take our strokes. A second call takes the place of the first.
 *
 * @example
 * await installHandwritingPolyfill({ model: '/models/digits/manifest.json' })
 * const recognizer = await navigator.createHandwritingRecognizer({ languages: ['zxx'] })
 */
export async function installHandwritingPolyfill(
  options: PolyfillOptions,
): Promise<HandwritingInstallation> {
  current?.uninstall()
  const allowed = globalThis.isSecureContext === true && globalThis.Navigator !== undefined
  const native = allowed ? nativeHandwriting() : undefined
  const languages = options.languages ?? DEFAULTS.languages
  if (!allowed || (!options.force && native && (await knows(native, languages)))) {
    return { installed: false, native, uninstall() {} }
  }
  // Another call may have been quicker.
  current?.uninstall()
  const undo = install(handwriting(options))
  current = { installed: true, native, uninstall }
  return current

  function uninstall(): void {
    for (const step of undo.splice(0)) step()
  }
}

async function knows(native: NativeHandwriting, languages: readonly string[]): Promise<boolean> {
  try {
    return (await native.queryHandwritingRecognizer({ languages: [...languages] })) !== null
  } catch {
    // Some browsers have the method and refuse its use.
    return false
  }
}

/** Answers the steps that undo it. */
function install(api: Handwriting): (() => void)[] {
  const methods = {
    async queryHandwritingRecognizer(constraint: HandwritingModelConstraint) {
      checkNavigator(this)
      return api.queryHandwritingRecognizer(constraint)
    },
    async createHandwritingRecognizer(constraint: HandwritingModelConstraint) {
      checkNavigator(this)
      return api.createHandwritingRecognizer(constraint)
    },
  }
  return [
    ...METHODS.map((name) => define(Navigator.prototype, name, methods[name], true)),
    ...INTERFACES.map((name) => {
      makeEnumerable(api[name].prototype)
      return define(globalThis, name, api[name], false)
    }),
  ]
}

function checkNavigator(receiver: unknown): void {
  if (!(receiver instanceof Navigator)) throw new TypeError('Illegal invocation')
}

function define(target: object, name: string, value: unknown, enumerable: boolean): () => void {
  const before = Object.getOwnPropertyDescriptor(target, name)
  Object.defineProperty(target, name, { value, enumerable, writable: true, configurable: true })
  return () => {
    if (before) Object.defineProperty(target, name, before)
    else Reflect.deleteProperty(target, name)
  }
}

/** Operations of an interface are enumerable; methods of a class are not. */
function makeEnumerable(prototype: object): void {
  for (const name of Object.getOwnPropertyNames(prototype)) {
    if (name !== 'constructor') Object.defineProperty(prototype, name, { enumerable: true })
  }
}

/** Taken hold of while it is there: bound to the navigator, so that it works after it was replaced. */
function nativeHandwriting(): NativeHandwriting | undefined {
  const own = globalThis as unknown as NativeHandwriting
  const { navigator } = globalThis as unknown as { navigator: NativeHandwriting }
  if (!METHODS.every((name) => typeof navigator[name] === 'function')) return undefined
  return {
    queryHandwritingRecognizer: navigator.queryHandwritingRecognizer.bind(navigator),
    createHandwritingRecognizer: navigator.createHandwritingRecognizer.bind(navigator),
    HandwritingStroke: own.HandwritingStroke,
    HandwritingRecognizer: own.HandwritingRecognizer,
    HandwritingDrawing: own.HandwritingDrawing,
  }
}
