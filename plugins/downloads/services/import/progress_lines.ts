import type { RecordKind } from '#services/import/catalogue_records'
import type { ImportProgress } from '#services/import/catalogue_importer'
import { KIND_TITLES } from '#services/import/import_summary'

/** What a terminal can do; the logger of an ace command does. */
export interface ProgressTerminal {
  log(line: string): void
  logUpdate(line: string): void
  logUpdatePersist(): void
}

const WIDTH = 30

function bar(done: number, total: number): string {
  const filled = total === 0 ? WIDTH : Math.round((done / total) * WIDTH)
  return `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`
}

function title(kind: RecordKind): string {
  return KIND_TITLES[kind].padEnd(17)
}

/** One line for each kind, drawn anew as it goes on. */
export function progressBar(terminal: ProgressTerminal): ImportProgress {
  const draw = (kind: RecordKind, total: number, done: number): void => {
    terminal.logUpdate(`${title(kind)} ${bar(done, total)} ${done} of ${total}`)
    if (done >= total) terminal.logUpdatePersist()
  }
  return { begin: draw, advance: draw }
}

/** A plain line for each batch, for logs and pipes. */
export function progressLines(terminal: ProgressTerminal): ImportProgress {
  return {
    begin(kind, total, done) {
      const resumed = done > 0 ? `, ${done} of them are in already` : ''
      terminal.log(`${KIND_TITLES[kind]}: ${total} rows${resumed}`)
    },
    advance(kind, total, done) {
      terminal.log(`${KIND_TITLES[kind]}: ${done} of ${total}`)
    },
  }
}
