/** The AWS SDK, reached only through a dynamic import of this file, so that nothing pays for it before the first request. */
export * as mturk from '@aws-sdk/client-mturk';
