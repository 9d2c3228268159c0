import type { LoadedDefinition } from '../../definitions/load.ts';
import type { LocalService } from '../../local/localService.ts';
import type { Layout } from '../../trial/previewHIT.ts';

/** The layout that a definition names, read from the Local that is running: no other endpoint lets anybody read layouts. */
export async function layoutOf(
  { definition: { question } }: Pick<LoadedDefinition, 'definition'>,
  local: LocalService,
): Promise<Layout | undefined> {
  if (question?.kind !== 'layout' || local.state.state !== 'running') return undefined;
  const { layouts } = (await local.control('layouts', { HITLayoutId: question.id })) as { layouts: Layout[] };
  const [found] = layouts;
  return (
    found && { HITLayoutId: found.HITLayoutId, name: found.name, html: found.html, frameHeight: found.frameHeight }
  );
}
