import { jsonFault } from './json_fault.js'

/** The text is no JSON; the message says where and why, as Python does. */
export class JsonFault extends Error {}

/**
 * @param bytes - of a body
 * @returns the value
 * @throws JsonFault when they are no JSON in UTF-8
 */
export function parseJson(bytes: Buffer): unknown {
  const text = decode(bytes)
  try {
    return JSON.parse(text)
  } catch {
    throw new JsonFault(jsonFault(text))
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decode(bytes: Buffer): string {
  try {
    return UTF8.decode(bytes)
  } catch {
    throw new JsonFault("'utf-8' codec can't decode the body")
  }
}
