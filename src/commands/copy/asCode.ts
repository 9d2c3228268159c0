/** Copies the requests that read things, a line each. */
import { awsCliCall, boto3Call, type CliConnection, type ReadCall } from '../../mturk/callTexts.ts';
import { isLocal } from '../../profiles/profile.ts';
import { cliConnection } from '../../profiles/snippets.ts';
import type { Handler } from '../commandHandler.ts';
import { runningLocal } from '../local/running.ts';
import { readCalls, selectRefs } from '../namedTargets.ts';
import { connected } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';

export const copyAsBoto3: Handler<Needs<'clipboard' | 'explorer' | 'prompts' | 'sessions'>> = (
  workbench,
  clicked,
  selected,
) => copyLines(workbench, 'Copy as boto3 Call', clicked, selected, boto3Call);

export const copyAsAwsCli: Handler<Needs<'clipboard' | 'explorer' | 'local' | 'prompts' | 'sessions'>> = (
  workbench,
  clicked,
  selected,
) => {
  const connection = connectionOf(workbench);
  const line = (call: ReadCall) => awsCliCall(call, connection);
  return copyLines(workbench, 'Copy as AWS CLI Command', clicked, selected, line);
};

async function copyLines(
  workbench: Needs<'clipboard' | 'explorer' | 'prompts' | 'sessions'>,
  title: string,
  clicked: unknown,
  selected: unknown,
  line: (call: ReadCall) => string,
): Promise<void> {
  const session = connected(workbench);
  const refs = await selectRefs(workbench, session, title, clicked, selected);
  if (refs) await workbench.clipboard.writeText(readCalls(session.account, refs).map(line).join('\n'));
}

/** Local's keys stand in the line, because nobody has them anywhere else; no others ever do. */
function connectionOf(workbench: Needs<'local' | 'sessions'>): CliConnection {
  const { profile } = connected(workbench);
  if (!isLocal(profile)) return cliConnection({ profile, endpoint: profile.endpoint });
  const { endpoint, accessKeyId, secretAccessKey } = runningLocal(workbench);
  return cliConnection({ profile, endpoint, localKeys: { accessKeyId, secretAccessKey } });
}
