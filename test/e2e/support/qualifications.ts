/** Qualification types that an independent client makes. */
import type { MTurkClient } from '../../../src/mturk/client.ts';

/** A type that twelve workers have with scores from 40 to 95. Gives its ID. */
export async function scoredType(client: MTurkClient, name = 'Reads with care'): Promise<string> {
  const { QualificationType } = await client.call('CreateQualificationType', {
    Name: name,
    Description: 'For workers who read instructions to their end.',
    Keywords: 'reading, care',
    QualificationTypeStatus: 'Active',
  });
  const QualificationTypeId = QualificationType?.QualificationTypeId ?? '';
  for (let index = 0; index < 12; index += 1)
    await client.call('AssociateQualificationWithWorker', {
      QualificationTypeId,
      WorkerId: `A1READER${String(index).padStart(6, '0')}`,
      IntegerValue: 40 + 5 * ((index * 7) % 12),
    });
  return QualificationTypeId;
}
