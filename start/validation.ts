import { RequestValidator } from '@adonisjs/core/http'
import vine, { SimpleMessagesProvider } from '@vinejs/vine'

/*
| What people read beside a field of a form. Programs and imports keep Vine's own messages, which name the field; rules
| that know more say it in their own words.
*/
const beside = new SimpleMessagesProvider({
  'required': 'Fill this in.',
  'string': 'Write a text here.',
  'number': 'Write a number here.',
  'email': 'This does not look like an e-mail address.',
  'url': 'This does not look like the address of a page.',
  'regex': 'There are characters in it that cannot be used here.',
  'minLength': 'Use at least {{ min }} characters.',
  'maxLength': 'Use at most {{ max }} characters.',
  'confirmed': 'The two entries are not the same.',
  'enum': 'Choose one of these.',
  'in': 'Choose one of these.',
  'boolean': 'Choose yes or no.',
  'accepted': 'This has to be ticked.',
  'database.unique': 'This is taken.',
})

RequestValidator.messagesProvider = ({ request, session }) => {
  return session?.initiated && request.method() !== 'GET' ? beside : vine.messagesProvider
}
