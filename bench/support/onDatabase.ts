/** A workbench whose Local starts on a database that is there already. */
import { copyFileSync, globSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SessionOptions } from '../../test/e2e/support/session.ts';
import { Workbench } from '../../test/e2e/support/workbench.ts';

/** Works in a window with our views open, whose Local has not started yet. */
export async function withWorkbenchOn(
  database: string,
  options: SessionOptions,
  work: (workbench: Workbench) => Promise<void>,
): Promise<void> {
  const workbench = await Workbench.open(options);
  try {
    const { dataDir } = workbench.session.server;
    const [storage] = globSync('**/User/globalStorage', { cwd: dataDir });
    if (!storage) throw new Error('VS Code has its storage');
    const folder = join(dataDir, storage, 'mturk-workbench.mturk-workbench', 'local');
    mkdirSync(folder, { recursive: true });
    copyFileSync(database, join(folder, 'local.db'));
    await workbench.openView('MTurk');
    await workbench.view('HITs');
    await work(workbench);
  } finally {
    await workbench.close();
  }
}
