import type { TerminalForm } from '../../profiles/localTerminals.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';
import { ensureLocal } from './ensure.ts';

const forms = [
  {
    label: 'Variables only',
    detail:
      'Sets AWS_ENDPOINT_URL_MTURK and keys that are good for Local only. Code that uses Amazon’s address is not affected.',
    value: 'variables',
  },
  {
    label: 'Variables, proxy and certificate',
    detail:
      'Also redirects code that uses Amazon’s address to Local, through a proxy and a certificate in new terminals of this window. Other hosts are not affected.',
    value: 'redirect',
  },
] as const;

const said: Readonly<Record<TerminalForm, string>> = {
  variables:
    'New terminals of this workspace use Local: AWS_ENDPOINT_URL_MTURK and AWS keys are set in them. Those keys are good for Local only, so other AWS tools are refused there.',
  redirect:
    'New terminals of this workspace use Local, whatever address code uses. Their AWS keys are good for Local only, so other AWS tools are refused there.',
};

/** Starts Local when it does not run; the active profile stays. */
export const useLocalForTerminals: Handler<
  Needs<'explorer' | 'local' | 'log' | 'prompts' | 'sessions' | 'terminals'>
> = async workbench => {
  const { terminals, prompts } = workbench;
  const form = await prompts.pick<TerminalForm>('Use Local for this workspace’s terminals', 'How?', forms);
  if (form === undefined) return;
  await ensureLocal(workbench);
  try {
    await terminals.turn(form, workbench.local.state);
  } catch (error) {
    throw new CommandError(`Couldn’t set up terminals: ${error instanceof Error ? error.message : String(error)}`);
  }
  await prompts.inform(said[form]);
};

export const leaveTerminals: Handler<Needs<'local' | 'prompts' | 'terminals'>> = async ({
  terminals,
  local,
  prompts,
}) => {
  await terminals.turn(undefined, local.state);
  await prompts.inform('New terminals of this workspace no longer use Local.');
};
