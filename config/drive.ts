import app from '@adonisjs/core/services/app'
import { defineConfig, services } from '@adonisjs/drive'
import type { InferDriveDisks } from '@adonisjs/drive/types'
import { WholeFileDriver } from '@pydotorg/platform/media/whole_file_driver'
import env from '#start/env'

/** Where uploads lie on this machine. A deployment names a folder that outlives it (DEPLOY.md). */
const location = env.get('STORAGE_DIRECTORY') || app.makePath('storage')

const bucket = env.get('S3_BUCKET')

/** Address of a storage that speaks S3 and is not Amazon's. */
const endpoint = env.get('S3_ENDPOINT') || undefined

const s3 = services.s3({
  bucket: bucket ?? '',
  region: env.get('S3_REGION') || 'us-east-1',
  endpoint,
  // Storages other than Amazon's have no host name for each bucket.
  forcePathStyle: Boolean(endpoint),
  credentials: {
    accessKeyId: env.get('S3_ACCESS_KEY_ID') ?? '',
    secretAccessKey: env.get('S3_SECRET_ACCESS_KEY')?.release() ?? '',
  },
  // Nothing is read from the bucket but by the site, which says what may be shown; no rights of single objects are needed.
  visibility: 'private',
  supportsACL: false,
  // Other storages do not know the checksums that the SDK adds by itself, and a browser that uploads does not send them.
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
})

/*
| A bucket when S3_BUCKET names one, else a folder. The SDK for S3 is read only where it is used.
*/
const driveConfig = defineConfig({
  default: bucket ? 's3' : 'local',
  services: {
    local: () => new WholeFileDriver({ location, visibility: 'private' }),
    ...(bucket ? { s3 } : {}),
  },
})

export default driveConfig

declare module '@adonisjs/drive/types' {
  export interface DriveDisks extends InferDriveDisks<typeof driveConfig> {}
}
