import { describe, expect, it } from 'vitest'
import { loadClassifier } from '../load-classifier.ts'
import { randomInputs, randomNetwork } from '../reference/random-network.ts'
import { referenceLogits } from '../reference/reference-logits.ts'
import { decodeRecurrentClassifier } from './decode-classifier.ts'
import { encodeRecurrentClassifier } from './encode-classifier.ts'
import { decodeModelProto } from './proto/decode.ts'
import { encodeModelProto } from './proto/encode.ts'
import { ATTRIBUTE_TYPE, DATA_TYPE } from './proto/schema.ts'
import type { GraphProto, ModelProto, NodeProto } from './proto/types.ts'
import { floatTensor, int64Tensor } from './write/tensors.ts'

const SMALL = { steps: 6, features: 5, labels: 3 }

/** Graphs as other exporters write them: each rewrites ours, and onnxruntime-web says that it still means the same. */
const REWRITES: Record<string, { network?: object; rewrite: (model: ModelProto) => void }> = {
  'no normalisation and no softmax': {
    rewrite: ({ graph }) => {
      remove(graph, 'centred', 'normalised', 'probabilities')
      find(graph, 'branch0.time-first').input[0] = 'rows'
      graphOf(graph).output = graphOf(graph).output.filter(({ name }) => name === 'logits')
    },
  },
  'normalisation by multiplying and adding, constant first': {
    rewrite: ({ graph }) => {
      const centred = find(graph, 'centred')
      Object.assign(centred, { opType: 'Mul', input: ['two', 'rows'] })
      Object.assign(find(graph, 'normalised'), { opType: 'Add', input: ['centred', 'half'] })
      graphOf(graph).initializer.push(floatTensor('two', [1], Float32Array.of(2)))
      graphOf(graph).initializer.push(floatTensor('half', [], Float32Array.of(-0.5)))
    },
  },
  'a head of MatMul and Add': {
    rewrite: ({ graph }) => {
      const { initializer, node } = graphOf(graph)
      const head = initializer.find(({ name }) => name === 'head.weight')
      const stored = new Float32Array(new Uint8Array(head?.rawData ?? []).buffer)
      const size = stored.length / 3
      const transposed = stored.map((_, i) => stored[(i % 3) * size + Math.floor(i / 3)])
      initializer.push(floatTensor('head.transposed', [size, 3], transposed))
      const gemm = find(graph, 'logits')
      const product = { ...gemm, name: 'product', opType: 'MatMul', output: ['product'] }
      product.input = [gemm.input[0], 'head.transposed']
      product.attribute = []
      node.splice(node.indexOf(gemm), 0, product)
      Object.assign(gemm, { opType: 'Add', input: ['head.bias', 'product'], attribute: [] })
    },
  },
  'weights in Constant nodes': {
    rewrite: ({ graph }) => {
      const { initializer, node } = graphOf(graph)
      for (const tensor of initializer.splice(0)) {
        const attribute = [{ name: 'value', type: ATTRIBUTE_TYPE.tensor, t: tensor }]
        node.unshift(makeNode('Constant', [], [tensor.name], attribute))
      }
    },
  },
  'a zero initial state made from the shape of the input': {
    rewrite: ({ graph }) => {
      const { initializer, node } = graphOf(graph)
      initializer.push(int64Tensor('one', [1], [1]), int64Tensor('sizes', [1], [2]))
      initializer.push(int64Tensor('hidden', [1], [16]))
      node.unshift(
        makeNode('Shape', ['rows'], ['shape']),
        makeNode('Slice', ['shape', 'zero', 'one'], ['batch']),
        makeNode(
          'Concat',
          ['sizes', 'batch', 'hidden'],
          ['state-shape'],
          [intAttribute('axis', 0)],
        ),
        makeNode('ConstantOfShape', ['state-shape'], ['zeros']),
      )
      initializer.push(int64Tensor('zero', [1], [0]))
      find(graph, 'branch0.layer0').input.push('', 'zeros', 'zeros')
    },
  },
  'one direction squeezed out, as PyTorch does': {
    network: { directions: 1, readout: 'last-step', hidden: [16, 8] },
    rewrite: ({ graph }) => {
      graphOf(graph).initializer.push(int64Tensor('one', [1], [1]))
      for (const name of ['branch0.layer0', 'branch0.layer1']) {
        remove(graph, `${name}.batch-first`)
        const joined = find(graph, `${name}.joined`)
        Object.assign(joined, { opType: 'Squeeze', input: [`${name}.sequence`, 'one'] })
      }
    },
  },
  'the last step from the end of a batch-first sequence': {
    network: { readout: 'last-step' },
    rewrite: ({ graph }) => {
      const state = find(graph, 'branch0.state')
      const perm = { name: 'perm', type: ATTRIBUTE_TYPE.ints, ints: [1, 0, 2] }
      const { initializer, node } = graphOf(graph)
      node.splice(
        node.indexOf(state),
        0,
        makeNode('Transpose', [state.input[0]], ['by-batch'], [perm]),
      )
      initializer.push(int64Tensor('minus-one', [], [-1]))
      state.input = ['by-batch', 'minus-one']
      state.attribute = [intAttribute('axis', 1)]
    },
  },
  'reductions with their axes as inputs (opset 18)': {
    network: { readout: 'mean-max' },
    rewrite: (model) => {
      model.opsetImport[0].version = 18
      graphOf(model.graph).initializer.push(int64Tensor('time', [1], [0]))
      for (const name of ['branch0.mean', 'branch0.max']) {
        const node = find(model.graph, name)
        node.attribute = [intAttribute('keepdims', 0)]
        node.input.push('time')
      }
    },
  },
  'a final state flattened': {
    rewrite: ({ graph }) => {
      const state = find(graph, 'branch0.state')
      Object.assign(state, { opType: 'Flatten', input: state.input.slice(0, 1) })
    },
  },
  'an identity and a dropout on the way': {
    rewrite: ({ graph }) => {
      const gemm = find(graph, 'logits')
      const { node } = graphOf(graph)
      const at = node.indexOf(gemm)
      node.splice(at, 0, makeNode('Identity', [gemm.input[0]], ['same']))
      node.splice(at + 1, 0, makeNode('Dropout', ['same'], ['kept']))
      gemm.input[0] = 'kept'
    },
  },
  'no labels': {
    rewrite: (model) => {
      model.metadataProps = []
    },
  },
}

