/** The command line of `mturk-local`. */
import { parseArgs } from 'node:util';
import { type Cents, parseAmount } from '../mturk/money.ts';
import type { ClockMode } from './clock.ts';
import type { Seed, ServiceOptions } from './serviceOptions.ts';
import { isOrigin } from './wire/cors.ts';

export const usage = `mturk-local [--host 127.0.0.1] [--port 0] [--content-port 0] [--data FILE | --memory]
            [--seed none|sample] [--clock real|manual] [--funds DOLLARS] [--access-key ID --secret-key KEY]
            [--control-token TOKEN] [--allow-host NAME]... [--allow-origin ORIGIN|null]...
            [--submit-rewrite] [--submit-rewrite-host NAME]...
            [--sqs-endpoint URL] [--sns-endpoint URL] [--exit-when-unused SECONDS] [--exit-with-input] [--preview]
mturk-local exec [options] -- COMMAND [ARGUMENT]...   (see mturk-local exec --help)
mturk-local check [options] DEFINITION...             (see mturk-local check --help)`;

/** How the process ends (docs/local-service.md). */
export const exitCodes = {
  failed: 1,
  usage: 2,
  notADatabase: 3,
  inUse: 4,
  portTaken: 5,
  newerSchema: 6,
  unsupportedNode: 7,
  damaged: 8,
} as const;

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface CommandLine {
  readonly help: boolean;
  readonly options: ServiceOptions;
  /** Seconds after the last open `attach` stream closed. */
  readonly exitWhenUnused: number | undefined;
  /** Whether the service ends with its standard input: when whoever started it is gone. */
  readonly exitWithInput: boolean;
}

/** Reads the arguments. Throws UsageError with one sentence. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const values = parse(args);
  const unused = values['exit-when-unused'];
  return {
    help: values.help,
    options: { ...serviceOptions(values), preview: values.preview },
    exitWithInput: values['exit-with-input'],
    exitWhenUnused: unused === undefined ? undefined : count('exit-when-unused', unused, 1_000_000),
  };
}

/** The values of {@link serviceFlags}, as `parseArgs` gives them. */
type FlagValues = ReturnType<typeof parseArgs<{ options: typeof serviceFlags }>>['values'];

/** What a service is started with. Throws UsageError with one sentence. */
export function serviceOptions(values: FlagValues): ServiceOptions {
  if (values.data !== undefined && values.memory) throw new UsageError('Give either --data or --memory, not both.');
  if ((values['access-key'] === undefined) !== (values['secret-key'] === undefined))
    throw new UsageError('Give --access-key and --secret-key together.');
  return {
    host: values.host,
    port: port('port', values.port),
    contentPort: port('content-port', values['content-port']),
    seed: choice<Seed>('seed', values.seed, ['none', 'sample']),
    clock: choice<ClockMode>('clock', values.clock, ['real', 'manual']),
    allowHosts: values['allow-host'],
    ...(rewrites(values) ? { submitRewrite: { hosts: values['submit-rewrite-host'] } } : {}),
    allowOrigins: values['allow-origin'].map(origin),
    endpoints: {
      ...(values['sqs-endpoint'] === undefined ? {} : { SQS: url('sqs-endpoint', values['sqs-endpoint']) }),
      ...(values['sns-endpoint'] === undefined ? {} : { SNS: url('sns-endpoint', values['sns-endpoint']) }),
    },
    ...(values.funds === undefined ? {} : { funds: dollars('funds', values.funds) }),
    ...(values.data === undefined ? {} : { data: values.data }),
    ...(values['access-key'] === undefined ? {} : { accessKeyId: values['access-key'] }),
    ...(values['secret-key'] === undefined ? {} : { secretAccessKey: values['secret-key'] }),
    ...(values['control-token'] === undefined ? {} : { controlToken: values['control-token'] }),
  };
}

/** Naming a host asks for it as well. */
function rewrites(values: FlagValues): boolean {
  return values['submit-rewrite'] || values['submit-rewrite-host'].length > 0;
}

/** The options of a service, wherever one is started. */
export const serviceFlags = {
  help: { type: 'boolean', default: false },
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: '0' },
  'content-port': { type: 'string', default: '0' },
  data: { type: 'string' },
  memory: { type: 'boolean', default: false },
  seed: { type: 'string', default: 'none' },
  clock: { type: 'string', default: 'real' },
  funds: { type: 'string' },
  'access-key': { type: 'string' },
  'secret-key': { type: 'string' },
  'control-token': { type: 'string' },
  'sqs-endpoint': { type: 'string' },
  'sns-endpoint': { type: 'string' },
  'allow-host': { type: 'string', multiple: true, default: [] as string[] },
  'submit-rewrite': { type: 'boolean', default: false },
  'submit-rewrite-host': { type: 'string', multiple: true, default: [] as string[] },
  'allow-origin': { type: 'string', multiple: true, default: [] as string[] },
} as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: false,
      options: {
        ...serviceFlags,
        'exit-when-unused': { type: 'string' },
        'exit-with-input': { type: 'boolean', default: false },
        preview: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function port(name: string, value: string): number {
  return count(name, value, 65_535);
}

function dollars(name: string, value: string): Cents {
  const amount = parseAmount(value);
  if (amount === undefined) throw new UsageError(`--${name} takes an amount of dollars, such as 250.00.`);
  return amount;
}

export function url(name: string, value: string): string {
  if (!/^https?:$/.test(URL.parse(value)?.protocol ?? ''))
    throw new UsageError(`--${name} takes an http or https address.`);
  return value;
}

function origin(value: string): string {
  if (!isOrigin(value))
    throw new UsageError('--allow-origin takes null, or an origin such as http://localhost:8080 without a path.');
  return value;
}

export function count(name: string, value: string, most: number): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number > most) throw new UsageError(`--${name} takes a number from 0 to ${most}.`);
  return number;
}

function choice<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const chosen = choices.find(each => each === value);
  if (chosen === undefined) throw new UsageError(`--${name} takes ${choices.join(' or ')}.`);
  return chosen;
}
