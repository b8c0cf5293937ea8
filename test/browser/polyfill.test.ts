import 'edgeink/polyfill/globals'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { heldOutDigits } from '../support/held-out-digits.ts'
import { openPolyfillPage } from '../support/polyfill-page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const NAMES = [
  'queryHandwritingRecognizer',
  'createHandwritingRecognizer',
  'HandwritingRecognizer',
  'HandwritingDrawing',
  'HandwritingStroke',
]

/** Installs the polyfill with the digits model; whether it took the place of the browser's own. */
function install(page: Page, languages = ['en']): Promise<{ installed: boolean; native: boolean }> {
  return page.evaluate(async (known) => {
    const { installHandwritingPolyfill } = await load('index')
    const installation = await installHandwritingPolyfill({
      model: '/models/digits/manifest.json',
      languages: known,
    })
    Object.assign(window, { installation })
    return { installed: installation.installed, native: installation.native !== undefined }
  }, languages)
}

/** What the page has under the names of the API: the browser's own code, ours, or nothing. */
const owners = (page: Page) =>
  page.evaluate(
    (names) =>
      names.map((name) => {
        const found = Reflect.get(window, name) ?? Reflect.get(navigator, name)
        if (!found) return 'nothing'
        return String(found).includes('[native code]') ? 'native' : 'ours'
      }),
    NAMES,
  )

/** Digits of one held-out writer in a row, each as strokes of `[x, y]`. */
function numberOf(writer: string, count: number) {
  const own = heldOutDigits().filter((digit) => digit.writer === writer)
  const digits = own.slice(0, count)
  let x = 0
  const strokes = digits.flatMap((digit) => {
    const points = digit.strokes.flat()
    const [left, right] = [
      Math.min(...points.map(([px]) => px)),
      Math.max(...points.map(([px]) => px)),
    ]
    const bottom = Math.max(...points.map(([, py]) => py))
    const moved = digit.strokes.map((stroke) =>
      stroke.map(([px, py]) => [px - left + x, py - bottom] as const),
    )
    x += right - left + 40
    return moved
  })
  return { text: digits.map(({ label }) => label).join(''), strokes }
}

