/** `mturk-local exec`: starts or joins a Local, redirects one command to it, and leaves nothing behind. */
import { writeSync } from 'node:fs';
import { UsageError } from '../service/cli.ts';
import type { Service, startService } from '../service/service.ts';
import { type ExecLine, readExecLine, usage } from './arguments.ts';
import { type Ended, runChild, StartError } from './child.ts';
import { type Redirect, type RunningLocal, startRedirect } from './redirect.ts';
import { callControl } from './redirectControl.ts';
import { type CountSource, writeReport } from './report.ts';

/** What exec ends with when it failed itself, as `env` and `timeout` do; all other codes are the command's. */
const failed = 125;

type Note = (line: string) => void;

const say: Note = line => void writeSync(2, `mturk-local exec: ${line}\n`);

/**
 * Runs to the end; gives the code to exit with, and the signal that ended the command. The function that starts a Local is handed
 * over: in the bundle this file would hold a second copy of it.
 */
export async function exec(args: readonly string[], start: typeof startService): Promise<Ended> {
  let line: ExecLine;
  try {
    line = readExecLine(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    say(`${error.message}\n${usage}`);
    return { code: failed, signal: undefined };
  }
  if (line.help) {
    writeSync(1, `${usage}\n`);
    return { code: 0, signal: undefined };
  }
  try {
    return await run(line, start);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return { code: error instanceof StartError ? error.exitCode : failed, signal: undefined };
  }
}

async function run(line: ExecLine, start: typeof startService): Promise<Ended> {
  const note: Note = line.quiet ? () => undefined : say;
  const started = Date.now();
  let service: Service | undefined;
  const local = (async (): Promise<RunningLocal> => {
    if (line.local.kind === 'joined') return join(line.local);
    service = await start({
      ...line.local.options,
      // On under exec: what it runs is what names Amazon's address.
      submitRewrite: line.local.options.submitRewrite ?? { hosts: [] },
      report: error => say(String(error)),
      onLeft: (hitId, host) =>
        say(
          `The page of HIT ${hitId} sent a worker to ${host}, where results are lost. Post to the address in turkSubmitTo, or name the page's host with --submit-rewrite-host.`,
        ),
    });
    const { endpoint, workerSite, accessKeyId, secretAccessKey, controlUrl: url, controlToken: token } = service.ready;
    return { endpoint, workerSite, keys: { accessKeyId, secretAccessKey }, control: { url, token } };
  })();
  // The redirect looks at it when its certificate is made; until then nobody does.
  local.catch(() => undefined);
  let redirect: Redirect | undefined;
  try {
    redirect = await startRedirect({
      local,
      env: process.env,
      note,
      onCreated: hitId => void simulate(line, local, hitId, say),
    });
    const { workerSite, control, keys, endpoint } = await local;
    note(`Local answers for Amazon Mechanical Turk. Worker site: ${workerSite}`);
    const ended = line.command ? await runCommand(line.command, redirect) : await serve(redirect);
    if (line.report !== undefined) {
      const source: CountSource = { endpoint, keys, control };
      await writeReport(line.report, { redirect, source, started, ended, command: line.command?.[0] });
    }
    return ended;
  } finally {
    await redirect?.close();
    await local.catch(() => undefined);
    await service?.stop();
  }
}

function runCommand(command: NonNullable<ExecLine['command']>, { variables, keeper }: Redirect): Promise<Ended> {
  return runChild(command, withVariables(process.env, variables), ({ pid }) => {
    if (pid !== undefined) keeper.watch(pid);
  });
}

/** On Windows names of variables have no case. */
function withVariables(env: NodeJS.ProcessEnv, variables: Redirect['variables']): NodeJS.ProcessEnv {
  const replaced = new Set(Object.keys(variables).map(name => name.toUpperCase()));
  const kept = Object.entries(env).filter(
    ([name]) => !(process.platform === 'win32' ? replaced.has(name.toUpperCase()) : name in variables),
  );
  return { ...Object.fromEntries(kept), ...variables };
}

/** Prints the variables, for whoever sets them elsewhere, and stays until standard input ends or a signal comes. */
async function serve({ variables, endpoint }: Redirect): Promise<Ended> {
  const ended = new Promise<Ended>(resolve => {
    const end = () => resolve({ code: 0, signal: undefined });
    process.stdin.once('end', end).once('error', end).resume();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
  });
  const all = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, value ?? null]));
  writeSync(1, `${JSON.stringify({ endpoint, variables: all })}\n`);
  return ended;
}

/** A Local that runs already. Rejects where it does not answer to the keys. */
async function join({
  endpoint,
  keys,
  controlToken,
}: Extract<ExecLine['local'], { kind: 'joined' }>): Promise<RunningLocal> {
  const { origin } = endpoint;
  const control = controlToken === undefined ? undefined : { url: `${origin}/control`, token: controlToken };
  let answer: Response;
  try {
    answer = await fetch(origin, { signal: AbortSignal.timeout(10_000) });
  } catch {
    throw new Error(`Couldn't reach Local at ${origin}. Start it, or leave out --endpoint.`);
  }
  await answer.body?.cancel();
  if (control) await callControl(control, 'health');
  return { endpoint: origin, workerSite: origin, keys, control };
}

/** Sends simulated workers to a new HIT. */
async function simulate(
  { simulate }: ExecLine,
  local: Promise<RunningLocal>,
  hitId: string,
  note: Note,
): Promise<void> {
  if (!simulate) return;
  const { control } = await local;
  try {
    if (!control) throw new Error('the control token of that Local is missing. Give --control-token');
    await callControl(control, 'simulate', { workers: simulate, HITIds: [hitId], seconds: 1 });
  } catch (error) {
    note(`Couldn't simulate workers for HIT ${hitId}: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
