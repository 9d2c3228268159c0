/** A state of the workbench that is worth a picture. */
import type { Workbench } from '../../test/e2e/support/workbench.ts';

export interface State {
  name: string;
  /** The README shows it. */
  readme?: boolean;
  /** What is open goes when the window is resized: a menu. */
  closesOnResize?: boolean;
  /** Nothing else can be clicked or dragged. */
  isModal?: boolean;
  /** Brings the workbench there; it is pictured when this ends. */
  reach: (workbench: Workbench) => Promise<void>;
}
