import assert from 'node:assert/strict';
import type { OperationName } from '../../../../src/service/shapes/operationInputs.ts';
import { inputs } from '../../../../src/service/shapes/operationInputs.ts';
import { day, plainHIT } from '../setup.ts';
import { useWireBench } from './wireBench.ts';

describe('conformance §5: errors', () => {
  const bench = useWireBench();

  it('§5.1: a RequestError has Message with a stamp in ms and a TurkErrorCode, and HTTP 400', async () => {
    const { raw, local } = bench();
    const { status, text } = await raw('GetHIT', { HITId: '3NONE' });
    assert.equal(status, 400);
    const now = Math.floor(Number((await local.control('health')).now) * 1000);
    assert.deepEqual(JSON.parse(text), {
      __type: 'RequestError',
      Message: `Hit 3NONE does not exist. (${now})`,
      TurkErrorCode: 'AWS.MechanicalTurk.HITDoesNotExist',
    });
  });

  it('§5.1: constraints of the model come before the logic, counted, in the framework’s words', async () => {
    const { refusal } = bench();
    assert.deepEqual(
      await refusal('ApproveAssignment', { AssignmentId: 'not an id', RequesterFeedback: 'x'.repeat(9999) }),
      {
        __type: 'ValidationException',
        message:
          "1 validation error detected: Value 'not an id' at 'assignmentId' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z0-9]+$",
      },
    );
    assert.deepEqual(await refusal('SendBonus', { WorkerId: 'x', BonusAmount: '.5', UniqueRequestToken: '' }), {
      __type: 'ValidationException',
      message: [
        "5 validation errors detected: Value 'x' at 'workerId' failed to satisfy constraint: Member must satisfy regular expression pattern: ^A[A-Z0-9]+$",
        "Value '.5' at 'bonusAmount' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[0-9]+(\\.)?[0-9]{0,2}$",
        "Value null at 'assignmentId' failed to satisfy constraint: Member must not be null",
        "Value null at 'reason' failed to satisfy constraint: Member must not be null",
        "Value '' at 'uniqueRequestToken' failed to satisfy constraint: Member must have length greater than or equal to 1",
      ].join('; '),
    });
    assert.equal(
      (await refusal('ListReviewableHITs', { Status: 'Assignable' })).message,
      "1 validation error detected: Value 'Assignable' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Reviewable, Reviewing]",
    );
  });

  it('§5.1: what the model demands is demanded of every operation', async () => {
    const { refusal, ask } = bench();
    for (const [operation, shape] of Object.entries(inputs)) {
      const required = Object.entries(shape.members).filter(([, member]) => member.kind === 'required');
      const name = operation as OperationName;
      if (required.length === 0) {
        if (name !== 'ListBonusPayments') await ask(name);
        continue;
      }
      const { __type, message } = await refusal(name, {});
      assert.equal(__type, 'ValidationException');
      assert(
        String(message).startsWith(`${required.length} validation error${required.length > 1 ? 's' : ''} detected`),
      );
    }
    assert.equal(Object.keys(inputs).length, 39);
  });

  it('§5.1: nested members are named by their path', async () => {
    const { refusal } = bench();
    const requirement = {
      QualificationTypeId: '00000000000000000071',
      Comparator: 'Equals',
      LocaleValues: [{ Country: 'USA' }],
    };
    const { message } = await refusal('CreateHIT', { ...plainHIT, QualificationRequirements: [requirement] });
    assert.match(
      String(message),
      /^2 validation errors detected: Value 'Equals' at 'qualificationRequirements\.1\.member\.comparator' failed to satisfy constraint: Member must satisfy enum value set: \[.*\]; Value 'USA' at 'qualificationRequirements\.1\.member\.localeValues\.1\.member\.country' failed/,
    );
  });

  it('§5.2: the texts that clients look for, verbatim', async () => {
    const { ask, refusal, createHIT, accept, work, advance } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 2, UniqueRequestToken: 'hit' });
    const done = await work(HITId, 'A1');
    const bonus = { WorkerId: 'A1', AssignmentId: done, BonusAmount: '1', Reason: 'r', UniqueRequestToken: 't' };
    await ask('ApproveAssignment', { AssignmentId: done });
    await ask('SendBonus', bonus);
    const running = await accept(HITId, 'A2');
    const cases: [OperationName, object, text: string, code: string][] = [
      [
        'ApproveAssignment',
        { AssignmentId: done },
        'This operation can be called with a status of: Submitted',
        'InvalidAssignmentState',
      ],
      [
        'GetAssignment',
        { AssignmentId: running },
        'This operation can be called with a status of: Reviewable,Approved,Rejected',
        'InvalidAssignmentState',
      ],
      [
        'DeleteHIT',
        { HITId },
        "This HIT is currently in the state 'Unassignable'.  This operation can be called with a status of: Reviewing, Reviewable",
        'InvalidHITState',
      ],
      ['GetAssignment', { AssignmentId: '3X' }, 'Assignment 3X does not exist.', 'AssignmentDoesNotExist'],
      [
        'CreateHIT',
        { ...plainHIT, UniqueRequestToken: 'hit' },
        `The HIT with ID "${HITId}" already exists.`,
        'HitAlreadyExists',
      ],
      ['SendBonus', bonus, 'The idempotency token "t" has already been processed.', 'IdempotencyTokenAlreadyProcessed'],
    ];
    await advance(1);
    for (const [operation, input, text, code] of cases) {
      const { Message, TurkErrorCode } = await refusal(operation, input);
      assert.match(String(Message), / \(\d{13}\)$/, operation);
      assert.equal(String(Message).replace(/ \(\d{13}\)$/, ''), text);
      assert.equal(TurkErrorCode, `AWS.MechanicalTurk.${code}`);
    }
  });

  it('§5.2: too fast is "Rate exceeded", a ThrottlingException without a TurkErrorCode', async () => {
    const { local, refusal, ask } = bench();
    await local.control('limits', { requestsPerSecond: 0.001, burst: 1 });
    await ask('GetAccountBalance');
    assert.deepEqual(await refusal('GetAccountBalance', {}), {
      __type: 'ThrottlingException',
      message: 'Rate exceeded',
    });
  });

  it('§5.3: what lacks money is InsufficientFunds, before anything is made', async () => {
    const { local, refusal, ask } = bench();
    await local.control('funds', { mode: 'funded', balance: '2.15' });
    assert.equal((await refusal('CreateHIT', plainHIT)).TurkErrorCode, 'AWS.MechanicalTurk.InsufficientFunds');
    assert.equal((await ask('ListHITs')).NumResults, 0);
    await local.control('funds', { balance: '2.16' });
    await ask('CreateHIT', { ...plainHIT, LifetimeInSeconds: day });
  });

  it('§5.4: what is not JSON, or of a wrong type, is a SerializationException', async () => {
    const { raw } = bench();
    for (const body of [
      ' ',
      '{',
      '[]',
      'null',
      '"x"',
      '1',
      '{"MaxResults":"1"}',
      '{"MaxResults":1}x',
      '{"NextToken":5}',
    ]) {
      const { status, text } = await raw('ListHITs', body);
      assert.deepEqual([status, JSON.parse(text).__type], [400, 'SerializationException'], body);
      assert.deepEqual(Object.keys(JSON.parse(text)), ['__type', 'message']);
    }
  });
});
