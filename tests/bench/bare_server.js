/*
| The yardstick: node:http sending the same bytes, with nothing in between.
| usage: node bare_server.js FILE CONTENT_TYPE; prints its port.
*/
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const [file = '', contentType = 'text/html'] = process.argv.slice(2)
const body = readFileSync(file)

const server = createServer((_request, response) => {
  response.writeHead(200, { 'Content-Type': contentType, 'Content-Length': body.length })
  response.end(body)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(address !== null && typeof address === 'object' ? address.port : '')
})
