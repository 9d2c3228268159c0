/** What clients of the real service rely on (reference.md, and local-service.md for the choices), through both of Amazon's SDKs for JavaScript. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import * as v3 from '@aws-sdk/client-mturk';
import { plainHIT, useBench } from './setup.ts';

type Answer = Readonly<Record<string, unknown>>;
type Call = (operation: string, input?: Readonly<Record<string, unknown>>) => Promise<Answer>;

interface Place {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const region = 'us-east-1';

function throughV3({ endpoint, accessKeyId, secretAccessKey }: Place): Call {
  const client = new v3.MTurkClient({ region, endpoint, credentials: { accessKeyId, secretAccessKey } });
  const constructors = v3 as unknown as Record<string, new (input: unknown) => never>;
  return async (operation, input = {}) => {
    const Command = constructors[`${operation}Command`];
    assert.ok(Command, operation);
    const { $metadata: _, ...answer } = (await client.send(new Command(input))) as unknown as Record<string, unknown>;
    return answer;
  };
}

interface OldSdk {
  readonly MTurk: new (options: object) => Readonly<Record<string, (input: object) => { promise(): Promise<Answer> }>>;
}

function throughV2({ endpoint, accessKeyId, secretAccessKey }: Place): Call {
  const { MTurk } = createRequire(import.meta.url)('aws-sdk') as OldSdk;
  const client = new MTurk({ region, endpoint, accessKeyId, secretAccessKey });
  return async (operation, input = {}) => {
    const method = `${operation.charAt(0).toLowerCase()}${operation.slice(1)}`;
    const sent = client[method]?.(input);
    assert.ok(sent, operation);
    return sent.promise();
  };
}

/** The error's name as each SDK gives it. */
async function refusal(call: Promise<unknown>): Promise<{ readonly name: string; readonly words: string }> {
  try {
    await call;
  } catch (error) {
    const { name, code, message } = error as { name: string; code?: string; message: string };
    return { name: code ?? name, words: message };
  }
  return assert.fail('the call was not refused');
}

for (const [name, connect] of [
  ['v3', throughV3],
  ['v2', throughV2],
] as const)
  describe(`service: the AWS SDK for JavaScript ${name}`, () => {
    const bench = useBench();
    let call: Call;
    beforeEach(() => {
      call = connect(bench().local);
    });

    const create = async (input: object = {}) => {
      const { HIT } = await call('CreateHIT', { ...plainHIT, ...input });
      return HIT as { readonly HITId: string; readonly Expiration: Date };
    };

    it('keeps what nobody took available after a HIT expired', async () => {
      const { HITId } = await create({ MaxAssignments: 3 });
      await bench().work(HITId, 'A1WORKER');
      await call('UpdateExpirationForHIT', { HITId, ExpireAt: new Date(0) });
      const { HIT } = await call('GetHIT', { HITId });
      const { HITStatus, NumberOfAssignmentsAvailable } = HIT as Record<string, unknown>;
      assert.deepEqual([HITStatus, NumberOfAssignmentsAvailable], ['Reviewable', 2]);
    });

    it('tells wrong values, wrong combinations and wrong states apart by the names of their errors', async () => {
      const { HITId } = await create();
      const AssignmentId = await bench().work(HITId, 'A1WORKER');
      const bonus = { AssignmentId, WorkerId: 'A2NOBODY', BonusAmount: '0.10', Reason: 'Thanks' };
      const guarded = {
        QualificationTypeId: '00000000000000000040',
        Comparator: 'GreaterThan',
        IntegerValues: [5],
        RequiredToPreview: true,
        ActionsGuarded: 'PreviewAndAccept',
      };
      for (const [wanted, attempt] of [
        ['ParameterValidationError', call('SendBonus', bonus)],
        ['ParameterValidationError', call('CreateWorkerBlock', { WorkerId: 'A2NOBODY', Reason: 'None' })],
        ['ParameterValidationError', call('CreateHIT', { ...plainHIT, Question: '<HTMLQuestion>' })],
        ['InvalidParameterCombinationError', call('CreateHIT', { ...plainHIT, QualificationRequirements: [guarded] })],
        ['RequestError', call('DeleteHIT', { HITId })],
        ['RequestError', call('RejectAssignment', { AssignmentId, RequesterFeedback: 'a\u0007b' })],
      ] as const)
        assert.equal((await refusal(attempt)).name, wanted);
    });

    it('never moves an expiration earlier, but to the past', async () => {
      const { HITId, Expiration } = await create();
      const earlier = new Date(Expiration.getTime() - 3600_000);
      const { name: error, words } = await refusal(call('UpdateExpirationForHIT', { HITId, ExpireAt: earlier }));
      assert.equal(error, 'ParameterValidationError');
      assert.match(words, /is invalid for ExpirationIncrementInSeconds/);
      await call('UpdateExpirationForHIT', { HITId, ExpireAt: new Date(Expiration.getTime() + 3600_000) });
    });

    it('gives answers with their values joined, as a document that is ASCII', async () => {
      const { HITId } = await create();
      const id = await bench().accept(HITId, 'A1WORKER');
      const body = new URLSearchParams({ assignmentId: id, colour: 'grün' });
      body.append('colour', 'blau');
      await fetch(`${bench().local.workerSite}/mturk/externalSubmit`, { method: 'POST', body, redirect: 'manual' });
      const { Assignments } = await call('ListAssignmentsForHIT', { HITId });
      const [{ Answer = '' } = {}] = Assignments as readonly { readonly Answer?: string }[];
      assert.match(Answer, /^<\?xml version="1\.0" encoding="ASCII"\?>/);
      assert.match(Answer, /<FreeText>gr&#252;n\|blau<\/FreeText>/);
    });

    it('pages until a page is empty, and lists reviewable HITs by id alone', async () => {
      const made = [await create({ MaxAssignments: 1 }), await create({ MaxAssignments: 1 })];
      for (const { HITId } of made) await bench().work(HITId, 'A1WORKER');
      const found: unknown[] = [];
      let [NextToken, pages] = [undefined as unknown, 0];
      do {
        const page = await call('ListReviewableHITs', { MaxResults: 1, ...(NextToken ? { NextToken } : {}) });
        found.push(...(page.HITs as readonly unknown[]));
        NextToken = page.NextToken;
        pages += 1;
      } while (NextToken);
      assert.equal(pages, 3);
      const byId = (one: unknown, other: unknown) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
      assert.deepEqual(found.sort(byId), made.map(({ HITId }) => ({ HITId })).sort(byId));
    });
  });
