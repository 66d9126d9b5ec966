import { BlockList, isIP } from 'node:net'

/** Tells whether an address is a proxy's whose `X-Forwarded-…` headers are believed. */
export type ProxyTrust = (address: string) => boolean

const LOOPBACK = ['127.0.0.0/8', '::1']
const NETWORK = /^([^/]+)(?:\/(\d{1,3}))?$/

/**
 * Reads `TRUSTED_PROXIES`.
 *
 * @param list - addresses and networks with commas: `192.0.2.1, 10.0.0.0/8, fd00::/8, loopback`; empty trusts nobody
 * @returns who is trusted
 * @throws Error that names what is neither
 * @example
 * trustedProxies('loopback')('127.0.0.1') // true
 */
export function trustedProxies(list: string): ProxyTrust {
  const networks = new BlockList()
  const named = list.split(',').map((entry) => entry.trim())
  for (const entry of named.filter(Boolean).flatMap((name) => (name === 'loopback' ? LOOPBACK : [name]))) {
    add(networks, entry)
  }
  return (address) => {
    const version = isIP(address)
    return version !== 0 && networks.check(address, version === 6 ? 'ipv6' : 'ipv4')
  }
}

/**
 * A rule of start/env.ts, so that a wrong entry is told of before anything starts.
 *
 * @param _name - of the variable
 * @param value - as it was set
 * @returns the value
 * @throws Error as `trustedProxies` does
 */
export function proxyList(_name: string, value = ''): string {
  trustedProxies(value)
  return value
}

function add(networks: BlockList, entry: string): void {
  const [, address = '', prefix] = NETWORK.exec(entry) ?? []
  const version = isIP(address)
  const bits = version === 6 ? 128 : 32
  if (version === 0 || Number(prefix ?? bits) > bits) {
    throw new Error(`TRUSTED_PROXIES takes addresses, networks such as 10.0.0.0/8, and loopback, but not "${entry}"`)
  }
  networks.addSubnet(address, Number(prefix ?? bits), version === 6 ? 'ipv6' : 'ipv4')
}
