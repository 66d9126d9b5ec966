import type { HttpRequest } from '@adonisjs/core/http'
import vine, { SimpleMessagesProvider } from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { announcementList } from '#services/announcement_list'
import type { MembershipDetails } from '#services/change_membership'

const text = (longest: number) => vine.string().trim().minLength(1).maxLength(longest)

/** The fields have python.org's names. */
const details = {
  legal_name: text(100),
  preferred_name: text(100),
  email_address: vine.string().trim().maxLength(254).email(),
  city: text(100),
  region: text(100),
  country: text(100),
  postal_code: text(20),
  psf_announcements: vine.boolean().optional(),
}

/** Beside the fields and, together, on top of the form. */
const messagesProvider = new SimpleMessagesProvider({
  'legal_name.required': 'Write your legal name.',
  'preferred_name.required': 'Write what the Foundation shall call you.',
  'email_address.required': 'Write an e-mail address at which the Foundation reaches you.',
  'email_address.email': 'Write a whole e-mail address, such as ada@example.org.',
  'city.required': 'Write the place where you live.',
  'region.required': 'Write the state, province or region where you live.',
  'country.required': 'Write the country where you live.',
  'postal_code.required': 'Write your postal code, or “none”.',
  'psf_code_of_conduct.required': 'Accept the code of conduct to become a member.',
  'psf_code_of_conduct.accepted': 'Accept the code of conduct to become a member.',
  'maxLength': 'Write at most {{ max }} characters.',
})

/** What somebody sends who joins. */
const joiningValidator = vine.create({ ...details, psf_code_of_conduct: vine.accepted() })

/** What a member sends later. Consent to the code of conduct is no field: it ends with the membership. */
const detailsValidator = vine.create(details)

/**
 * @param request - of somebody who joins
 * @returns what they told
 * @throws E_VALIDATION_ERROR when something is missing or wrong
 */
export async function joiningDetails(request: HttpRequest): Promise<MembershipDetails> {
  return detailsFrom(await request.validateUsing(joiningValidator, { messagesProvider }))
}

/**
 * @param request - of a member
 * @returns what they told
 * @throws E_VALIDATION_ERROR when something is missing or wrong
 */
export async function editedDetails(request: HttpRequest): Promise<MembershipDetails> {
  return detailsFrom(await request.validateUsing(detailsValidator, { messagesProvider }))
}

/** In the names of the model; announcements only while there is a list that they could come from. */
function detailsFrom(form: Infer<typeof detailsValidator>): MembershipDetails {
  return {
    legalName: form.legal_name,
    preferredName: form.preferred_name,
    email: form.email_address,
    city: form.city,
    region: form.region,
    country: form.country,
    postalCode: form.postal_code,
    // A box that is not ticked is not sent.
    ...(announcementList() ? { psfAnnouncements: form.psf_announcements ?? false } : {}),
  }
}
