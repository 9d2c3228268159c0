import assert from 'node:assert/strict';
import { GetAccountBalanceCommand, ListHITsCommand, UpdateNotificationSettingsCommand } from '@aws-sdk/client-mturk';
import { cents } from '../../../src/mturk/money.ts';
import type { ServiceOptions } from '../../../src/service/serviceOptions.ts';
import { type Local, startLocal } from '../../support/local.ts';
import { assertRefused, day, makeBench, tally } from './setup.ts';

const post = (local: Local, verb: string, body?: string) =>
  fetch(`${local.controlUrl}/${verb}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${local.controlToken}` },
    ...(body === undefined ? {} : { body }),
  });

async function exported(local: Local): Promise<string> {
  const response = await post(local, 'export');
  assert.equal(response.status, 200);
  return response.text();
}

/** The code and the words of the refusal; undefined when all went well. */
async function imported(local: Local, state: string): Promise<string | undefined> {
  const response = await post(local, 'import', state);
  const answer = (await response.json()) as { error?: { code: string; message: string } };
  return answer.error && `${response.status} ${answer.error.code}: ${answer.error.message}`;
}

describe('service: export and import of the whole state', () => {
  const running: Local[] = [];
  const start = async (options: ServiceOptions = {}): Promise<Local> => {
    const local = await startLocal(options);
    running.push(local);
    return local;
  };
  afterEach(async () => {
    for (const local of running.splice(0)) await local.stop();
  });

  /** Something of everything. */
  const richState = async (): Promise<Local> => {
    const local = await start({ seed: 'sample', funds: cents(50_000), startTime: Date.UTC(2026, 2, 1) });
    const bench = makeBench(local);
    const { HITId, HITTypeId } = await bench.createHIT({
      RequesterAnnotation: 'zwölf “Ü”\n☃',
      UniqueRequestToken: 'once',
      AssignmentReviewPolicy: {
        PolicyName: 'ScoreMyKnownAnswers/2011-09-01',
        Parameters: [
          { Key: 'AnswerKey', MapEntries: [{ Key: 'colour', Values: ['blue'] }] },
          { Key: 'RejectIfKnownAnswerScoreIsLessThan', Values: ['50'] },
        ],
      },
    });
    await bench.client.send(
      new UpdateNotificationSettingsCommand({
        HITTypeId,
        Notification: {
          Destination: 'me@example.org',
          Transport: 'Email',
          Version: '2006-05-05',
          EventTypes: ['AssignmentAccepted'],
        },
      }),
    );
    await bench.work(HITId, 'A1');
    await bench.accept(HITId, 'A2');
    await bench.advance(77.5);
    return local;
  };

  it('reproduces it exactly', async () => {
    const first = await richState();
    const state = await exported(first);
    const second = await start();
    assert.equal(await imported(second, state), undefined);
    assert.equal(await exported(second), state);
    assert.equal(await exported(first), state, 'an export changes nothing');
    await assertRefused(makeBench(second).createHIT({ UniqueRequestToken: 'once' }), 'HitAlreadyExists');
  });

  it('lives on where the other stood: same clock, same keys, same ids, and what is due falls due', async () => {
    const first = await richState();
    const second = await start();
    await imported(second, await exported(first));
    const outcome = async (local: Local) => {
      const bench = makeBench(local);
      const now = await bench.advance(40 * day);
      const { HITs = [] } = await bench.client.send(new ListHITsCommand({ MaxResults: 100 }));
      const { AvailableBalance } = await bench.client.send(new GetAccountBalanceCommand({}));
      return [now, AvailableBalance, ...HITs.map(hit => `${hit.HITId} ${tally(hit)}`)];
    };
    const expected = await outcome(first);
    assert(expected.length > 5);
    assert.deepEqual(await outcome(second), expected);
  });

  it('keeps the keys of the process that takes it over', async () => {
    const first = await richState();
    const second = await start({ accessKeyId: 'OTHERREQUESTER00', secretAccessKey: 'other' });
    await imported(second, await exported(first));
    assert.equal((await second.client().send(new ListHITsCommand({}))).NumResults, 0);
    const { HITs } = await second.client(first).send(new ListHITsCommand({}));
    assert(HITs && HITs.length > 5);
    assert.equal((await second.control('funds')).mode, 'sandbox');
  });

  it('goes into an empty service only', async () => {
    const first = await richState();
    const state = await exported(first);
    assert.match((await imported(first, state)) ?? '', /^409 NotEmpty: /);
    await first.control('reset');
    assert.equal(await imported(first, state), undefined);
    assert.equal(await exported(first), state);
  });

  it('takes all or nothing, and says what does not fit', async () => {
    const lines = (await exported(await richState())).trimEnd().split('\n');
    const empty = await start();
    const before = await exported(empty);
    const refused = async (lines: readonly string[]) =>
      (await imported(empty, lines.map(line => `${line}\n`).join(''))) ?? 'taken';
    const edited = (table: string, edit: (row: Record<string, unknown>) => void) =>
      lines.map(line => {
        const json = JSON.parse(line) as { table?: string; row: Record<string, unknown> };
        if (json.table === table) edit(json.row);
        return JSON.stringify(json);
      });
    const all = lines.length - 2;
    for (const [given, words] of [
      [[], /the end is missing$/],
      [['{}'], /not an export of this version of Local$/],
      [lines.slice(0, -1), /the end is missing$/],
      [lines.filter((_, index) => index !== 5), new RegExp(`: ${all} rows were exported, and ${all - 1} arrived$`)],
      [[...lines, '{"end":0}'], /data follows the end$/],
      [lines.map((line, index) => (index === 3 ? '{"table":' : line)), /: line 4 is not JSON$/],
      [lines.map((line, index) => (index === 3 ? '{"table":"x"}' : line)), /: line 4 is not a line of an export$/],
      [
        lines.map(line => line.replace('"table":"hits"', '"table":"sqlite_schema"')),
        /there is no table sqlite_schema$/,
      ],
      [edited('hits', row => Object.assign(row, { pending: 'many' })), /hits\.pending must be a whole number$/],
      [edited('hits', row => Object.assign(row, { pending: -1 })), /of hits: .*CHECK/],
      [edited('hits', row => delete row.pending), /a row of hits has \d+ columns$/],
      [edited('hits', row => Object.assign(row, { id: null })), /hits\.id must be text$/],
      [edited('bonuses', row => Object.assign(row, { hit_seq: 99_999 })), /refer to others that are not there$/],
    ] as const) {
      const said = await refused(given);
      assert.match(said, /^400 InvalidImport: /);
      assert.match(said, words);
      assert.equal(await exported(empty), before);
    }
    assert.equal(await imported(empty, `${lines.join('\n')}\n`), undefined);
  });
});
