import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { NodeMailerMessage } from '@adonisjs/mail/types'

type Attachment = NonNullable<NodeMailerMessage['attachments']>[number]

/** More is refused by most servers anyway, and would weigh on the database. */
const MOST_BYTES = 15 * 1024 * 1024

/**
 * @param message - whose parts are written; its attachments may still be files
 * @returns the same as JSON, complete: files may not be there any more when it is sent
 * @throws Error for an attachment that cannot be read or kept
 */
export async function freezeMessage(message: NodeMailerMessage): Promise<string> {
  const attachments = await Promise.all((message.attachments ?? []).map(freezeAttachment))
  const frozen = JSON.stringify(attachments.length > 0 ? { ...message, attachments } : message)
  if (frozen.length <= MOST_BYTES) return frozen
  throw new Error(`The mail "${message.subject}" has ${frozen.length} bytes; ${MOST_BYTES} may be sent.`)
}

/**
 * @param frozen - what `freezeMessage` returned
 * @returns a message that every transport takes
 */
export function thawMessage(frozen: string): NodeMailerMessage {
  const message = JSON.parse(frozen) as NodeMailerMessage
  const attachments = message.attachments?.map(({ encoding, content, ...others }) => {
    return encoding === 'base64'
      ? { ...others, content: Buffer.from(String(content), 'base64') }
      : { content, ...others }
  })
  return attachments ? { ...message, attachments } : message
}

async function freezeAttachment({ path, content, ...others }: Attachment): Promise<Attachment> {
  const bytes = path ? await readLocal(path) : Buffer.isBuffer(content) ? content : null
  if (bytes) return { ...others, content: bytes.toString('base64'), encoding: 'base64' }
  if (typeof content === 'string') return { ...others, content }
  throw new Error(`The attachment "${others.filename}" must be a file, text or a buffer: a stream cannot wait.`)
}

function readLocal(path: string | { href: string }): Promise<Buffer> {
  const address = String(typeof path === 'string' ? path : path.href)
  if (/^(https?|data):/i.test(address)) throw new Error('Attachments are files of this machine; fetch them first.')
  return readFile(address.startsWith('file:') ? fileURLToPath(address) : address)
}
