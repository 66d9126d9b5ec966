/** What the form for editing sends when everything is filled in. */
export const EDITING = {
  legal_name: 'Ada King',
  preferred_name: 'Ada',
  email_address: 'ada@example.org',
  city: 'London',
  region: 'Greater London',
  country: 'United Kingdom',
  postal_code: 'W1J 7NT',
  email_body_text: 'write your message',
}

/** The same of the form for joining, which asks for the code of conduct, too. */
export const JOINING = { ...EDITING, psf_code_of_conduct: 'true' }
