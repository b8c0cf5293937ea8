import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clientOf } from './client-address.ts'

describe('a client', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8::1', '2001:db8:0:0::/64'],
    ['2001:0db8:0000:0000:ffff::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('at %s is counted as %s', (address, client) => {
    expect(clientOf(address)).toBe(client)
  })

  it('is one and the same for all that is no address', () => {
    const noise = fc.string().filter((text) => !/^[\d:.a-f%]*$/i.test(text))
    fc.assert(
      fc.property(noise, (text) => {
        expect(clientOf(text)).toBe('unknown')
      }),
      { seed: 14 },
    )
    expect(clientOf(undefined)).toBe('unknown')
    expect(clientOf('1'.repeat(1000))).toBe('unknown')
  })

  it('has one name for its whole /64 network, and another in every other', () => {
    const group = fc.integer({ min: 0, max: 0xffff })
    const half = fc.tuple(group, group, group, group)
    const address = (groups: number[]) => groups.map((n) => n.toString(16)).join(':')
    fc.assert(
      fc.property(half, half, half, (network, host, other) => {
        fc.pre(!network.slice(0, 3).every((n) => n === 0))
        const client = clientOf(address([...network, ...host]))
        expect(clientOf(address([...network, ...other]))).toBe(client)
        const isSame = String(network) === String(other)
        expect(clientOf(address([...other, ...host])) === client).toBe(isSame)
      }),
      { seed: 15 },
    )
  })
})
