export { SiteHealthReport, type HealthFinding, type SiteFindings } from './site_health_report.js'
