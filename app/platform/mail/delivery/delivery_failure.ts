/** Why a provider did not take a mail. */
export interface DeliveryFailure {
  /** `refused`: it never will, however often it is asked. `failed`: another one may, or the same one later. */
  outcome: 'refused' | 'failed'
  /** For operators, with what the provider said; one line. */
  sentence: string
  /** True when there is no such mailbox. */
  isDeadAddress: boolean
}

/** What errors of Nodemailer, ky and Amazon's client tell. */
interface ErrorTrace {
  name?: string
  message?: string
  code?: string
  cause?: unknown
  /** SMTP */
  responseCode?: number
  response?: unknown
  /** ky */
  data?: unknown
  /** Amazon */
  $metadata?: { httpStatusCode?: number }
}

const LONGEST = 500

/** Codes of SMTP that say: no such mailbox (RFC 3463). */
const DEAD_ADDRESS = /\b5\.1\.(1|2|3|10)\b/

/** What APIs answer to a mail that they understood and will not send. Everything else is between them and us. */
const REFUSED_STATUSES = [400, 413, 422]

/** Postmark has one status for everything: 300 is an address that is none, 406 one that bounced before. */
const POSTMARK_REFUSALS = [300, 406]
const POSTMARK_DEAD = 406

/** What Amazon answers with status 400 although another mail, or the same one later, would go. */
const AMAZON_OWN = /LimitExceeded|Suspended|Paused|NotVerified|NotFound|is not verified/

/**
 * @param error - what a transport threw
 * @returns what it means for the mail
 */
export function deliveryFailure(error: unknown): DeliveryFailure {
  const trace = innermost(error)
  if (typeof trace.responseCode === 'number') return ofSmtp(trace, trace.responseCode)
  if (trace.$metadata?.httpStatusCode) return ofAmazon(trace, trace.$metadata.httpStatusCode)
  const status = (trace.response as { status?: unknown } | undefined)?.status
  if (typeof status === 'number') return ofApi(trace, status)
  return { outcome: 'failed', sentence: oneLine(trace.message ?? String(error)), isDeadAddress: false }
}

/** Only what is said of a recipient or of the message counts: a wrong password is no fault of the mail. */
function ofSmtp({ code, response, message }: ErrorTrace, responseCode: number): DeliveryFailure {
  const words = typeof response === 'string' ? response : (message ?? '')
  const isRefused = responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
  const isDeadAddress = isRefused && DEAD_ADDRESS.test(words)
  return { outcome: isRefused ? 'refused' : 'failed', sentence: oneLine(words), isDeadAddress }
}

function ofAmazon({ name = '', message = '' }: ErrorTrace, status: number): DeliveryFailure {
  const isRefused = REFUSED_STATUSES.includes(status) && !AMAZON_OWN.test(`${name} ${message}`)
  const sentence = oneLine(`${status} ${name}: ${message}`)
  return { outcome: isRefused ? 'refused' : 'failed', sentence, isDeadAddress: false }
}

function ofApi({ data }: ErrorTrace, status: number): DeliveryFailure {
  const postmark = (data as { ErrorCode?: unknown } | undefined)?.ErrorCode
  const isMeant = typeof postmark !== 'number' || POSTMARK_REFUSALS.includes(postmark)
  const isRefused = REFUSED_STATUSES.includes(status) && isMeant
  const words = typeof data === 'string' ? data : JSON.stringify(data ?? '')
  return {
    outcome: isRefused ? 'refused' : 'failed',
    sentence: oneLine(`${status} ${words}`),
    isDeadAddress: postmark === POSTMARK_DEAD,
  }
}

/** AdonisJS wraps what APIs answer. */
function innermost(error: unknown): ErrorTrace {
  let trace = (error ?? {}) as ErrorTrace
  while (trace.cause instanceof Error) trace = trace.cause as ErrorTrace
  return trace
}

function oneLine(words: string): string {
  return words.replace(/\s+/g, ' ').trim().slice(0, LONGEST)
}
