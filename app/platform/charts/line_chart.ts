/** One line: a value for each label of the chart; null where there is none. */
export interface LineSeries {
  name: string
  values: readonly (number | null)[]
}

/** Lines in the units of the drawing's viewBox. */
export interface LineChart {
  width: number
  height: number
  /** Where the drawing begins: values stand left of it. */
  left: number
  /** Where the drawing ends: labels stand below it. */
  bottom: number
  lines: readonly { name: string; path: string; end: { x: number; y: number } | null }[]
  /** Horizontal lines with what they mean. */
  steps: readonly { value: number; y: number }[]
  /** Labels that there is room for. */
  labels: readonly { text: string; x: number }[]
}

const WIDTH = 720
const HEIGHT = 280
const LEFT = 64
const RIGHT = 32
const TOP = 16
const BOTTOM = HEIGHT - 36
const MOST_LABELS = 6

/**
 * Lays out lines over common labels, e.g. days, from zero to a round number above the highest value.
 *
 * @param labels - names of the points, left to right
 * @param series - lines with a value for each label
 * @returns what `@ui.lineChart` draws
 * @example
 * lineChart(['2023', '2024'], [{ name: 'Opened', values: [10, 20] }]).steps.at(-1).value // 20
 */
export function lineChart(labels: readonly string[], series: readonly LineSeries[]): LineChart {
  const known = series.flatMap(({ values }) => values.filter((value) => value !== null))
  const step = roundStep(leastStep(known))
  const top = Math.ceil(Math.max(...known, 1) / step) * step
  const xOf = (index: number) => round(LEFT + (index / Math.max(labels.length - 1, 1)) * (WIDTH - LEFT - RIGHT))
  const yOf = (value: number) => round(BOTTOM - (value / top) * (BOTTOM - TOP))
  const every = Math.max(1, Math.ceil(labels.length / MOST_LABELS))
  return {
    width: WIDTH,
    height: HEIGHT,
    left: LEFT,
    bottom: BOTTOM,
    lines: series.map(({ name, values }) => {
      const points = values.map((value, index) => (value === null ? null : { x: xOf(index), y: yOf(value) }))
      return { name, path: pathOf(points), end: points.findLast((point) => point !== null) ?? null }
    }),
    steps: Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step).map((value) => ({
      value,
      y: yOf(value),
    })),
    labels: labels.map((text, index) => ({ text, x: xOf(index) })).filter((_, index) => index % every === 0),
  }
}

/** A line begins anew after a gap. */
function pathOf(points: readonly ({ x: number; y: number } | null)[]): string {
  return points
    .map((point, index) => point && `${points[index - 1] ? 'L' : 'M'}${point.x} ${point.y}`)
    .filter(Boolean)
    .join('')
}

/** Four steps and more; half a thing is nothing that is counted. */
function leastStep(known: readonly number[]): number {
  const least = Math.max(...known, 1) / 4
  return known.every(Number.isInteger) ? Math.max(least, 1) : least
}

/** 1, 2 or 5 times a power of ten, not below the least. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least) ?? 10 * power
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
