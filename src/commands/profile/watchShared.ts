/** Says once in this window what the setting of shared profiles gets wrong: keys in settings above all. */
import type { Needs } from '../workbench.ts';

export function watchShared(workbench: Needs<'log' | 'prompts' | 'store'>): { dispose(): void } {
  const said = new Set<string>();
  const report = () => {
    for (const refusal of workbench.store.shared().refusals) {
      if (said.has(refusal)) continue;
      said.add(refusal);
      workbench.log.info(refusal);
      void workbench.prompts.warn(refusal);
    }
  };
  report();
  return workbench.store.onDidChangeSettings(report);
}
