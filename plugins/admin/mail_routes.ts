import type { HttpRouterService } from '@adonisjs/core/types'
import { adminPage } from '@pydotorg/platform/admin'
import { sudo } from '@pydotorg/platform/identity'
import { rateLimit } from '@pydotorg/platform/rate_limits'

const FailedMails = () => import('#controllers/cockpit/mail/failed_mails_controller')
const Mails = () => import('#controllers/cockpit/mail/mails_controller')
const MailRetries = () => import('#controllers/cockpit/mail/mail_retries_controller')
const Suppressions = () => import('#controllers/cockpit/mail/suppressions_controller')
const MailActivations = () => import('#controllers/cockpit/mail/mail_activations_controller')
const MailPreviews = () => import('#controllers/cockpit/mail/mail_previews_controller')
const MailTemplates = () => import('#controllers/cockpit/mail/mail_templates_controller')
const MailVersions = () => import('#controllers/cockpit/mail/mail_versions_controller')
const MailWords = () => import('#controllers/cockpit/mail/mail_words_controller')
const MailTexts = () => import('#controllers/cockpit/mail/mail_texts_controller')

const KEY = /^[\w.-]{1,200}$/

/** Within what PostgreSQL and JavaScript both count exactly. */
const ID = /^[1-9]\d{0,14}$/

/** What became of mails. Words of mails have a permission of their own, and ask first who is there: everybody gets them. */
export function mailRoutes(router: HttpRouterService): void {
  words(router)
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

function words(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [MailTemplates, 'index']).as('mail_templates.index')
      router
        .group(() => {
          router.get('/', [MailWords, 'edit']).as('mail_words.edit')
          router.post('/', [MailWords, 'update']).as('mail_words.update').use(sudo())
          router.post('/remove/', [MailTemplates, 'destroy']).as('mail_templates.destroy').use(sudo())
          router.get('/preview/', [MailPreviews, 'show']).as('mail_previews.show')
          router
            .post('/preview/', [MailPreviews, 'store'])
            .as('mail_previews.store')
            .use(rateLimit('low', 'admin.previews'))
          router.post('/restore/', [MailVersions, 'store']).as('mail_versions.store').use(sudo())
          router.post('/activate/', [MailActivations, 'store']).as('mail_activations.store').use(sudo())
          router.post('/deactivate/', [MailActivations, 'destroy']).as('mail_activations.destroy').use(sudo())
        })
        .prefix('/:key')
        .where('key', KEY)
    })
    .prefix('/mail/templates')
    .use(adminPage('platform.change_mail_templates'))
}
