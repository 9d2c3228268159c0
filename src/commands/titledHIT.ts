/** Which HIT a command of a panel's title bar is for: VS Code passes an address of the panel that doesn't say what it shows. */
import type { Account } from '../account/account.ts';
import type { WorkRef } from '../refs.ts';
import { hitName } from '../views/phrases.ts';
import { CommandError } from './commandError.ts';
import type { Needs } from './workbench.ts';

/** Asks where several HIT panels show, because a click on the title bar of one doesn't bring it to the front. */
export async function titledHIT({
  prompts,
  account,
  visibleHITs,
}: Needs<'prompts' | 'visibleHITs'> & { readonly account: Account | undefined }): Promise<
  readonly WorkRef[] | 'dismissed'
> {
  const hitIds = visibleHITs();
  const choices = hitIds.map(hitId => {
    const hit = account?.hit(hitId);
    return { label: hit ? hitName(hit) : hitId, detail: hitId, value: hitId };
  });
  if (hitIds.length === 0) throw new CommandError('The HIT panel is not loaded yet. Try again.');
  const hitId =
    hitIds.length === 1
      ? hitIds[0]
      : await prompts.pick('Select HIT', 'Several HIT panels are visible. Which HIT?', choices);
  return hitId === undefined ? 'dismissed' : [{ kind: 'hit', hitId }];
}
