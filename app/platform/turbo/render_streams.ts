import type { TurboStream } from './turbo_stream.js'

/** Renders templates: `ctx.view`, or Edge itself where there is no request. */
export interface StreamRenderer {
  render: (template: string, state?: Record<string, unknown>) => Promise<string>
}

/**
 * @param renderer - `ctx.view`, or `edge` for what is sent to many pages at once
 * @param streams - changes, in the order in which they happen
 * @returns the body of an answer, or what is handed to a live channel
 * @throws whatever a template throws
 * @example
 * await renderStreams(edge, [{ action: 'update', target: 'queue-waiting', view: 'admin::components/waiting', data }])
 */
export async function renderStreams(renderer: StreamRenderer, streams: readonly TurboStream[]): Promise<string> {
  const parts = await Promise.all(streams.map((stream) => renderStream(renderer, stream)))
  return parts.join('\n')
}

async function renderStream(renderer: StreamRenderer, stream: TurboStream): Promise<string> {
  const html = 'view' in stream ? await renderer.render(stream.view, stream.data) : ''
  if (!stream.action) return html
  const target = 'target' in stream ? stream.target : undefined
  const morph = 'morph' in stream && stream.morph
  return renderer.render('ui::components/stream', { action: stream.action, target, morph, content: html })
}
