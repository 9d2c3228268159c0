import type { Workbench } from './workbench.ts';

/**
 * A command's work, with the parts of the workbench that it needs. `clicked` and `selected` are what VS Code passes from a menu: a
 * row, and the rows selected with it.
 */
export type Handler<Parts = Workbench> = (parts: Parts, clicked?: unknown, selected?: unknown) => Promise<void>;
