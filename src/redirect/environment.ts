/** The environment of the child: everything by which its calls for MTurk reach Local. */
import { childNoProxy } from './noProxy.ts';
import type { Trust } from './trust.ts';
import { storePassword } from './trust.ts';
import { eitherCase, type Variables, variable } from './variables.ts';

interface ChildConnection {
  /** Takes API calls with any key. */
  readonly endpoint: string;
  readonly proxy: { readonly port: number; readonly token: string | undefined };
  readonly keys: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly workerSite: string;
  readonly control: { readonly url: string; readonly token: string } | undefined;
  readonly trust: Trust;
  /** The script that Node.js loads before the program. */
  readonly preload: string;
}

/** Where keys of a real account come from, besides the two variables that are replaced; and what would override the endpoint. */
const removed: readonly string[] = [
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_ROLE_ARN',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
  'AWS_ENDPOINT_URL',
];

const region = 'us-east-1';

/** What is set for the child, and with undefined what is taken away. The rest of the environment stays. */
export function childVariables(env: Variables, connection: ChildConnection): Record<string, string | undefined> {
  const { proxy, keys, control, trust } = connection;
  const login = proxy.token === undefined ? '' : `exec:${proxy.token}@`;
  const proxyUrl = `http://${login}127.0.0.1:${proxy.port}`;
  const noProxy = childNoProxy(eitherCase(env, 'NO_PROXY'));
  const both = (name: string, value: string) => ({ [name]: value, [name.toLowerCase()]: value });
  return {
    ...Object.fromEntries(removed.map(name => [name, undefined])),
    // VS Code's own program runs as Node.js by this; the command should not.
    ...(process.versions.electron === undefined ? {} : { ELECTRON_RUN_AS_NODE: undefined }),
    AWS_ENDPOINT_URL_MTURK: connection.endpoint,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    ...both('HTTPS_PROXY', proxyUrl),
    ...both('HTTP_PROXY', proxyUrl),
    ...both('NO_PROXY', noProxy),
    ...trust.variables,
    NODE_OPTIONS: nodeOptions(env, connection.preload),
    JAVA_TOOL_OPTIONS: javaOptions(env, connection, noProxy),
    MTURK_LOCAL_ENDPOINT: connection.endpoint,
    MTURK_LOCAL_WORKER_SITE: connection.workerSite,
    ...(control ? { MTURK_LOCAL_CONTROL_URL: control.url, MTURK_LOCAL_CONTROL_TOKEN: control.token } : {}),
  };
}

/** Old versions of Node.js take no quotes, so there are some only where there is a blank. */
function nodeOptions(env: Variables, preload: string): string {
  const path = preload.replaceAll('\\', '/');
  const option = `--require ${/\s/.test(path) ? `"${path}"` : path}`;
  const own = variable(env, 'NODE_OPTIONS');
  return own === undefined ? option : `${own} ${option}`;
}

/** Java reads neither HTTPS_PROXY nor any of the bundles. A key store of the user's own stays, without our root. */
function javaOptions(env: Variables, { proxy, trust }: ChildConnection, noProxy: string): string {
  const own = variable(env, 'JAVA_TOOL_OPTIONS') ?? '';
  const quoted = (text: string) => (/\s/.test(text) ? `"${text}"` : text);
  const direct = noProxy
    .split(',')
    .filter(entry => !entry.includes('/'))
    .map(entry => (entry.startsWith('.') ? `*${entry}` : entry))
    .join('|');
  const options = [
    ...['https', 'http'].flatMap(scheme => [
      `-D${scheme}.proxyHost=127.0.0.1`,
      `-D${scheme}.proxyPort=${String(proxy.port)}`,
    ]),
    `-Dhttp.nonProxyHosts=${quoted(direct)}`,
    ...(own.includes('-Djavax.net.ssl.trustStore=')
      ? []
      : [
          `-Djavax.net.ssl.trustStore=${quoted(trust.javaStore)}`,
          '-Djavax.net.ssl.trustStoreType=JKS',
          `-Djavax.net.ssl.trustStorePassword=${storePassword}`,
        ]),
  ];
  return [own, ...options].filter(each => each !== '').join(' ');
}
