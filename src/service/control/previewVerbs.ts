/** The verbs `frame` and `reach`: the task frame of a HIT for an editor's preview, of a service that was started for one. */
import * as v from 'valibot';
import { withoutTrailing } from '../../mturk/trimming.ts';
import { mirroredFrame } from '../site/preview/preview.ts';
import { id, type PreviewControl, type Verbs, verb } from './controlVerb.ts';
import { ControlError } from './refusal.ts';

const address = v.pipe(
  v.string(),
  v.maxLength(2000),
  v.check(text => /^https?:$/.test(URL.parse(text)?.protocol ?? ''), 'is not an http or https address'),
  v.transform(text => withoutTrailing(text, '/')),
);

export const previewVerbs: Verbs = {
  frame: verb(
    v.strictObject({
      HITId: id,
      /** Accepts the HIT as this worker, whether or not they qualify; without one, the frame is that before accepting. */
      WorkerId: v.exactOptional(id),
    }),
    async ({ engine, preview }, { HITId, WorkerId }) => {
      const { frame, mirrorOf } = started(preview);
      const found = await engine.run(tx => frame(tx, HITId, WorkerId));
      return found.kind === 'mirrored' ? mirroredFrame(found, await mirrorOf(found.page)) : found;
    },
  ),

  reach: verb(
    v.strictObject({
      site: v.exactOptional(address),
      /** null where the editor's browser can't reach that port. */
      content: v.exactOptional(v.nullable(address)),
    }),
    async ({ preview }, given) => {
      const { reach, setReach, allowHost } = started(preview);
      const { site = reach().site, content = reach().content } = given;
      for (const each of [site, content]) if (typeof each === 'string') allowHost(new URL(each).hostname);
      setReach({ site, content: content ?? undefined });
      return { site, content: content ?? null };
    },
  ),
};

function started(preview: PreviewControl | undefined): PreviewControl {
  if (!preview) throw new ControlError(409, 'NotAPreview', 'Only a service started with --preview has task frames.');
  return preview;
}
