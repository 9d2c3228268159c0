/** The account of the measurements of people: 10,000 workers with three qualifications each, and work of one worker on 50 HITs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssociateQualificationWithWorkerCommand, CreateQualificationTypeCommand } from '@aws-sdk/client-mturk';
import { spawnLocal } from '../../test/support/local.ts';

export const size = { workers: 10_000, types: 3 } as const;
const parallel = 8;

export const workerAt = (index: number): string => `A1BENCH${String(index).padStart(7, '0')}`;
export const typeName = (index: number): string => `Bench ${index}`;

/** Works on a database of Local’s that is gone afterwards. */
export async function withPeople<T>(work: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'mturk-people-'));
  const file = join(folder, 'local.db');
  try {
    await fill(file);
    return await work(file);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function fill(file: string): Promise<void> {
  const local = await spawnLocal({ args: ['--data', file] });
  try {
    const client = local.client();
    for (let type = 0; type < size.types; type += 1) {
      const { QualificationType } = await client.send(
        new CreateQualificationTypeCommand({
          Name: typeName(type),
          Description: 'For measurements.',
          QualificationTypeStatus: 'Active',
        }),
      );
      let next = 0;
      const grant = async () => {
        for (let index = next++; index < size.workers; index = next++)
          await client.send(
            new AssociateQualificationWithWorkerCommand({
              QualificationTypeId: QualificationType?.QualificationTypeId,
              WorkerId: workerAt(index),
              IntegerValue: index % 100,
            }),
          );
      };
      await Promise.all(Array.from({ length: parallel }, grant));
    }
  } finally {
    await local.stop();
  }
}
