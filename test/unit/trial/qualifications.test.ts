import assert from 'node:assert/strict';
import { type Service, startService } from '../../../src/service/service.ts';
import { trialQualifications } from '../../../src/trial/trialQualifications.ts';
import { basics, load } from '../definitions/files.ts';

describe('Qualification types of a trial', () => {
  let service: Service;
  before(async () => {
    service = await startService({ clock: 'manual' });
  });
  after(() => service.stop());

  it('are found again at a service that has them already, and by two who ask at once', async () => {
    const { definition } = await load({
      ...basics,
      question: { url: 'https://example.org/' },
      requirements: [{ type: 'Reading score', value: '>= 80' }],
    });
    const ids = () => trialQualifications(service.ready, definition, new Map());
    const [one, other] = await Promise.all([ids(), ids()]);
    const id = one.idOf('Reading score');
    assert.match(id ?? '', /^3/);
    assert.equal(other.idOf('Reading score'), id);
    assert.equal((await ids()).idOf('Reading score'), id);
  });
});
