// Types of the global API, for pages that install the polyfill: `import 'edgeink/polyfill/globals'`. Nothing happens when
// it runs. No other entry imports it, so that nothing clashes once TypeScript's own library declares these names: the
// import is then left out.
import type {
  HandwritingDrawingLike,
  HandwritingModelConstraint,
  HandwritingRecognizerLike,
  HandwritingRecognizerQueryResult,
  HandwritingStrokeLike,
} from './types.ts'

declare global {
  interface Navigator {
    queryHandwritingRecognizer(
      constraint: HandwritingModelConstraint,
    ): Promise<HandwritingRecognizerQueryResult | null>
    createHandwritingRecognizer(
      constraint: HandwritingModelConstraint,
    ): Promise<HandwritingRecognizerLike>
  }

  var HandwritingStroke: Interface<HandwritingStrokeLike> & (new () => HandwritingStrokeLike)
  var HandwritingDrawing: Interface<HandwritingDrawingLike>
  var HandwritingRecognizer: Interface<HandwritingRecognizerLike>
}

/** An interface object, as it is for those who cannot construct it. */
interface Interface<Instance> {
  readonly name: string
  readonly prototype: Instance
}
