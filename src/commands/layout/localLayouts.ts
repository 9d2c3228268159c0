/** The HIT layouts of Local, by its control API. */
import * as v from 'valibot';
import type { LocalService } from '../../local/localService.ts';

const layoutSchema = v.object({
  HITLayoutId: v.string(),
  name: v.string(),
  frameHeight: v.number(),
  /** The names of its placeholders. */
  parameters: v.array(v.string()),
});
const layoutsSchema = v.object({ layouts: v.array(layoutSchema) });
const wholeLayoutsSchema = v.object({ layouts: v.array(v.object({ ...layoutSchema.entries, html: v.string() })) });

export type LocalLayout = v.InferOutput<typeof layoutSchema>;

/** All, oldest first. Rejects with the service's words. */
export async function localLayouts(local: LocalService): Promise<LocalLayout[]> {
  return v.parse(layoutsSchema, await local.control('layouts', {})).layouts;
}

/** One with its HTML; `undefined` where it is gone. Rejects with the service's words. */
export async function localLayout(
  local: Pick<LocalService, 'control'>,
  HITLayoutId: string,
): Promise<(LocalLayout & { readonly html: string }) | undefined> {
  return v.parse(wholeLayoutsSchema, await local.control('layouts', { HITLayoutId })).layouts[0];
}

/** Registers a layout, or replaces the one of an ID. Rejects with the service's words. */
export async function saveLayout(
  local: LocalService,
  layout: {
    readonly name: string;
    readonly html: string;
    readonly HITLayoutId?: string;
    readonly frameHeight?: number;
  },
): Promise<{ readonly id: string; readonly parameters: readonly string[] }> {
  const answer = v.parse(
    v.object({ HITLayoutId: v.string(), parameters: v.array(v.string()) }),
    await local.control('layout', layout),
  );
  return { id: answer.HITLayoutId, parameters: answer.parameters };
}
