import { Exception } from '@adonisjs/core/exceptions'
import { formError } from '../http/main.js'

/**
 * A file that is not taken. Its message is the sentence for whoever sent it: why, and what to do.
 *
 * @example
 * throw new UploadRefused('This file is empty. Choose another one.')
 */
export class UploadRefused extends Exception {
  static override status = 422
  static override code = 'E_UPLOAD_REFUSED'

  /**
   * @param field - name of the form's field
   * @returns the same as an error beside that field; what was typed into the others stays
   * @example
   * const image = await storeImage(file, { creator }).catch(UploadRefused.beside('logo'))
   */
  static beside(field: string): (error: unknown) => never {
    return (error) => {
      throw error instanceof UploadRefused ? formError(field, error.message, 'upload') : error
    }
  }
}
