export { MailDelivery } from './delivery/mail_delivery.js'
export type { DeliveryResult } from './delivery/mail_delivery.js'
export { MailMetrics } from './delivery/mail_metrics.js'
export type { MailCounters } from './delivery/mail_metrics.js'
export { MailProviders } from './delivery/mail_providers.js'
export type { MailProviderState } from './delivery/mail_providers.js'
export { ProviderTurns } from './delivery/provider_turns.js'
export { FolderTransport } from './folder_transport.js'
export { ListMembers } from './lists/list_members.js'
export type { UnsubscribeWay } from './lists/list_members.js'
export { Suppressions } from './lists/suppressions.js'
export type { Suppression, SuppressionPage, SuppressionPageRequest, SuppressionReason } from './lists/suppressions.js'
export { UnsubscribeLinks } from './lists/unsubscribe_links.js'
export type { ListMember } from './lists/unsubscribe_links.js'
export { MailLog } from './log/mail_log.js'
export type {
  LoggedMail,
  MailAttempt,
  MailDetail,
  MailFilter,
  MailPage,
  MailPageRequest,
  MailText,
} from './log/logged_mail.js'
export { MailPulse } from './log/mail_pulse.js'
export type { MailPulseReport } from './log/mail_pulse.js'
export { MailQueue } from './log/mail_queue.js'
export type { CompleteMail } from './log/mail_queue.js'
export { MailRecords } from './log/mail_records.js'
export { MailNotRetried, MailRetry } from './log/mail_retry.js'
export { MAIL_STATES } from './log/mail_row.js'
export type { AttemptOutcome, MailState } from './log/mail_row.js'
export { MailSeal } from './log/mail_seal.js'
export { labelMail } from './mail_label.js'
export type { MailLabel, MailList } from './mail_label.js'
export type { MailSettings, MailWebhookSecrets } from './mail_settings.js'
export { MailNotices } from './webhooks/mail_notices.js'
export { mailWebhooks, MailWebhooks } from './webhooks/mail_webhooks.js'
export { SnsClient } from './webhooks/sns_client.js'
export { Outbox } from './outbox.js'
export type { ComposedMails, QueueMail } from './outbox.js'
export { TemplatedMail } from './templated_mail.js'
export type { TemplatedMailParts } from './templated_mail.js'
export * from './templates/main.js'
