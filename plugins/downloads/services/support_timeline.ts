import type { BranchSchedule } from '#services/branch_schedules'
import { compareVersions } from '#services/python_version'

/** A phase in a series' life, as a stretch of its bar. */
export interface TimelinePhase {
  kind: 'prerelease' | 'bugfix' | 'security'
  /** ISO days. */
  from: string
  to: string
  x: number
  y: number
  width: number
  height: number
}

/** A series as a bar. */
export interface TimelineRow {
  branch: string
  phases: TimelinePhase[]
  /** Middle of the bar. */
  y: number
}

/** A drawing of which series gets fixes until when, in the units of its viewBox. */
export interface SupportTimeline {
  width: number
  height: number
  rows: TimelineRow[]
  /** Lines at the start of years, with where their label stands. */
  years: { label: string; x: number }[]
  /** Where today is. */
  today: { x: number; day: string }
  /** Where bars begin; series' names stand left of it. */
  left: number
  /** Where rows begin; years stand above it. */
  top: number
}

/** What a drawing has room for. */
export interface TimelineSize {
  width: number
  left: number
  top: number
  rowHeight: number
  barHeight: number
  /** Years between two labels. */
  labelEvery: number
}

/** The same drawing for a wide window and for a phone. */
export const WIDE: TimelineSize = { width: 1000, left: 60, top: 34, rowHeight: 36, barHeight: 20, labelEvery: 1 }
export const NARROW: TimelineSize = { width: 360, left: 44, top: 30, rowHeight: 34, barHeight: 18, labelEvery: 2 }

/** Phases differ by shape, not by colour alone: a bar gets thinner when only security is cared for. */
const THICKNESS: Readonly<Record<TimelinePhase['kind'], number>> = { prerelease: 0.5, bugfix: 1, security: 0.5 }

/** Years before today that are worth showing. */
const YEARS_BACK = 6

/**
 * Lays out bars for series, newest at the top.
 *
 * @param schedules - the series to show; one without its main dates is left out
 * @param today - ISO day
 * @param size - room that there is
 * @returns null when nothing can be drawn
 */
export function supportTimeline(
  schedules: readonly BranchSchedule[],
  today: string,
  size: TimelineSize
): SupportTimeline | null {
  const lives = schedules.map(lifeOf).filter((life) => life !== null)
  if (!lives.length) return null
  const firstYear = yearOf(today) - YEARS_BACK
  const endYear = yearOf(latestDay(lives)) + 1
  const start = Date.UTC(firstYear, 0)
  const scale = (size.width - size.left) / (Date.UTC(endYear, 0) - start)
  const xOf = (day: string) => round(size.left + Math.max(0, Date.parse(day) - start) * scale)
  return {
    width: size.width,
    height: size.top + lives.length * size.rowHeight,
    rows: lives
      .toSorted((a, b) => compareVersions(b.branch, a.branch))
      .map(({ branch, phases }, index) => {
        const y = size.top + (index + 0.5) * size.rowHeight
        const bars = phases.map((phase) => {
          const height = size.barHeight * THICKNESS[phase.kind]
          const x = xOf(phase.from)
          return { ...phase, x, y: y - height / 2, width: round(xOf(phase.to) - x), height }
        })
        return { branch, y, phases: bars.filter((bar) => bar.width > 0) }
      }),
    years: Array.from({ length: endYear - firstYear }, (_, index) => firstYear + index)
      .filter((year) => (endYear - year) % size.labelEvery === 0)
      .map((year) => ({ label: String(year), x: xOf(`${year}-01-01`) })),
    today: { x: xOf(today), day: today },
    left: size.left,
    top: size.top,
  }
}

interface Life {
  branch: string
  phases: Pick<TimelinePhase, 'kind' | 'from' | 'to'>[]
}

function lifeOf(schedule: BranchSchedule): Life | null {
  const { name, featureFreeze, firstRelease, endOfBugfix, endOfLife } = schedule
  if (!firstRelease || !endOfLife) return null
  const bugfixEnd = endOfBugfix ?? endOfLife
  const phases = [
    ...(featureFreeze ? [{ kind: 'prerelease' as const, from: featureFreeze, to: firstRelease }] : []),
    { kind: 'bugfix' as const, from: firstRelease, to: bugfixEnd },
    { kind: 'security' as const, from: bugfixEnd, to: endOfLife },
  ]
  return { branch: name, phases }
}

function latestDay(lives: readonly Life[]): string {
  const days = lives.flatMap((life) => life.phases.map((phase) => phase.to))
  return days.reduce((latest, day) => (day > latest ? day : latest))
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4))
}

/** A tenth of a unit is finer than any screen. */
function round(value: number): number {
  return Math.round(value * 10) / 10
}
