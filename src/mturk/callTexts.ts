/** One reading of a HIT or an assignment as a line of code that somebody can run: boto3, the AWS CLI (reference.md §3, §9.2). */
import { asciiJSON, pythonQuoted, shellQuoted } from './quoting.ts';

export type ReadCall =
  | { readonly operation: 'GetHIT'; readonly hitId: string }
  | { readonly operation: 'GetAssignment'; readonly assignmentId: string };

/** How the AWS CLI reaches a service. */
export interface CliConnection {
  readonly endpoint: string;
  readonly awsProfile?: string;
  /** Stand in the line for everybody to see: for Local's keys alone, which open nothing else. */
  readonly keys?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

const region = 'us-east-1';

/** An expression of Python, on a client of boto3 that is called `mturk`. */
export function boto3Call(call: ReadCall): string {
  return call.operation === 'GetHIT'
    ? `mturk.get_hit(HITId=${pythonQuoted(call.hitId)})`
    : `mturk.get_assignment(AssignmentId=${pythonQuoted(call.assignmentId)})`;
}

/** A command for a POSIX shell. */
export function awsCliCall(call: ReadCall, connection: CliConnection): string {
  return call.operation === 'GetHIT'
    ? awsCli('get-hit', argument('hit-id', 'HITId', call.hitId), connection)
    : awsCli('get-assignment', argument('assignment-id', 'AssignmentId', call.assignmentId), connection);
}

/** A command of the AWS CLI; `rest` is already quoted. */
export function awsCli(command: string, rest: string, { endpoint, awsProfile, keys }: CliConnection): string {
  const words = [
    ...(keys
      ? [
          `AWS_ACCESS_KEY_ID=${shellQuoted(keys.accessKeyId)}`,
          `AWS_SECRET_ACCESS_KEY=${shellQuoted(keys.secretAccessKey)}`,
        ]
      : []),
    `aws mturk ${command}`,
    ...(rest === '' ? [] : [rest]),
    `--endpoint-url ${shellQuoted(endpoint)}`,
    `--region ${region}`,
    ...(awsProfile === undefined ? [] : [`--profile ${shellQuoted(awsProfile)}`]),
  ];
  return words.join(' ');
}

/** The CLI takes a value like `file://…` for a file to send and one like `--x` for an option: such an id travels inside JSON. */
function argument(option: string, member: string, id: string): string {
  return /^[A-Za-z0-9]+$/.test(id)
    ? `--${option} ${id}`
    : `--cli-input-json ${shellQuoted(asciiJSON({ [member]: id }))}`;
}
