import { gzipSync } from 'node:zlib'

const weights = new Map<string, Promise<number>>()

function weightOf(path: string): Promise<number> {
  let weight = weights.get(path)
  if (!weight) {
    weight = fetch(`${process.env.APP_URL}${path}`)
      .then((response) => response.arrayBuffer())
      .then((body) => gzipSync(Buffer.from(body)).length)
    weights.set(path, weight)
  }
  return weight
}

async function total(paths: readonly (string | undefined)[]): Promise<number> {
  const all = await Promise.all([...new Set(paths)].map((path) => weightOf(String(path))))
  return all.reduce((sum, weight) => sum + weight, 0)
}

/**
 * @param html - a page
 * @returns bytes of the scripts and styles that it asks for, compressed
 */
export async function assetWeight(html: string): Promise<{ script: number; style: number }> {
  const scripts = [
    ...html.matchAll(/<script[^>]*\ssrc="([^"]+)"/g),
    ...html.matchAll(/rel="modulepreload"[^>]*href="([^"]+)"/g),
  ]
  const styles = [...html.matchAll(/<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"/g)]
  return { script: await total(scripts.map((match) => match[1])), style: await total(styles.map((match) => match[1])) }
}
