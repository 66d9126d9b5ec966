import { MARKUP_TYPES } from '@pydotorg/platform/markup'
import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'

/** Longer than anybody reads on a page. */
export const codeRule = () => vine.string().maxLength(10_000)

const sample = {
  name: vine.string().trim().minLength(1).maxLength(200),
  description: vine.string().trim().minLength(1).maxLength(300),
  code: codeRule().regex(/\S/),
  output: codeRule().optional(),
  copy: vine.string().maxLength(10_000).optional(),
  copyMarkupType: vine.enum(MARKUP_TYPES).optional(),
  slug: vine
    .string()
    .regex(/^[\w-]+$/)
    .maxLength(200)
    .optional(),
  isPublished: vine.boolean().optional(),
  position: vine.number().withoutDecimals().min(1).max(100_000).optional(),
}

/** A new sample: title, description and code must be there. */
export const newSampleValidator = vine.create(sample)

/** What is different in a sample; what is left out stays as it is. */
export const sampleChangeValidator = vine.create({
  ...sample,
  name: sample.name.clone().optional(),
  description: sample.description.clone().optional(),
  code: sample.code.clone().optional(),
})

/** What may stand behind the `?` of the list. */
export const sampleListValidator = vine.create({
  page: vine.number().positive().withoutDecimals().max(10_000).optional(),
})

export type NewSample = Infer<typeof newSampleValidator>
export type SampleChange = Infer<typeof sampleChangeValidator>
