/** Groups of 16 bits that a provider gives to one customer: the first half of an IPv6 address. */
const PREFIX_GROUPS = 4

/** Longest text of an address, IPv6 with an IPv4 tail; what is longer is none. */
const LONGEST = 45

/**
 * What requests from one client have in common: its IPv4 address, or the /64 network of its IPv6 address, since one
 * customer has 2^64 addresses of it. What is no address is one client, so that nonsense opens no way around a limit.
 */
export function clientOf(address: string | undefined): string {
  if (address === undefined || address.length > LONGEST) return 'unknown'
  const mapped = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)
  if (mapped) return mapped[1]
  const groups = ipv6Groups(address)
  return groups ? `${groups.slice(0, PREFIX_GROUPS).join(':')}::/64` : 'unknown'
}

/** The eight groups of an IPv6 address without leading zeros, or undefined. */
function ipv6Groups(address: string): string[] | undefined {
  const bare = address.replace(/%.*$/, '').toLowerCase()
  if (!/^[0-9a-f:.]+$/.test(bare) || !URL.canParse(`http://[${bare}]/`)) return undefined
  const [head, tail] = new URL(`http://[${bare}]/`).hostname.slice(1, -1).split('::')
  const before = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  const zeros = new Array(8 - before.length - after.length).fill('0')
  return [...before, ...zeros, ...after]
}
