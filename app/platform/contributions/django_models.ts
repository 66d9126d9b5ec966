import type { DjangoImporter } from '../django_import/django_importer.js'
import type { Lazy } from '../plugins/lazy.js'

/** Rows of python.org's database that the plugin takes in; read even when the plugin is off, as commands run then too. */
export type DjangoModelSource = Lazy<DjangoImporter>
