import { crc32 } from 'node:zlib'
import sharp from 'sharp'

/** A picture of which no two columns are alike, so that turning and cutting show. */
export async function photo(width: number, height: number) {
  const pixels = Buffer.alloc(width * height * 3)
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)]
    pixels.set([Math.round((255 * x) / width), Math.round((255 * y) / height), (x * y) % 256], at * 3)
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

/** A JPEG as a phone writes it: turned by its EXIF data, which also says where it was taken. */
export async function phonePhoto(width = 400, height = 200): Promise<Buffer> {
  const picture = await photo(width, height)
  return picture
    .withExif({ IFD0: { Copyright: 'Somebody' }, IFD3: { GPSLatitude: '50/1 5/1 0/1', GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
}

/** An animation of so many pictures. */
export async function animation(frames: number, width = 24, height = 16): Promise<Buffer> {
  const pictures = Array.from({ length: frames }, (_, index) => ({
    create: { width, height, channels: 3 as const, background: { r: (index * 40) % 256, g: 80, b: 120 } },
  }))
  const files = await Promise.all(pictures.map((picture) => sharp(picture).png().toBuffer()))
  return sharp(files, { join: { animated: true } })
    .gif({ delay: 100 })
    .toBuffer()
}

/** A PNG whose header claims a size that its content has not. */
export async function pngThatClaims(width: number, height: number): Promise<Buffer> {
  const bytes = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29)
  return bytes
}
