/** Where a page does what it does, so that nobody takes production for a playground. */
import { type Child, type Described, h } from './dom.ts';
import { foreign } from './visibleText.ts';

export interface PageProfile {
  readonly name: string;
  readonly environment: string;
}

/** The environment and the profile, then the rest of the line. */
export function whereabouts({ name, environment }: PageProfile, ...rest: readonly Child[]): Described {
  const label = environmentLabel(environment);
  return h(
    'p',
    { key: 'where', attributes: { class: 'where' } },
    environmentBadge(environment),
    name.toUpperCase() !== label && foreign(name),
    ...rest,
  );
}

/** Marked where it spends real money, see `base.css`. */
export function environmentBadge(environment: string): Described {
  const attributes = { class: 'environment', 'data-environment': environment };
  return h('span', { key: 'environment', attributes }, environmentLabel(environment));
}

/** What an environment is called where it must not be mistaken. */
function environmentLabel(environment: string): string {
  return environment.toUpperCase();
}
