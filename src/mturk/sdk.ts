/** The AWS SDK and what goes with it to the wire, reached only through a dynamic import of this file, so that nothing pays for it before the first request. */

export * as mturk from '@aws-sdk/client-mturk';
export { fromEnv } from '@aws-sdk/credential-provider-env';
export { fromIni } from '@aws-sdk/credential-provider-ini';
export { externalDataInterceptor, getHomeDir } from '@smithy/core/config';
export { agentsFor } from './agents.ts';
export { BoundedHandler, checkService } from './exchange.ts';
