/** A browser with cookies and without scripts, over the wire: what it sends is what the pages have in their forms. */
export class Visitor {
  readonly #cookies = new Map<string, string>()

  /** @returns the page, without following redirects */
  async get(path: string): Promise<Response> {
    return this.#ask(path, {})
  }

  /**
   * Opens a page with a form and sends it.
   *
   * @param path - of the page, and of the form's action
   * @param fields - what is typed; the token comes from the page
   */
  async send(path: string, fields: Record<string, string> = {}): Promise<Response> {
    const page = await (await this.get(path)).text()
    const token = /name='_csrf' value='([^']+)'/.exec(page)?.[1] ?? ''
    return this.#ask(path, { method: 'POST', body: new URLSearchParams({ _csrf: token, ...fields }) })
  }

  /** The id of the session, signed. */
  get session(): string | undefined {
    return this.#cookies.get('pydotorg_session')
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const address = new URL(path, `http://${process.env.HOST}:${process.env.PORT}`)
    const response = await fetch(address, { ...init, headers: { cookie }, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      this.#cookies.set(name, value)
    }
    return response
  }
}
