/** Connection snippets for a profile: code that reaches the same service. Local's fixed keys may stand in it, no others ever do. */
import { awsCli, type CliConnection } from '../mturk/callTexts.ts';
import { shellQuoted } from '../mturk/quoting.ts';
import { awsProfile, type Connection, region, variablesOf } from './connectionVariables.ts';

interface SnippetKind {
  readonly label: string;
  readonly detail: string;
  readonly write: (connection: Connection) => string;
}

const fromEnvironment = 'The keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.';

export const snippetKinds: readonly SnippetKind[] = [
  { label: 'Python: boto3', detail: 'boto3.client("mturk", …)', write: boto3 },
  { label: 'AWS CLI', detail: 'aws mturk …', write: awsCliSnippet },
  { label: 'JavaScript: AWS SDK v3', detail: '@aws-sdk/client-mturk', write: javaScript },
  { label: 'R: paws', detail: 'paws::mturk(…)', write: paws },
  { label: 'R: boto3 through reticulate', detail: 'reticulate::import("boto3")', write: reticulate },
  { label: 'Environment variables: sh', detail: 'export AWS_ENDPOINT_URL_MTURK=…', write: shell },
  { label: 'Environment variables: PowerShell', detail: '$env:AWS_ENDPOINT_URL_MTURK = …', write: powerShell },
];

function boto3(connection: Connection): string {
  const { endpoint, localKeys } = connection;
  const profile = awsProfile(connection);
  const lines = [
    `region_name=${quoted(region)},`,
    `endpoint_url=${quoted(endpoint)},`,
    ...(localKeys
      ? [
          `aws_access_key_id=${quoted(localKeys.accessKeyId)},`,
          `aws_secret_access_key=${quoted(localKeys.secretAccessKey)},`,
        ]
      : []),
  ];
  const session = profile === undefined ? 'boto3' : `boto3.Session(profile_name=${quoted(profile)})`;
  return `import boto3

${comment('#', connection)}mturk = ${session}.client(
    "mturk",
${lines.map(line => `    ${line}\n`).join('')})
print(mturk.get_account_balance()["AvailableBalance"])
`;
}

function awsCliSnippet(connection: Connection): string {
  return `${comment('#', connection)}${awsCli('get-account-balance', '', cliConnection(connection))}\n`;
}

/** How the AWS CLI reaches the service of a profile. */
export function cliConnection(connection: Connection): CliConnection {
  const profile = awsProfile(connection);
  return {
    endpoint: connection.endpoint,
    ...(profile === undefined ? {} : { awsProfile: profile }),
    ...(connection.localKeys ? { keys: connection.localKeys } : {}),
  };
}

function javaScript(connection: Connection): string {
  const { endpoint, localKeys } = connection;
  const profile = awsProfile(connection);
  const lines = [
    `region: ${quoted(region)},`,
    `endpoint: ${quoted(endpoint)},`,
    ...(localKeys
      ? [
          `credentials: { accessKeyId: ${quoted(localKeys.accessKeyId)}, secretAccessKey: ${quoted(localKeys.secretAccessKey)} },`,
        ]
      : []),
    ...(profile === undefined ? [] : [`profile: ${quoted(profile)},`]),
  ];
  return `import { GetAccountBalanceCommand, MTurkClient } from "@aws-sdk/client-mturk";

${comment('//', connection)}const mturk = new MTurkClient({
${lines.map(line => `  ${line}\n`).join('')}});
console.log((await mturk.send(new GetAccountBalanceCommand({}))).AvailableBalance);
`;
}

function paws(connection: Connection): string {
  const { endpoint, localKeys } = connection;
  const profile = awsProfile(connection);
  const credentials = localKeys
    ? [
        `    credentials = list(creds = list(`,
        `      access_key_id = ${quoted(localKeys.accessKeyId)},`,
        `      secret_access_key = ${quoted(localKeys.secretAccessKey)}`,
        `    )),`,
      ]
    : profile === undefined
      ? []
      : [`    credentials = list(profile = ${quoted(profile)}),`];
  return `${comment('#', connection)}mturk <- paws::mturk(
  config = list(
${credentials.map(line => `${line}\n`).join('')}    endpoint = ${quoted(endpoint)},
    region = ${quoted(region)}
  )
)
mturk$get_account_balance()$AvailableBalance
`;
}

function reticulate(connection: Connection): string {
  const { endpoint, localKeys } = connection;
  const profile = awsProfile(connection);
  const lines = [
    quoted('mturk'),
    `region_name = ${quoted(region)}`,
    `endpoint_url = ${quoted(endpoint)}`,
    ...(localKeys
      ? [
          `aws_access_key_id = ${quoted(localKeys.accessKeyId)}`,
          `aws_secret_access_key = ${quoted(localKeys.secretAccessKey)}`,
        ]
      : []),
  ];
  const session = profile === undefined ? 'boto3' : `boto3$Session(profile_name = ${quoted(profile)})`;
  return `boto3 <- reticulate::import("boto3")
${comment('#', connection)}mturk <- ${session}$client(
${lines.map(line => `  ${line}`).join(',\n')}
)
mturk$get_account_balance()$AvailableBalance
`;
}

function shell(connection: Connection): string {
  return variablesOf(connection)
    .map(([name, value]) => `export ${name}=${shellQuoted(value)}\n`)
    .join('')
    .concat(comment('#', connection));
}

function powerShell(connection: Connection): string {
  return variablesOf(connection)
    .map(([name, value]) => `$env:${name} = '${value.replaceAll("'", "''")}'\n`)
    .join('')
    .concat(comment('#', connection));
}

/** Where the keys come from, when the snippet does not say it itself. */
function comment(mark: string, connection: Connection): string {
  const said = connection.localKeys || awsProfile(connection) !== undefined;
  return said ? '' : `${mark} ${fromEnvironment}\n`;
}

/** A string that Python, JavaScript and R read the same. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
