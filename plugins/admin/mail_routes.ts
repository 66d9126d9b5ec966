import type { HttpRouterService } from '@adonisjs/core/types'
import { adminPage } from '@pydotorg/platform/admin'

const FailedMails = () => import('#controllers/cockpit/mail/failed_mails_controller')
const Mails = () => import('#controllers/cockpit/mail/mails_controller')
const MailRetries = () => import('#controllers/cockpit/mail/mail_retries_controller')
const Suppressions = () => import('#controllers/cockpit/mail/suppressions_controller')
const MailTexts = () => import('#controllers/cockpit/mail/mail_texts_controller')

/** Within what PostgreSQL and JavaScript both count exactly. */
const ID = /^[1-9]\d{0,14}$/

/** What became of mails. Words of mails have a permission of their own. */
export function mailRoutes(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [Mails, 'index']).as('mails.index')
      router.get('/failed/', [FailedMails, 'show']).as('failed_mails.show')
      router.post('/failed/', [FailedMails, 'update']).as('failed_mails.update')
      router.get('/suppressions/', [Suppressions, 'index']).as('suppressions.index')
      router.get('/suppressions/lift/', [Suppressions, 'show']).as('suppressions.show')
      router.post('/suppressions/lift/', [Suppressions, 'destroy']).as('suppressions.destroy')
      router.get('/:id/', [Mails, 'show']).where('id', ID).as('mails.show')
      router.get('/:id/html/', [MailTexts, 'show']).where('id', ID).as('mail_texts.show')
      router.post('/:id/retry/', [MailRetries, 'store']).where('id', ID).as('mail_retries.store')
    })
    .prefix('/mail')
    .use(adminPage('platform.manage_mail'))
}
