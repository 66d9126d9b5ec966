import type { User } from '../identity/models/user.js'
import type { TrustedMarkupType } from '../markup/trusted_markup.js'
import type { MediaDocument } from '../media/models/media_document.js'
import type { MediaImage } from '../media/models/media_image.js'
import type { SchemaTypes } from '@vinejs/vine/types'
import type { AdminChoice, AttributeOf } from './admin_row.js'
import type { AdminLookup } from './lookup.js'

interface FieldBase<Row> {
  /** Attribute that it reads and writes. */
  name: AttributeOf<Row>
  /** Made from the name without it. */
  label?: string
  /** One sentence below the control. */
  help?: string
  /** Without it an empty field is kept as null, or as an empty text where the column may not be null. */
  required?: boolean
  /** Shown and never written; a function decides by the row (null for a new one) and by who looks. */
  readOnly?: boolean | ((row: Row | null, user: User) => boolean)
  /** Only on the form of a new record, or of one that is there. */
  on?: 'create' | 'edit'
  /** Stands in place of the rule that the kind brings: gets text, returns what is kept. */
  rule?: () => SchemaTypes
  /** What a new record begins with; a function is asked whenever a form is opened. */
  initial?: unknown
}

/** One line of text. */
export interface TextField<Row> extends FieldBase<Row> {
  kind: 'text'
  /** Characters; 255 without it. */
  maxLength?: number
  type?: 'text' | 'email' | 'url' | 'tel'
}

/** Text of several lines, as it is. */
export interface TextAreaField<Row> extends FieldBase<Row> {
  kind: 'textarea'
  /** Characters; 100,000 without it. */
  maxLength?: number
  rows?: number
  /** Shown in letters of one width. */
  isCode?: boolean
}

/** Several short texts, one on each line, kept as a list; nothing is an empty list. */
export interface LinesField<Row> extends FieldBase<Row> {
  kind: 'lines'
  /** Characters of a line; 255 without it. */
  maxLength?: number
  /** At most so many; 100 without it. */
  max?: number
  /** What every line has to look like, and the sentence for one that does not. */
  pattern?: { is: RegExp; say: string }
}

/** A text as it will look. */
export interface MarkupPreview {
  /** Sanitised. */
  html: string
  /** Sentences for who writes it, e.g. what is taken out. */
  notes?: readonly string[]
}

/** Text in a markup language, with a preview; the model has it by `@markup()`. */
export interface MarkupField<Row> extends FieldBase<Row> {
  kind: 'markup'
  /** Characters; 200,000 without it. */
  maxLength?: number
  /** Languages to choose from; those of everybody without it. */
  types?: readonly TrustedMarkupType[]
  /** How the preview is made, where it is not as for everybody: what saving makes of the text. */
  render?: (text: string, type: TrustedMarkupType) => Promise<MarkupPreview>
}

/** The last part of an address, made from another field until somebody writes it. */
export interface SlugField<Row> extends FieldBase<Row> {
  kind: 'slug'
  /** Attribute that it is made from. */
  from: AttributeOf<Row>
  /** Characters; 200 without it. */
  maxLength?: number
}

/** A number. */
export interface NumberField<Row> extends FieldBase<Row> {
  kind: 'number'
  min?: number
  max?: number
  /** Digits behind the point; 0, a whole number, without it. */
  decimals?: number
}

/** Yes or no. */
export interface BooleanField<Row> extends FieldBase<Row> {
  kind: 'boolean'
}

/** One of some values. */
export interface ChoiceField<Row> extends FieldBase<Row> {
  kind: 'choice'
  choices: readonly AdminChoice[] | (() => Promise<readonly AdminChoice[]>)
}

/** Several of some values, kept as a list of texts. */
export interface ChoicesField<Row> extends FieldBase<Row> {
  kind: 'choices'
  choices: readonly AdminChoice[] | (() => Promise<readonly AdminChoice[]>)
}

/** A day; luxon at midnight UTC. */
export interface DateField<Row> extends FieldBase<Row> {
  kind: 'date'
}

/** A moment, written in a zone that is chosen beside it; luxon in UTC. */
export interface DateTimeField<Row> extends FieldBase<Row> {
  kind: 'datetime'
}

/** The id of another row, found by a few letters. */
export interface RelationField<Row> extends FieldBase<Row> {
  kind: 'relation'
  lookup: AdminLookup
}

/** Ids of several other rows. */
export interface ManyField<Row> extends FieldBase<Row> {
  /** Name of a many-to-many relation of the model; the resource's own `save` gets the ids under it. */
  kind: 'many'
  lookup: AdminLookup
  /** Ids of the rows that are chosen now; by the relation of that name without it. */
  read?: (row: Row) => Promise<readonly (string | number)[]>
  /** At most so many; 100 without it. */
  max?: number
}

/** An image that is uploaded here; the attribute keeps its id. */
export interface ImageField<Row> extends FieldBase<Row> {
  kind: 'image'
  /** The image of a row, for its preview. */
  image?: (row: Row) => Promise<MediaImage | null>
}

/** A document that is uploaded here; the attribute keeps its id. */
export interface FileField<Row> extends FieldBase<Row> {
  kind: 'file'
  /** The document of a row, for its link. */
  document?: (row: Row) => Promise<MediaDocument | null>
}

/** A value of JSON, written by hand. */
export interface JsonField<Row> extends FieldBase<Row> {
  kind: 'json'
}

/** Shown, never written. */
export interface ComputedField<Row> {
  kind: 'computed'
  /** Unique in the form. */
  name: string
  label?: string
  help?: string
  on?: 'edit'
  /** What is read; null shows a dash. */
  value: (row: Row) => string | number | null | Promise<string | number | null>
  /** Makes it a link. */
  href?: (row: Row) => string | null
}

/** A field that is written. */
export type AdminInputField<Row> =
  | TextField<Row>
  | TextAreaField<Row>
  | LinesField<Row>
  | MarkupField<Row>
  | SlugField<Row>
  | NumberField<Row>
  | BooleanField<Row>
  | ChoiceField<Row>
  | ChoicesField<Row>
  | DateField<Row>
  | DateTimeField<Row>
  | RelationField<Row>
  | ManyField<Row>
  | ImageField<Row>
  | FileField<Row>
  | JsonField<Row>

/**
 * A field of a form.
 *
 * @example
 * { kind: 'text', name: 'name', required: true, maxLength: 200 }
 * { kind: 'slug', name: 'slug', from: 'name' }
 * { kind: 'markup', name: 'about' }
 */
export type AdminField<Row> = AdminInputField<Row> | ComputedField<Row>
