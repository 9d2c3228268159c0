/** The command line of `mturk-local exec`. */
import { parseArgs } from 'node:util';
import type { Keys } from '../mturk/signing.ts';
import { count, serviceFlags, serviceOptions, UsageError, url } from '../service/cli.ts';
import { defaultKeys, type ServiceOptions } from '../service/serviceOptions.ts';
import { destinationOf } from './hosts.ts';

export const usage = `mturk-local exec [options] -- COMMAND [ARGUMENT]...

  Runs a command and sends its Amazon Mechanical Turk calls to Local, whatever address its code uses.

  --endpoint URL        use a Local that is already running; its keys: --access-key and --secret-key
  --simulate N          N simulated workers do each HIT that the command creates
  --report FILE         write each call, its outcome and the final counts to a file, as JSON
  --quiet               print only errors
  --print-environment   in place of a command: print the variables as JSON, and stay until standard input ends
  and the options of mturk-local for its own Local: --data, --memory, --seed, --funds, --clock, …`;

export interface ExecLine {
  readonly help: boolean;
  readonly quiet: boolean;
  /** The command with its arguments; undefined where the environment is printed. */
  readonly command: readonly [program: string, ...args: string[]] | undefined;
  readonly local:
    | { readonly kind: 'own'; readonly options: ServiceOptions }
    | {
        readonly kind: 'joined';
        readonly endpoint: URL;
        readonly keys: Keys;
        readonly controlToken: string | undefined;
      };
  readonly simulate: number | undefined;
  readonly report: string | undefined;
}

const execFlags = {
  endpoint: { type: 'string' },
  simulate: { type: 'string' },
  report: { type: 'string' },
  quiet: { type: 'boolean', default: false },
  'print-environment': { type: 'boolean', default: false },
} as const;

/** What only a Local that exec starts itself can be told. */
const ownOnly = ['data', 'funds', 'sqs-endpoint', 'sns-endpoint'] as const;

/** Reads what follows `exec`. Throws UsageError with one sentence. */
export function readExecLine(args: readonly string[]): ExecLine {
  const end = args.indexOf('--');
  const command = end < 0 ? [] : args.slice(end + 1);
  const values = parse(end < 0 ? args : args.slice(0, end));
  const [program, ...rest] = command;
  const prints = values['print-environment'];
  if (!values.help && !prints && program === undefined)
    throw new UsageError('Give the command to run after --, such as: mturk-local exec -- python experiment.py');
  if (prints && program !== undefined) throw new UsageError('Give either --print-environment or a command, not both.');
  return {
    help: values.help,
    quiet: values.quiet,
    command: program === undefined ? undefined : [program, ...rest],
    local: localOf(values),
    simulate: values.simulate === undefined ? undefined : count('simulate', values.simulate, 10_000),
    report: values.report,
  };
}

function localOf(values: ReturnType<typeof parse>): ExecLine['local'] {
  if (values.endpoint === undefined) return { kind: 'own', options: serviceOptions(values) };
  for (const name of ownOnly)
    if (values[name] !== undefined)
      throw new UsageError(`--${name} only applies to its own Local. Give either --endpoint or --${name}.`);
  const endpoint = new URL(url('endpoint', values.endpoint));
  if (destinationOf(endpoint.hostname))
    throw new UsageError(
      '--endpoint names a host of Amazon. Give the address of a Local, such as http://127.0.0.1:8420.',
    );
  const { 'access-key': accessKeyId, 'secret-key': secretAccessKey } = values;
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined))
    throw new UsageError('Give --access-key and --secret-key together.');
  return {
    kind: 'joined',
    endpoint,
    keys: {
      accessKeyId: accessKeyId ?? defaultKeys.accessKeyId,
      secretAccessKey: secretAccessKey ?? defaultKeys.secretAccessKey,
    },
    controlToken: values['control-token'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: false, options: { ...serviceFlags, ...execFlags } }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
