/** What tells the HITs of an account apart, worked out when somebody asks after HITs came, went or changed. */
import type { Known } from './accountTables.ts';
import type { Change } from './change.ts';
import { Inputs } from './inputs.ts';
import { type HITName, type HITNames, nameHITs } from './search/hitNames.ts';

const noName: HITName = { batch: undefined, member: '' };

export class Names {
  readonly inputs = new Inputs();
  readonly #known: Known;
  #names: HITNames | undefined;

  constructor(known: Known) {
    this.#known = known;
  }

  get all(): HITNames {
    this.#names ??= nameHITs([...this.#known.hits()], id => this.inputs.of(id));
    return this.#names;
  }

  of(hitId: string): HITName {
    return this.all.get(hitId) ?? noName;
  }

  note({ listing, hits }: Change): void {
    if (listing || hits.size > 0) this.#names = undefined;
  }
}
