/**
 * Emitted when what others show of a company has changed, or the company is gone. After the commit.
 *
 * @example
 * // plugins/jobs/plugin.ts, with `uses: ['companies']`
 * listeners: [
 *   {
 *     event: () => import('@pydotorg/companies/contracts/events/company_changed'),
 *     handle: () => import('./listeners/forget_company.js'),
 *   },
 * ],
 */
export default class CompanyChanged {
  /** @param companyId - which one; it may be gone */
  constructor(readonly companyId: number) {}
}
