/*
| Imported before everything else by bin/server.ts. V8 lets its heap grow fourfold before it collects, which pays on a
| machine that has gigabytes to spare; a site shares its machine with PostgreSQL and with more of its own processes, and
| what it keeps for longer than a request is small. docs/performance.md has the figures with and without.
*/
import { setFlagsFromString } from 'node:v8'

/** How much the heap may grow between two full collections, in per cent of what is alive. */
const GROWTH = 30

setFlagsFromString(`--heap-growing-percent=${GROWTH}`)