// What Chromium's wpt_internal/handwriting/handwriting-recognition-interface.https.html asserts, by the spec's rules.
describe('the interface', () => {
  test('is what the specification says', async () => {
    await using opened = await openPolyfillPage(browser)
    expect((await install(opened.page)).installed).toBe(true)
    const seen = await opened.page.evaluate(async () => {
      const constraint = { languages: ['en'] }
      const stroke = new HandwritingStroke()
      const atFirst = stroke.getPoints().length
      stroke.addPoint({ x: 1, y: 2, t: 0 })
      stroke.addPoint({ x: 7, y: 6, t: 33 })
      const points = stroke.getPoints()
      points[0].x = 99
      const recognizer = await navigator.createHandwritingRecognizer(constraint)
      const drawing = recognizer.startDrawing({ recognitionType: 'any string', textContext: 'abc' })
      const other = new HandwritingStroke()
      drawing.addStroke(stroke)
      drawing.addStroke(other)
      drawing.removeStroke(stroke)
      const kept = drawing.getStrokes()
      drawing.clear()
      return {
        exposed: [HandwritingRecognizer, HandwritingDrawing, HandwritingStroke].map(
          ({ name }) => name,
        ),
        atFirst,
        points: stroke.getPoints(),
        query: await navigator.queryHandwritingRecognizer(constraint),
        functions: [typeof recognizer.startDrawing, typeof recognizer.finish],
        identical: kept.length === 1 && kept[0] === other,
        cleared: drawing.getStrokes().length,
        nothing: await drawing.getPrediction(),
        tags: [recognizer, drawing, stroke].map(String),
      }
    })
    expect(seen).toEqual({
      exposed: ['HandwritingRecognizer', 'HandwritingDrawing', 'HandwritingStroke'],
      atFirst: 0,
      points: [
        { x: 1, y: 2, t: 0 },
        { x: 7, y: 6, t: 33 },
      ],
      query: {
        textAlternatives: true,
        textSegmentation: true,
        hints: {
          recognitionType: ['text', 'per-character'],
          inputType: ['mouse', 'stylus', 'touch'],
          alternatives: true,
        },
      },
      functions: ['function', 'function'],
      identical: true,
      cleared: 0,
      nothing: [],
      tags: [
        '[object HandwritingRecognizer]',
        '[object HandwritingDrawing]',
        '[object HandwritingStroke]',
      ],
    })
    expect(opened.complaints).toEqual([])
  })

  test('has the shape that WebIDL gives it', async () => {
    await using opened = await openPolyfillPage(browser)
    await install(opened.page)
    const shape = await opened.page.evaluate(async (names) => {
      const refusal = (call: () => unknown) => {
        try {
          return Promise.resolve(call()).then(String, (error) => `rejects ${error.name}`)
        } catch (error) {
          return `throws ${(error as Error).name}`
        }
      }
      const any = (value: unknown) => value as never
      const { createHandwritingRecognizer } = navigator
      return {
        enumerable: names.map((name) => {
          const holder = name in window ? window : Navigator.prototype
          return Object.getOwnPropertyDescriptor(holder, name)?.enumerable
        }),
        operations: Object.keys(HandwritingStroke.prototype).sort(),
        arguments: [
          navigator.queryHandwritingRecognizer.length,
          createHandwritingRecognizer.length,
          HandwritingStroke.prototype.addPoint.length,
        ],
        noConstraint: await refusal(() => navigator.createHandwritingRecognizer(any(undefined))),
        aString: await refusal(() => navigator.queryHandwritingRecognizer({ languages: 'en' })),
        noNavigator: await refusal(() =>
          createHandwritingRecognizer.call(any({}), { languages: ['en'] }),
        ),
        unknown: await refusal(() => navigator.createHandwritingRecognizer({ languages: ['xx'] })),
        constructing: await refusal(
          () => new (HandwritingDrawing as unknown as new () => object)(),
        ),
        calling: await refusal(() => (HandwritingStroke as unknown as () => void)()),
        noPoint: await refusal(() => new HandwritingStroke().addPoint(any({ x: 1 }))),
        foreign: await refusal(() => HandwritingStroke.prototype.getPoints.call(any({}))),
      }
    }, NAMES)
    expect(shape).toEqual({
      enumerable: [true, true, false, false, false],
      operations: ['addPoint', 'clear', 'getPoints'],
      arguments: [1, 1, 1],
      noConstraint: 'rejects TypeError',
      aString: 'rejects TypeError',
      noNavigator: 'rejects TypeError',
      unknown: 'rejects NotSupportedError',
      constructing: 'throws TypeError',
      calling: 'throws TypeError',
      noPoint: 'throws TypeError',
      foreign: 'throws TypeError',
    })
  })
})

test.for(['text', 'per-character'])('a number of a held-out writer is read as %s', async (type) => {
  await using opened = await openPolyfillPage(browser)
  await install(opened.page)
  const { text, strokes } = numberOf('pendigits/14ee396a', 8)
  const predictions = await opened.page.evaluate(
    async ([recognitionType, ink]) => {
      const recognizer = await navigator.createHandwritingRecognizer({ languages: ['en-GB'] })
      const drawing = recognizer.startDrawing({ recognitionType, alternatives: 2 })
      for (const points of ink) {
        const stroke = new HandwritingStroke()
        for (const [x, y] of points) stroke.addPoint({ x, y })
        drawing.addStroke(stroke)
      }
      const answer = await drawing.getPrediction()
      recognizer.finish()
      return answer
    },
    [type, strokes] as const,
  )
  expect(predictions).toHaveLength(2)
  expect(predictions[0].text).toBe(text)
  for (const prediction of predictions) {
    const segments = prediction.segmentationResult ?? []
    for (const { grapheme, beginIndex, endIndex } of segments) {
      expect(prediction.text.slice(beginIndex, endIndex)).toBe(grapheme)
    }
    const owned = segments.flatMap(({ drawingSegments }) => drawingSegments)
    expect(owned.toSorted((a, b) => a.strokeIndex - b.strokeIndex)).toEqual(
      strokes.map(({ length }, strokeIndex) => ({
        strokeIndex,
        beginPointIndex: 0,
        endPointIndex: length,
      })),
    )
  }
})