describe('a graph of another exporter', () => {
  it.each(Object.entries(REWRITES))('is read as onnxruntime-web reads it: %s', async (_, spec) => {
    const model = modelOf(randomNetwork({ ...SMALL, mean: 0.2, std: 0.5, ...spec.network }))
    spec.rewrite(model)
    const bytes = encodeModelProto(model)
    const network = decodeRecurrentClassifier(bytes)
    const inputs = randomInputs(network, 2)
    const ort = await loadClassifier(bytes, { engine: 'ort' })
    const expected = await ort.logits(inputs, 2)
    referenceLogits(network, inputs, 2).forEach((logit, i) => {
      expect(logit).toBeCloseTo(expected[i], 5)
    })
    expect(network.labels).toEqual(ort.labels)
  })
})

describe('a graph outside the family', () => {
  it.each<[string, (node: (name: string) => NodeProto, model: ModelProto) => void, string]>([
    ['an operator it does not know', (node) => set(node('logits'), { opType: 'Conv' }), 'Conv'],
    [
      'an operator of another domain',
      (node) => set(node('branch0.layer0'), { domain: 'my.ops' }),
      'my.ops.LSTM',
    ],
    [
      'a backward direction alone',
      (node) => setDirection(node('branch0.layer0'), 'reverse'),
      'LSTM',
    ],
    [
      'a cell clip',
      (node) => {
        node('branch0.layer0').attribute.push({ name: 'clip', type: ATTRIBUTE_TYPE.float, f: 1 })
      },
      'clip',
    ],
    [
      'an activation between the states and the head',
      (node, model) => {
        const { node: nodes } = graphOf(model.graph)
        nodes.splice(nodes.indexOf(node('logits')), 0, makeNode('Relu', ['branch0.state'], ['r']))
        node('logits').input[0] = 'r'
      },
      'Relu',
    ],
    [
      'a softmax over the batch',
      (node) => {
        node('probabilities').attribute[0].i = 0
      },
      'Softmax',
    ],
    [
      'a dynamic number of steps',
      (_, model) => {
        graphOf(model.graph).input[0].shape = ['batch', 'steps', 5]
      },
      'steps',
    ],
    [
      'an input of integers',
      (_, model) => {
        graphOf(model.graph).input[0].elemType = DATA_TYPE.int64
      },
      'data type',
    ],
  ])('is refused by name, with ort as the way out: %s', (_, change, named) => {
    const model = modelOf(randomNetwork(SMALL))
    change((name) => find(model.graph, name), model)
    expect(() => decodeRecurrentClassifier(encodeModelProto(model))).toThrow(
      expect.objectContaining({
        code: 'MODEL_UNSUPPORTED',
        message: expect.stringMatching(new RegExp(`${named}.*engine: 'ort'`)),
      }),
    )
  })
})

