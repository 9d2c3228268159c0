/** The states of the workbench that are worth a picture, in an order in which each can start where the one before it ended. */
import type { Workbench } from '../../test/e2e/support/workbench.ts';

export interface State {
  name: string;
  /** The README shows it. */
  readme?: boolean;
  /** Brings the workbench there; it is pictured when this ends. */
  reach: (workbench: Workbench) => Promise<void>;
}

export const states: State[] = [
  {
    name: 'first-run',
    reach: async workbench => {
      await workbench.openView('MTurk');
    },
  },
];
