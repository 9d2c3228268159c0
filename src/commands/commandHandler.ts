import type { Workbench } from './workbench.ts';

/** A command's work. `clicked` and `selected` are what VS Code passes from a menu: a row, and the rows selected with it. */
export type Handler = (workbench: Workbench, clicked?: unknown, selected?: unknown) => Promise<void>;
