import type { LoadedDefinition } from '../../definitions/load.ts';
import type { LocalService } from '../../local/localService.ts';
import type { Layout } from '../../trial/previewHIT.ts';
import { localLayout } from '../layout/localLayouts.ts';

/** The layout that a definition names, read from the Local that is running: no other endpoint lets anybody read layouts. Rejects with the service's words. */
export async function layoutOf(
  { definition: { question } }: Pick<LoadedDefinition, 'definition'>,
  local: Pick<LocalService, 'control' | 'state'>,
): Promise<Layout | undefined> {
  if (question?.kind !== 'layout' || local.state.state !== 'running') return undefined;
  const found = await localLayout(local, question.id);
  return (
    found && { HITLayoutId: found.HITLayoutId, name: found.name, html: found.html, frameHeight: found.frameHeight }
  );
}
