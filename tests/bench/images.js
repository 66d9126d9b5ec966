import { mkdirSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import pg from 'pg'
import sharp from 'sharp'

import { compare, median } from './load.js'
import { startBareServer, startSite } from './server_process.js'
import { makeLarge } from './large_variant.ts'

const FORMATS = /** @type {const} */ (['avif', 'webp', 'jpg'])
const ROUNDS = 3
const IMAGES_A_ROUND = 4
const SIZE = { width: 3000, height: 2000 }

/**
 * @typedef {{ name: string, first: number, second: number, ratio: number }} MakingCost variants a second, made by the
 *   site when first asked for and by sharp alone; ratio of first to second, round by round
 */

/**
 * Grain of one size over the whole picture.
 *
 * @param {number} divisor
 * @returns {Promise<Buffer>}
 */
async function grain(divisor) {
  const { width, height } = SIZE
  const noise = /** @type {const} */ ({ type: 'gaussian', mean: 128, sigma: 50 })
  const size = { width: Math.round(width / divisor), height: Math.round(height / divisor) }
  const small = await sharp({ create: { ...size, channels: 3, background: '#000', noise } })
    .png()
    .toBuffer()
  return sharp(small).resize(width, height, { kernel: 'cubic' }).png().toBuffer()
}

/**
 * Structure of every size, as a photo has; a smooth picture would be encoded too easily.
 *
 * @returns {Promise<Buffer>} a JPEG
 */
async function photo() {
  const [coarse, ...finer] = await Promise.all([300, 60, 12, 3].map(grain))
  const overlays = finer.map((input) => ({ input, blend: /** @type {const} */ ('soft-light') }))
  return sharp(coarse).composite(overlays).jpeg({ quality: 90 }).toBuffer()
}

/**
 * Puts images where the site looks for them: the same bytes under many keys, so that each size is made anew.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} storage
 * @returns {Promise<string[]>} their keys
 */
async function addImages(env, storage) {
  const bytes = await photo()
  const keys = Array.from({ length: ROUNDS * IMAGES_A_ROUND }, (_, index) => index.toString(16).padStart(40, '0'))
  const client = new pg.Client({ connectionString: env['DATABASE_URL'] })
  await client.connect()
  for (const key of keys) {
    mkdirSync(join(storage, 'images', key), { recursive: true })
    writeFileSync(join(storage, 'images', key, 'original'), bytes)
    await client.query(
      `insert into media_images (key, name, content_type, byte_size, fallback_format, width, height)
       values ($1, 'photo.jpg', 'image/jpeg', $2, 'jpeg', $3, $4)`,
      [key, bytes.byteLength, SIZE.width, SIZE.height]
    )
  }
  await client.end()
  return keys
}

/**
 * @param {string[]} keys
 * @param {(key: string) => Promise<void>} make
 * @returns {Promise<number>} variants a second
 */
async function perSecond(keys, make) {
  const started = performance.now()
  await Promise.all(keys.map(make))
  return keys.length / ((performance.now() - started) / 1000)
}

/**
 * @param {(typeof FORMATS)[number]} format
 * @param {{ url: string, keys: string[], storage: string }} site
 * @returns {Promise<MakingCost>}
 */
async function costOfMaking(format, { url, keys, storage }) {
  /** @param {string} key */
  const bySite = async (key) => {
    const answer = await fetch(`${url}/media/${key}/large.${format}`)
    if (!answer.ok) throw new Error(`${answer.url} answers ${answer.status}.`)
    await answer.arrayBuffer()
  }
  // One after the other, as the site does on a machine of two cores.
  let last = Promise.resolve()
  /** @param {string} key */
  const bySharp = (key) =>
    (last = last.then(async () => {
      const original = await readFile(join(storage, 'images', key, 'original'))
      await writeFile(join(storage, `bare.${format}`), await makeLarge(original, format))
    }))
  const rounds = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const part = keys.slice(round * IMAGES_A_ROUND, (round + 1) * IMAGES_A_ROUND)
    rounds.push({ first: await perSecond(part, bySite), second: await perSecond(part, bySharp) })
  }
  return {
    name: `${format}, variants/s`,
    first: median(rounds.map(({ first }) => first)),
    second: median(rounds.map(({ second }) => second)),
    ratio: median(rounds.map(({ first, second }) => first / second)),
  }
}

/**
 * What it costs to make an image's sizes through the site, and to send one that is made.
 *
 * @param {import('../../bin/launcher/lifetime.js').Lifetime} lifetime closes what a failure leaves open
 * @param {{ build: string, env: NodeJS.ProcessEnv, state: string }} site with a database that is migrated, and a folder
 * @returns {Promise<{ making: MakingCost[], kept: Awaited<ReturnType<typeof compare>> }>}
 */
export async function measureImages(lifetime, site) {
  const storage = join(site.state, 'storage')
  const env = { ...site.env, STORAGE_DIRECTORY: storage }
  const keys = await addImages(env, storage)
  const server = await lifetime.open(startSite(site.build, env))
  const making = []
  for (const format of FORMATS) making.push(await costOfMaking(format, { url: server.url, keys, storage }))

  const [key = ''] = keys
  const bare = await lifetime.open(startBareServer(join(storage, 'images', key, 'large.webp'), 'image/webp'))
  const kept = await compare(`${server.url}/media/${key}/large.webp`, bare.url)
  await bare.stop()
  await server.stop()
  return { making, kept }
}
