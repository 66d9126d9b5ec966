import type { HttpRouterService } from '@adonisjs/core/types'
import { adminPage } from '@pydotorg/platform/admin'
import { sudo } from '@pydotorg/platform/identity'
import { mailRoutes } from './mail_routes.js'

const Audit = () => import('#controllers/cockpit/audit_controller')
const AuditExports = () => import('#controllers/cockpit/audit_exports_controller')
const AuditVerifications = () => import('#controllers/cockpit/audit_verifications_controller')
const Cache = () => import('#controllers/cockpit/cache_controller')
const CachePurges = () => import('#controllers/cockpit/cache_purges_controller')
const Features = () => import('#controllers/cockpit/features_controller')
const Health = () => import('#controllers/cockpit/health_controller')
const Jobs = () => import('#controllers/cockpit/jobs_controller')
const JobDeletions = () => import('#controllers/cockpit/job_deletions_controller')
const JobRetries = () => import('#controllers/cockpit/job_retries_controller')
const LiveJobs = () => import('#controllers/cockpit/live_jobs_controller')
const Plans = () => import('#controllers/cockpit/feature_plans_controller')
const Plugins = () => import('#controllers/cockpit/plugins_controller')
const Rules = () => import('#controllers/cockpit/feature_rules_controller')
const QueueOverview = () => import('#controllers/cockpit/queue_overview_controller')
const QueuePauses = () => import('#controllers/cockpit/queue_pauses_controller')
const ScheduleRuns = () => import('#controllers/cockpit/schedule_runs_controller')
const SchedulePauses = () => import('#controllers/cockpit/schedule_pauses_controller')
const Schedules = () => import('#controllers/cockpit/schedules_controller')
const Settings = () => import('#controllers/cockpit/settings_controller')
const Switches = () => import('#controllers/cockpit/switches_controller')
const Undos = () => import('#controllers/cockpit/feature_undos_controller')

const KEY = /^[\w.-]{1,200}$/
/** Of a queue, a job or a schedule. */
const NAME = /^[\w.:-]{1,200}$/
const ID = /^[1-9]\d{0,8}$/
const PLUGIN = /^[a-z][a-z0-9_]{0,60}$/

/** The pages of operators. What takes something from visitors, stops work or takes data along asks first who is there. */
export function cockpitRoutes(router: HttpRouterService): void {
  router
    .group(() => {
      switches(router)
      jobs(router)
      audit(router)
      cache(router)
      mailRoutes(router)
      settings(router)
      router.get('/health/', [Health, 'show']).as('health.show').use(adminPage('platform.see_health'))
    })
    .prefix('/admin')
    .as('admin')
}

function switches(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/plugins/', [Plugins, 'index']).as('plugins.index')
      router.get('/plugins/:name/', [Plugins, 'show']).where('name', PLUGIN).as('plugins.show')
      router.get('/features/', [Features, 'index']).as('features.index')
      router.get('/features/:key/', [Features, 'show']).where('key', KEY).as('features.show')
      router.post('/features/:key/rules/', [Rules, 'update']).where('key', KEY).as('feature_rules.update').use(sudo())
      router.get('/features/:key/switch/', [Switches, 'create']).where('key', KEY).as('switches.create').use(sudo())
      router.post('/features/:key/switch/', [Switches, 'store']).where('key', KEY).as('switches.store').use(sudo())
      router.post('/features/changes/:id/undo/', [Undos, 'store']).where('id', ID).as('feature_undos.store').use(sudo())
      router
        .post('/features/plans/:id/cancel/', [Plans, 'destroy'])
        .where('id', ID)
        .as('feature_plans.destroy')
        .use(sudo())
    })
    .use(adminPage('platform.switch_features'))
}

function settings(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [Settings, 'index']).as('settings.index')
      router.get('/:key/', [Settings, 'edit']).where('key', KEY).as('settings.edit').use(sudo())
      router.post('/:key/', [Settings, 'update']).where('key', KEY).as('settings.update').use(sudo())
      router.post('/:key/reset/', [Settings, 'destroy']).where('key', KEY).as('settings.destroy').use(sudo())
    })
    .prefix('/settings')
    .use(adminPage('platform.change_settings'))
}

function jobs(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [QueueOverview, 'show']).as('queue_overview.show')
      router.get('/live/', [LiveJobs, 'index']).as('live_jobs.index')
      router.get('/list/', [Jobs, 'index']).as('jobs.index')
      router.get('/list/:queue/:id/', [Jobs, 'show']).where('queue', NAME).where('id', NAME).as('jobs.show')
      router.post('/retries/', [JobRetries, 'store']).as('job_retries.store')
      router.post('/deletions/', [JobDeletions, 'store']).as('job_deletions.store').use(sudo())
      router
        .post('/queues/:queue/pause/', [QueuePauses, 'store'])
        .where('queue', NAME)
        .as('queue_pauses.store')
        .use(sudo())
      router.post('/queues/:queue/resume/', [QueuePauses, 'destroy']).where('queue', NAME).as('queue_pauses.destroy')
      schedules(router)
    })
    .prefix('/jobs')
    .use(adminPage('platform.manage_jobs'))
}

function schedules(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [Schedules, 'edit']).as('schedules.edit')
      router.post('/', [Schedules, 'update']).as('schedules.update').use(sudo())
      router.post('/run/', [ScheduleRuns, 'store']).as('schedule_runs.store')
      router.post('/pause/', [SchedulePauses, 'store']).as('schedule_pauses.store').use(sudo())
      router.post('/resume/', [SchedulePauses, 'destroy']).as('schedule_pauses.destroy')
    })
    .prefix('/schedules/:name')
    .where('name', NAME)
}

function audit(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [Audit, 'index']).as('audit.index')
      router.get('/:id/', [Audit, 'show']).where('id', ID).as('audit.show')
      router.post('/export.csv', [AuditExports, 'store']).as('audit_exports.store').use(sudo())
      router.post('/verifications/', [AuditVerifications, 'store']).as('audit_verifications.store')
    })
    .prefix('/audit')
    .use(adminPage('platform.read_audit'))
}

function cache(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [Cache, 'show']).as('cache.show')
      router.get('/purge/', [CachePurges, 'create']).as('cache_purges.create')
      router.post('/purge/', [CachePurges, 'store']).as('cache_purges.store')
    })
    .prefix('/cache')
    .use(adminPage('platform.manage_cache'))
}
