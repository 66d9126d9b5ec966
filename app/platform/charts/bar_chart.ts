/** A value with its name. */
export interface ChartPoint {
  label: string
  /** Not negative. */
  value: number
}

/** A bar: its point, and its length in hundredths of the longest. */
export interface Bar extends ChartPoint {
  length: number
}

/** Bars as a table shows them. */
export interface BarChart {
  bars: readonly Bar[]
}

/**
 * Lays out horizontal bars, in the order of the points; the drawing is a table, so that everybody can read it.
 *
 * @param points - names and values
 * @returns bars, the longest 100
 * @example
 * barChart([{ label: '3.14', value: 30 }, { label: '3.13', value: 60 }]).bars[0].length // 50
 */
export function barChart(points: readonly ChartPoint[]): BarChart {
  const most = Math.max(...points.map(({ value }) => value), 0)
  return { bars: points.map((point) => ({ ...point, length: most ? round((point.value / most) * 100) : 0 })) }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
