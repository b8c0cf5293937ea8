import { branchFeatures, layerOutputSize } from '../../../graph/sizes.ts'
import type { NodeView } from '../node-view.ts'
import { readRecurrentLayer } from '../recurrent-layer.ts'
import type { LayerStack, Value } from '../values.ts'

/** `LSTM`, `GRU` and `com.microsoft.DynamicQuantizeLSTM`: one more layer on its stack. */
export function recurrent(node: NodeView): Value[] {
  const below = stackBelow(node)
  const top = below.layers.at(-1)
  const inputSize = top ? layerOutputSize(top) : branchFeatures(node.graph, below)
  const stack = { ...below, layers: [...below.layers, readRecurrentLayer(node, inputSize)] }
  return [
    { kind: 'sequence', axes: ['time', 'directions', 'batch', 'hidden'], stack },
    { kind: 'final', axes: ['directions', 'batch', 'hidden'], stack },
  ]
}

/** The layers that a recurrent node reads: none yet when it reads the input. */
function stackBelow(node: NodeView): LayerStack {
  const value = node.inputOf(0, 'sequence', 'input')
  const axes = value.axes.join()
  if (value.kind === 'sequence') {
    if (axes === 'time,batch,state') return value.stack
  } else {
    const { mean, std } = value
    if (axes === 'steps,batch,features') return { scan: 'rows', mean, std, layers: [] }
    if (axes === 'features,batch,steps') return { scan: 'columns', mean, std, layers: [] }
  }
  throw node.unsupported(`an input of [${axes}], expected time first and batch second`)
}
