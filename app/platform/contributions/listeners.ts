/** A class of events. */
// `any`: events are classes with constructors of their own.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type EventClass = new (...args: any[]) => object

/** Called with the event. Throwing is logged with the event's and the plugin's name and stops no other listener. */
// `any`: each listener names its own event class.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Listener = (event: any) => Promise<void> | void

/** A reaction to an event class, a plugin's own or one from another plugin's contracts. */
export interface ListenerDeclaration {
  event: () => Promise<{ default: EventClass }>
  handle: () => Promise<{ default: Listener }>
}