describe('installing', () => {
  test('replaces all names together where the browser knows no such language, and can be undone', async () => {
    await using opened = await openPolyfillPage(browser)
    const before = await owners(opened.page)
    expect(await install(opened.page)).toEqual({
      installed: true,
      native: before[0] === 'native',
    })
    expect(await owners(opened.page)).toEqual(NAMES.map(() => 'ours'))
    await opened.page.evaluate(() => Reflect.get(window, 'installation').uninstall())
    expect(await owners(opened.page)).toEqual(before)
  })

  test('leaves the browser alone where that knows the languages, and asks it for no others', async () => {
    await using opened = await openPolyfillPage(browser)
    const asked = await opened.page.evaluate(() => {
      const languages: string[] = []
      Navigator.prototype.queryHandwritingRecognizer = async (constraint) => {
        languages.push(...constraint.languages)
        return [...constraint.languages].includes('en') ? {} : null
      }
      Navigator.prototype.createHandwritingRecognizer = async () => Promise.reject(new Error('own'))
      Object.assign(window, { own: navigator.createHandwritingRecognizer, languages })
      return languages
    })
    expect(asked).toEqual([])
    expect(await install(opened.page, ['en'])).toEqual({ installed: false, native: true })
    const same = () =>
      opened.page.evaluate(
        () => navigator.createHandwritingRecognizer === Reflect.get(window, 'own'),
      )
    expect(await same()).toBe(true)
    expect(await opened.page.evaluate(() => Reflect.get(window, 'languages'))).toEqual(['en'])
    expect(await install(opened.page, ['zxx'])).toEqual({ installed: true, native: true })
    expect(await same()).toBe(false)
    const message = await opened.page.evaluate(() => {
      const { native } = Reflect.get(window, 'installation')
      return native.createHandwritingRecognizer({ languages: ['en'] }).catch(String)
    })
    expect(message).toBe('Error: own')
  })

  test('leaves a page alone that is no secure context', async () => {
    await using opened = await openPolyfillPage(browser, { origin: 'http://text.example' })
    const before = await owners(opened.page)
    expect(await install(opened.page)).toEqual({ installed: false, native: false })
    expect(await owners(opened.page)).toEqual(before)
  })

  test('twice leaves one installation, which can be undone', async () => {
    await using opened = await openPolyfillPage(browser)
    const before = await owners(opened.page)
    await Promise.all([install(opened.page), install(opened.page)])
    await install(opened.page)
    await opened.page.evaluate(() => Reflect.get(window, 'installation').uninstall())
    expect(await owners(opened.page)).toEqual(before)
  })

  test('fetches nothing before the first recognizer, and then the model once', async () => {
    await using opened = await openPolyfillPage(browser)
    await install(opened.page)
    const models = () => opened.requests.filter((path) => path.startsWith('/models/'))
    expect(models()).toEqual([])
    await opened.page.evaluate(async () => {
      const constraint = { languages: ['en'] }
      await navigator.queryHandwritingRecognizer(constraint)
      await Promise.all([1, 2, 3].map(() => navigator.createHandwritingRecognizer(constraint)))
    })
    expect(models().toSorted()).toEqual([
      '/models/digits/manifest.json',
      '/models/digits/raster.onnx',
      '/models/digits/trace.onnx',
    ])
  })
})

describe('importing', () => {
  test('changes nothing, nor does using the ponyfill', async () => {
    await using opened = await openPolyfillPage(browser)
    const before = await owners(opened.page)
    const strokes = await opened.page.evaluate(async () => {
      await load('index')
      const { handwriting } = await load('ponyfill')
      const api = handwriting({ model: '/models/digits/manifest.json' })
      const recognizer = await api.createHandwritingRecognizer({ languages: ['zxx'] })
      const drawing = recognizer.startDrawing()
      drawing.addStroke(new api.HandwritingStroke())
      return drawing.getStrokes().length
    })
    expect(strokes).toBe(1)
    expect(await owners(opened.page)).toEqual(before)
  })

  test('the automatic entry installs the API with what a meta element names', async () => {
    await using opened = await openPolyfillPage(browser, {
      head: `<meta name="edgeink-model" content="/models/digits/manifest.json" data-languages="en, de">
        <script type="module" src="/lib/auto.js"></script>`,
    })
    await opened.page.waitForFunction(async () => {
      const constraint = { languages: ['de-AT', 'en'] }
      return (await navigator.queryHandwritingRecognizer?.(constraint)) != null
    })
    expect(await owners(opened.page)).toEqual(NAMES.map(() => 'ours'))
  })
})
