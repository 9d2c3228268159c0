import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fromHIT } from '../../../src/definitions/convert/existingHIT.ts';
import { html, only, problemsOf } from './converted.ts';

describe('definitions that a conversion writes', () => {
  it('writes a HIT that exists as a definition that reads back', async () => {
    const converted = fromHIT({
      ...{ id: '3H', title: 'Name the colour', description: 'd', keywords: '', reward: '0.50', maxAssignments: 3 },
      ...{ assignmentDuration: 3600, autoApprovalDelay: 259_200, lifetime: 604_800 },
      requirements: [
        {
          QualificationTypeId: '000000000000000000L0',
          Comparator: 'GreaterThanOrEqualTo',
          IntegerValues: [95],
          ActionsGuarded: 'Accept',
        },
      ],
      question: html('<form></form>'),
    });
    assert.equal(converted.name, 'name-the-colour');
    assert.deepEqual([...converted.files], [['name-the-colour.html', '<form></form>']]);
    assert.deepEqual(await problemsOf(converted), []);
  });

  it('writes nothing that definitions don’t know, whatever the source', async () => {
    const amti = only({
      'rate/definition/hittypeproperties.json': JSON.stringify({
        AutoApprovalDelayInSeconds: 60,
        AssignmentDurationInSeconds: 3600,
        Reward: '0.01',
        Title: 'Rate',
        Keywords: 'a',
        Description: 'd',
      }),
      'rate/definition/hitproperties.json': JSON.stringify({ MaxAssignments: 3, LifetimeInSeconds: 86_400 }),
      'rate/definition/question.xml.j2': html('<form>{{ text }}</form>'),
      'rate/data.jsonl': '{"text": "one"}\n',
    });
    assert.deepEqual(await problemsOf(amti), []);
    const nosub = only({
      'study/settings.json': JSON.stringify({
        ...{
          _cosubSpecVersion: 2,
          Url: 'example.org',
          Title: 'T',
          Description: 'D',
          Keywords: 'k',
          Batch: true,
          FrameHeight: 700,
        },
        ...{ AssignmentDuration: '1 hour', AutoApprovalDelay: '1 day and 2 hours', Reward: '0.5' },
        QualificationRequirements: [
          { Name: 'Worker_Locale', Comparator: 'NotIn', LocaleValues: [{ Country: 'US', Subdivision: 'NY' }] },
          { Name: 'Score', Comparator: 'GreaterThan', IntegerValues: [5] },
          { Name: 'Done stroop', Comparator: 'DoesNotExist' },
          { Name: 'Seen', Comparator: 'Exists' },
          { Name: 'Masters', Comparator: 'Exists' },
        ],
      }),
    });
    const p808 = only({
      'p808/create_hit.cfg':
        '[general]\nhit_layout_id: 3LAYOUT\n[hit_type]\ntitle: Speech\ndescription: Listen\nreward: 0.5\ntime_allotted_per_Worker_in_minutes: 60\napply_qualification: true\n[create_hit]\ntask_expires_in_days: 7\n',
    });
    const amt = only({
      'hit_properties/tag.json': JSON.stringify({
        Title: 'Tag',
        Description: 'd',
        Keywords: 'k',
        Reward: 0.05,
        AssignmentDurationInSeconds: 600,
        FrameHeight: 600,
        MaxAssignments: 10,
        Country: ['US'],
        QualificationId: '3Q',
        QualificationComparator: '>',
        QualificationInteger: 3,
        LifetimeInSeconds: 3600,
      }),
      'hit_templates/tag.html': '<form id="input">{{ input }}</form>',
    });
    const config = only({
      'e/config.txt': '[P]\ntitle = D\ndescription = d\nbase_payment = 1.5\nduration = 0.1\nlifetime = 2\n',
    });
    for (const converted of [nosub, p808, amt, config])
      for (const message of await problemsOf(converted))
        assert.match(
          message,
          /lifetime|LifetimeInSeconds|question|Question|layout|missing/i,
          `${converted.format}: ${message}`,
        );
  });
});
