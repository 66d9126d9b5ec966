/** How somebody answers the provider. */
export interface Answers {
  login: string
  /** Question at which they give up. */
  cancelAt?: 'login' | 'consent'
  /** Of a browser that has been there before. */
  cookies?: Map<string, string>
}

/**
 * Goes to a provider as a browser would, with its cookies, and answers its questions.
 *
 * @param address - where the site under test leads people
 * @param callback - address of the site under test that ends the way
 * @param answers - of the person
 * @returns path and query of the address that the provider sends back to
 * @throws Error when the way does not end there
 */
export async function visitProvider(address: string, callback: string, answers: Answers): Promise<string> {
  const cookies = answers.cookies ?? new Map<string, string>()
  let [url, init]: [string, RequestInit] = [address, {}]
  for (let step = 0; step < 12; step += 1) {
    if (url.startsWith(callback)) return url.slice(new URL(callback).origin.length)
    const headers = { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') }
    const response = await fetch(url, { ...init, headers: { ...headers, ...init.headers }, redirect: 'manual' })
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';')[0]!.split('=')
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    const body = await response.text()
    if (location) [url, init] = [new URL(location, url).href, {}]
    else init = { method: 'POST', body: answerTo(body, answers) }
    if (response.status >= 400) throw new Error(`The provider answered ${response.status}: ${body}`)
  }
  throw new Error(`The way did not end at ${callback}`)
}

function answerTo(body: string, { login, cancelAt }: Answers): URLSearchParams {
  const question = /<h1>(\w+)<\/h1>/.exec(body)?.[1]
  return new URLSearchParams(question === cancelAt ? { cancel: 'yes' } : { login })
}
