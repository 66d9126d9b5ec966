import { isVersionAtLeast } from '#services/python_version'

/** A fact about the releases from one on, on one system. */
interface SystemNote {
  /** Notes of one topic replace each other: the one for the newest release counts. */
  topic: string
  from: string
  text: string
}

/** By slug of the system, newest first. */
const NOTES: Readonly<Record<string, readonly SystemNote[]>> = {
  windows: [
    { topic: 'manager', from: '3.14', text: 'The Python install manager is the recommended way to get it.' },
    { topic: 'limit', from: '3.9', text: 'It cannot be used on Windows 7 or earlier.' },
    { topic: 'limit', from: '3.5', text: 'It cannot be used on Windows XP or earlier.' },
  ],
  android: [
    {
      topic: 'use',
      from: '3.13',
      text: 'These packages are for developers who put Python into an app; they cannot be installed by themselves.',
    },
  ],
}

/**
 * What somebody on a system should know before taking a release.
 *
 * @param system - slug of a system
 * @param release - the newest of its series
 */
export function systemNotesFor(system: string, release: { name: string }): string[] {
  const byTopic = new Map<string, string>()
  for (const { topic, from, text } of NOTES[system] ?? []) {
    if (isVersionAtLeast(release.name, from) && !byTopic.has(topic)) byTopic.set(topic, text)
  }
  return [...byTopic.values()]
}