describe('a damaged file', () => {
  const bytes = encodeRecurrentClassifier(randomNetwork(SMALL))

  it('is named whatever its length was cut to', () => {
    for (let length = 0; length < bytes.length; length += 7) {
      expect(() => decodeRecurrentClassifier(bytes.subarray(0, length))).toThrow(
        expect.objectContaining({ code: 'MODEL_FORMAT' }),
      )
    }
  })

  it('is named when a weight is not a number', () => {
    const model = decodeModelProto(bytes)
    const tensor = graphOf(model.graph).initializer.find(({ name }) => name === 'head.bias')
    if (tensor) tensor.rawData = new Uint8Array(Float32Array.of(1, Number.NaN, 2).buffer)
    expect(() => decodeRecurrentClassifier(encodeModelProto(model))).toThrow(
      expect.objectContaining({
        code: 'MODEL_FORMAT',
        message: expect.stringContaining('head bias'),
      }),
    )
  })

  it('is refused before it is parsed when it is absurdly large', () => {
    expect(() => decodeRecurrentClassifier(new Uint8Array(17 * 1024 * 1024))).toThrow(
      expect.objectContaining({ code: 'MODEL_UNSUPPORTED' }),
    )
  })
})

function modelOf(network: Parameters<typeof encodeRecurrentClassifier>[0]): ModelProto {
  return decodeModelProto(encodeRecurrentClassifier(network))
}

function graphOf(graph: GraphProto | undefined): GraphProto {
  if (!graph) throw new Error('no graph')
  return graph
}

function find(graph: GraphProto | undefined, name: string): NodeProto {
  const node = graphOf(graph).node.find((candidate) => candidate.name === name)
  if (!node) throw new Error(`no node ${name}`)
  return node
}

function remove(graph: GraphProto | undefined, ...names: string[]): void {
  const kept = graphOf(graph).node.filter(({ name }) => !names.includes(name))
  graphOf(graph).node = kept
}

function makeNode(
  opType: string,
  input: string[],
  output: string[],
  attribute: NodeProto['attribute'] = [],
): NodeProto {
  return { opType, name: output[0], domain: '', input, output, attribute }
}

function intAttribute(name: string, i: number): NodeProto['attribute'][number] {
  return { name, type: ATTRIBUTE_TYPE.int, i }
}

function set(node: NodeProto, change: Partial<NodeProto>): void {
  Object.assign(node, change)
}

function setDirection(node: NodeProto, direction: string): void {
  const attribute = node.attribute.find(({ name }) => name === 'direction')
  if (attribute) attribute.s = new TextEncoder().encode(direction)
}
