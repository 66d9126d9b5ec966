import { optimize, type CustomPlugin, type XastChild, type XastElement } from 'svgo'
import { LIMITS } from '../limits.js'
import { UploadRefused } from '../upload_refused.js'
import { drawnParts } from './drawn_parts.js'
import { ATTRIBUTES, ELEMENTS, isOwnReference, isOwnStyle } from './allowed_svg.js'

/** A drawing that is safe to show. */
export interface CleanSvg {
  text: string
  width: number
  height: number
}

/** Elements, which all have to be looked at, and how deep they may lie in each other. */
const MOST_ELEMENTS = 20_000
const DEEPEST = 100
/** With what `use` draws once more. */
const MOST_DRAWN = 100_000

const SVG = 'http://www.w3.org/2000/svg'
const XLINK = 'http://www.w3.org/1999/xlink'

/**
 * Takes everything out of a drawing that is not drawing: scripts, other documents, animations, and whatever is read from
 * elsewhere.
 *
 * @param bytes - of an SVG
 * @returns what is left, and its size in pixels
 * @throws UploadRefused when it is no SVG that can be read, or says no size
 * @example
 * sanitiseSvg(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)"/>')).text
 */
export function sanitiseSvg(bytes: Uint8Array): CleanSvg {
  const text = decode(bytes)
  refuseDeepNesting(text)
  const drawing: { root: XastElement | null } = { root: null }
  const clean = optimised(text, drawing)
  if (!drawing.root || !clean) throw unreadable()
  return { text: clean, ...sizeOf(drawing.root) }
}

function decode(bytes: Uint8Array): string {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UploadRefused('This SVG is not written in UTF-8. Save it anew as a plain SVG.')
  }
  if (/<!ENTITY|<!DOCTYPE[^>]*\[/i.test(text)) {
    throw new UploadRefused(
      'This SVG declares entities, which can hide anything. Export it anew as a plain SVG, e.g. "SVG Tiny" or "optimised SVG".'
    )
  }
  return text
}

/** Before anything recursive reads it. */
function refuseDeepNesting(text: string): void {
  let depth = 0
  let elements = 0
  for (const [tag] of text.matchAll(/<\/?[a-zA-Z](?:"[^"]*"|'[^']*'|[^"'>])*>/g)) {
    if (tag.startsWith('</')) depth -= 1
    else if (!tag.endsWith('/>')) depth += 1
    if (!tag.startsWith('</')) elements += 1
    if (depth > DEEPEST || elements > MOST_ELEMENTS) {
      throw tooComplicated()
    }
  }
}

function tooComplicated(): UploadRefused {
  return new UploadRefused('This SVG is too complicated to be shown. Simplify it, or send it as a PNG.')
}

function optimised(text: string, drawing: { root: XastElement | null }): string | null {
  try {
    const names = [
      'removeDoctype',
      'removeXMLProcInst',
      'removeComments',
      'removeMetadata',
      'removeEditorsNSData',
    ] as const
    return optimize(text, { plugins: [...names, onlyDrawing(drawing)] }).data
  } catch (error) {
    if (error instanceof UploadRefused) throw error
    throw unreadable(error)
  }
}

function unreadable(cause?: unknown): UploadRefused {
  return new UploadRefused('This SVG cannot be read. Open it in a program for drawings, save it anew, and send that.', {
    cause,
  })
}

/** Removes what is not on the lists; what is left is what the lists say, whatever else the file was. */
function onlyDrawing(drawing: { root: XastElement | null }): CustomPlugin {
  return {
    name: 'onlyDrawing',
    fn: () => ({
      root: {
        exit: (root) => {
          const elements = root.children.filter((child) => child.type === 'element')
          if (elements.length !== 1 || elements[0]?.name !== 'svg') throw unreadable()
          if (drawnParts(root, MOST_DRAWN) > MOST_DRAWN) throw tooComplicated()
          drawing.root = elements[0]
          root.children = elements
        },
      },
      element: {
        enter: (element, parent) => {
          if (!isDrawing(element)) {
            parent.children = parent.children.filter((child) => child !== element)
            return
          }
          element.children = element.children.flatMap(plainContent)
          for (const [name, value] of Object.entries(element.attributes)) {
            if (!isHarmless(element.name, name, value)) delete element.attributes[name]
          }
          if (parent.type === 'root') element.attributes['xmlns'] = SVG
        },
      },
    }),
  }
}

/** Of what stands between tags: elements and text, written as plain text. */
function plainContent(child: XastChild): XastChild[] {
  if (child.type === 'cdata') return [{ type: 'text', value: child.value }]
  return child.type === 'element' || child.type === 'text' ? [child] : []
}

function isDrawing({ name, children }: XastElement): boolean {
  if (!ELEMENTS.has(name)) return false
  if (name !== 'style') return true
  return children.every((child) => (child.type === 'text' || child.type === 'cdata') && isOwnStyle(child.value))
}

function isHarmless(element: string, name: string, value: string): boolean {
  if (!ATTRIBUTES.has(name)) return false
  if (name === 'href' || name === 'xlink:href') return isOwnReference(element, value)
  if (name === 'xmlns') return value === SVG
  if (name === 'xmlns:xlink') return value === XLINK
  return name === 'aria-label' || isOwnStyle(value)
}

function sizeOf({ attributes }: XastElement): { width: number; height: number } {
  const box = (attributes['viewBox'] ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  const width = pixels(attributes['width']) ?? box[2]
  const height = pixels(attributes['height']) ?? box[3]
  if (!width || !height || !(width > 0 && height > 0)) {
    throw new UploadRefused(
      'This SVG does not say how big it is. Give its first element a viewBox, or width and height.'
    )
  }
  const scale = Math.min(1, LIMITS.side / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

function pixels(length: string | undefined): number | null {
  const [, number] = /^\s*(\d+(?:\.\d+)?)(?:px)?\s*$/.exec(length ?? '') ?? []
  return number ? Number(number) : null
}
