/** The verb `frame`: the task frame of a HIT for an editor's preview, of a service that was started for one. */
import * as v from 'valibot';
import { mirroredFrame } from '../site/preview/preview.ts';
import { id, type Verbs, verb } from './controlVerb.ts';
import { ControlError } from './refusal.ts';

const address = v.pipe(
  v.string(),
  v.maxLength(2000),
  v.check(text => /^https?:$/.test(URL.parse(text)?.protocol ?? ''), 'is no http or https address'),
  v.transform(text => text.replace(/\/+$/, '')),
);

export const previewVerbs: Verbs = {
  frame: verb(
    v.strictObject({
      HITId: id,
      /** Accepts the HIT as this worker, whether or not they qualify; without one, the frame is that before accepting. */
      WorkerId: v.exactOptional(id),
      /** Where the editor's browser finds both ports; `content` is null where it can't reach that one. */
      reach: v.exactOptional(v.strictObject({ site: address, content: v.nullable(address) })),
    }),
    async ({ engine, preview }, { HITId, WorkerId, reach }) => {
      if (!preview)
        throw new ControlError(409, 'NotAPreview', 'Only a service started with --preview has task frames.');
      if (reach) {
        for (const each of [reach.site, reach.content]) if (each !== null) preview.allowHost(new URL(each).hostname);
        preview.setReach({ site: reach.site, content: reach.content ?? undefined });
      }
      const frame = await engine.run(tx => preview.frame(tx, HITId, WorkerId));
      return frame.kind === 'mirrored' ? mirroredFrame(frame, await preview.mirrorOf(frame.page)) : frame;
    },
  ),
};
