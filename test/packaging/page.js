// What an author of a page writes: nothing but the package's name. Recognises one ink, and leaves the answer in the page.
import { createInkCapture, localRecognizer } from 'edgeink'

const INK = [
  {
    points: [
      [20, 10],
      [60, 10],
      [45, 40],
      [30, 90],
    ].map(([x, y]) => ({ x, y })),
  },
]

const asked = new URLSearchParams(location.search)
const worker = asked.get('worker') === 'true' || (asked.get('worker') ?? false)
const capture = createInkCapture(document.querySelector('canvas'))
const recognizer = localRecognizer({ model: '/models/digits/manifest.json', worker })
try {
  const { candidates } = await recognizer.recognize(INK)
  document.body.dataset.label = candidates[0].label
  document.body.dataset.kernel = recognizer.kernel
} catch (error) {
  document.body.dataset.error = `${error.name}: ${error.message} ${error.cause ?? ''}`
}
recognizer.dispose()
capture.dispose()
