import env from '#start/env'

const bucket = env.get('S3_BUCKET')
const endpoint = env.get('S3_ENDPOINT')
const region = env.get('S3_REGION') || 'us-east-1'

/** Origin of the bucket that keeps uploads; null when a folder does. Amazon's have a host name for each bucket. */
export const bucketOrigin = !bucket
  ? null
  : endpoint
    ? new URL(endpoint).origin
    : `https://${bucket}.s3.${region}.amazonaws.com`
