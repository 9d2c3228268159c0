/** What the tests of the service share: a service for a suite, and short words for common calls. */
import assert from 'node:assert/strict';
import {
  CreateHITCommand,
  type CreateHITCommandInput,
  GetAssignmentCommand,
  GetHITCommand,
  type HIT,
  type MTurkClient,
  type MTurkServiceException,
} from '@aws-sdk/client-mturk';
import type { ServiceOptions } from '../../../src/service/serviceOptions.ts';
import { type Local, startLocal } from '../../support/local.ts';

export const externalQuestion =
  '<ExternalQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2006-07-14/ExternalQuestion.xsd"><ExternalURL>https://example.org/task?a=1&amp;b=2</ExternalURL><FrameHeight>600</FrameHeight></ExternalQuestion>';

export const day = 86_400;

export const plainHIT: CreateHITCommandInput = {
  Title: 'Stroop task',
  Description: 'Judge the colour of words.',
  Reward: '0.60',
  AssignmentDurationInSeconds: 600,
  LifetimeInSeconds: day,
  MaxAssignments: 3,
  Question: externalQuestion,
};

export interface Bench {
  readonly local: Local;
  readonly client: MTurkClient;
  createHIT(input?: Partial<CreateHITCommandInput>): Promise<HIT & { HITId: string }>;
  getHIT(hitId: string): Promise<HIT>;
  accept(hitId: string, workerId: string): Promise<string>;
  submit(assignmentId: string, workerId: string, answers?: Record<string, unknown>): Promise<void>;
  /** Accepts and submits; gives the assignment's id. */
  work(hitId: string, workerId: string): Promise<string>;
  advance(seconds: number): Promise<number>;
  status(assignmentId: string): Promise<string | undefined>;
}

/** A service per test, with a manual clock. */
export function useBench(options: ServiceOptions = {}): () => Bench {
  let bench: Bench | undefined;
  beforeEach(async () => {
    bench = makeBench(await startLocal(options));
  });
  afterEach(async () => {
    await bench?.local.stop();
    bench = undefined;
  });
  return () => {
    assert(bench, 'the bench is there only inside a test');
    return bench;
  };
}

export function makeBench(local: Local): Bench {
  const client = local.client();
  const accept = async (hitId: string, workerId: string): Promise<string> =>
    String((await local.control('accept', { HITId: hitId, WorkerId: workerId })).AssignmentId);
  const submit = async (
    assignmentId: string,
    workerId: string,
    answers: Record<string, unknown> = { colour: 'red' },
  ) => {
    await local.control('submit', { AssignmentId: assignmentId, WorkerId: workerId, Answers: answers });
  };
  return {
    local,
    client,
    accept,
    submit,
    createHIT: async input => {
      const { HIT } = await client.send(new CreateHITCommand({ ...plainHIT, ...input }));
      assert(HIT?.HITId);
      return { ...HIT, HITId: HIT.HITId };
    },
    getHIT: async hitId => {
      const { HIT } = await client.send(new GetHITCommand({ HITId: hitId }));
      assert(HIT);
      return HIT;
    },
    work: async (hitId, workerId) => {
      const id = await accept(hitId, workerId);
      await submit(id, workerId);
      return id;
    },
    advance: async seconds => Number((await local.control('clock', { advanceSeconds: seconds })).now),
    status: async assignmentId =>
      (await client.send(new GetAssignmentCommand({ AssignmentId: assignmentId }))).Assignment?.AssignmentStatus,
  };
}

/** The counters and the status of a HIT, in one line to compare. */
export function tally(hit: HIT): string {
  return `${hit.HITStatus} ${hit.NumberOfAssignmentsAvailable}/${hit.NumberOfAssignmentsPending}/${hit.NumberOfAssignmentsCompleted}`;
}

/**
 * Checks that a call is refused with a RequestError of this code, or with a parameter error of this name, and with these words
 * before its time stamp.
 */
export async function assertRefused(call: Promise<unknown>, code: string, words?: string | RegExp): Promise<void> {
  await assert.rejects(call, (error: MTurkServiceException & { TurkErrorCode?: string }) => {
    const ofParameters = /^(?:ParameterValidation|InvalidParameterCombination)Error$/.test(code);
    assert.equal(error.name, ofParameters ? code : 'RequestError', error.message);
    assert.equal(error.TurkErrorCode, ofParameters ? undefined : `AWS.MechanicalTurk.${code}`);
    assert.match(error.message, / \(\d{13}\)$/);
    const said = error.message.replace(/ \(\d{13}\)$/, '');
    if (typeof words === 'string') assert.equal(said, words);
    else if (words) assert.match(said, words);
    return true;
  });
}

/** Checks that a call is refused by the framework. */
export async function assertFramework(call: Promise<unknown>, name: string, message?: string | RegExp): Promise<void> {
  await assert.rejects(call, (error: Error) => {
    assert.equal(error.name, name, error.message);
    if (typeof message === 'string') assert.equal(error.message, message);
    else if (message) assert.match(error.message, message);
    return true;
  });
}
