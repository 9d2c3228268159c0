/** The Local service that a workbench under test started, seen by a client that the workbench knows nothing of. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningLocal, readReadyLine } from '../../../src/local/controlClient.ts';
import { MTurkClient } from '../../../src/mturk/client.ts';
import type { Workbench } from './workbench.ts';

export interface LocalAtService {
  readonly local: RunningLocal;
  readonly client: MTurkClient;
}

/** What the service wrote down when it was ready; nothing before it was started. */
export function noteOfLocal(workbench: Workbench): RunningLocal | undefined {
  const { dataDir } = workbench.session.server;
  const [note] = globSync('**/globalStorage/*/local/service.json', { cwd: dataDir });
  return note === undefined ? undefined : readReadyLine(readFileSync(join(dataDir, note), 'utf8'));
}

export function localAtService(workbench: Workbench): LocalAtService {
  const local = noteOfLocal(workbench);
  assert.ok(local, 'the workbench has started Local');
  const { accessKeyId, secretAccessKey } = local;
  const client = new MTurkClient({
    endpoint: local.endpoint,
    credentials: async () => ({ accessKeyId, secretAccessKey }),
  });
  return { local, client };
}
