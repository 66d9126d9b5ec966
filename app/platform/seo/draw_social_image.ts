import { fileURLToPath } from 'node:url'
import type { OverlayOptions } from 'sharp'
import { sharp } from '../media/pixels.js'
import { SOCIAL_SIZE } from './social_size.js'

/** What stands on the picture. */
export interface SocialText {
  /** Of the page. */
  title: string
  /** The part of the site that it belongs to; empty for none. */
  section: string
  /** The site's name. */
  site: string
}

const MARGIN = 80
const WIDTH = SOCIAL_SIZE.width - 2 * MARGIN
/** Room for the title, and sizes that are tried until it fits. */
const TITLE_HEIGHT = 290
const SMALLEST = 48
const TITLE_SIZES = [84, 72, 60, SMALLEST] as const

const FAMILY = 'Source Sans 3'
const BOLD = '@expo-google-fonts/source-sans-3/700Bold/SourceSans3_700Bold.ttf'
const FONT = fileURLToPath(import.meta.resolve(BOLD))

/** Python's blue and yellow, and the site's own mark: the prompt. */
const GROUND = `<svg xmlns="http://www.w3.org/2000/svg" width="${SOCIAL_SIZE.width}" height="${SOCIAL_SIZE.height}">
  <rect width="1200" height="630" fill="#306998"/>
  <rect y="510" width="1200" height="120" fill="#1e415e"/>
  <rect y="504" width="1200" height="6" fill="#ffd43b"/>
  <g fill="none" stroke="#ffd43b" stroke-width="7" stroke-linecap="round" stroke-linejoin="round">
    <path d="m84 552 17 17-17 17"/><path d="m110 552 17 17-17 17" opacity=".75"/><path d="m136 552 17 17-17 17" opacity=".5"/>
  </g>
</svg>`

/**
 * Draws the picture that other sites show beside a link. The font comes with the site, so that it looks the same on
 * every machine.
 *
 * @param text - what stands on it
 * @returns a PNG of SOCIAL_SIZE
 * @example
 * await drawSocialImage({ title: 'Python 3.14.2', section: 'Downloads', site: 'python.org' })
 */
export async function drawSocialImage({ title, section, site }: SocialText): Promise<Buffer> {
  const layers = [
    await writtenTitle(title, section ? 146 : 96),
    { input: await written(site, 44, '#ffffff'), top: 548, left: 184 },
  ]
  if (section) layers.push({ input: await written(section, 40, '#ffd43b'), top: 72, left: MARGIN })
  return sharp(Buffer.from(GROUND))
    .composite(layers)
    .png({ compressionLevel: 9, palette: true, colours: 64 })
    .toBuffer()
}

/** As big as it fits; in scripts with wide letters even the smallest may not, and what is too much is cut off. */
async function writtenTitle(title: string, top: number): Promise<OverlayOptions> {
  let input: Buffer = Buffer.alloc(0)
  for (const size of TITLE_SIZES) {
    input = await written(title, size, '#ffffff')
    const { width, height } = await sharp(input).metadata()
    if (height <= TITLE_HEIGHT) break
    if (size !== SMALLEST) continue
    input = await sharp(input).extract({ left: 0, top: 0, width, height: TITLE_HEIGHT }).png().toBuffer()
  }
  return { input, top, left: MARGIN }
}

function written(text: string, size: number, colour: string): Promise<Buffer> {
  return sharp({
    text: {
      text: `<span foreground="${colour}">${escaped(text)}</span>`,
      font: `${FAMILY} Bold ${size}`,
      fontfile: FONT,
      width: WIDTH,
      wrap: 'word-char',
      // One point is one pixel.
      dpi: 72,
      rgba: true,
    },
  })
    .png()
    .toBuffer()
}

/** For Pango's markup. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
