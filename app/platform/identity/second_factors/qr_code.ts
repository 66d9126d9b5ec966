/**
 * @param text - what a camera shall read
 * @returns an `<svg>` to stand in a page: attributes only, since the content security policy allows no inline style. Its
 *   background is white in the dark theme as well, as cameras need it
 */
export async function qrCode(text: string): Promise<string> {
  const { default: qr } = await import('qrcode')
  const svg = await qr.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
  return svg.trim().replace('<svg ', '<svg role="img" aria-label="QR code" ')
}
