import type { BaseCheck } from '@adonisjs/core/health'
import type { Lazy } from '../plugins/lazy.js'

/** A check that `/health` runs while the plugin is on. */
export type HealthCheckSource = Lazy<new () => BaseCheck>
