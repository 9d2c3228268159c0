/** The steps of a random life: each is taken by the model and by the service, and says what both must agree on. */
import fc from 'fast-check';
import { acceptHIT, returnAssignment, submitAssignment } from '../../../../src/service/workerSteps.ts';
import type { Direct } from '../direct.ts';
import { externalQuestion } from '../setup.ts';
import type { Model, ModelHIT, Slot, Status } from './model.ts';

export interface World {
  readonly model: Model;
  service: Direct;
  restart(): Promise<void>;
}

/** Takes the step in the service; then, or instead where it is refused, `expect` is run on the model. */
export interface Step {
  readonly name: string;
  /** Undefined when there is nothing to act on. */
  readonly real: (world: World) => Promise<unknown> | undefined;
  readonly expected: (world: World, result: unknown) => void;
}

/** Small numbers point at what the step is meant for, where there is such a thing; large ones at anything. */
const index = fc.nat(30);
const aimed = (index: number): boolean => index < 22;
const worker = fc.integer({ min: 1, max: 8 }).map(number => `A${number}`);
const at = <T>(from: readonly T[], index: number): T | undefined => from[index % Math.max(from.length, 1)];
const hitAt = ({ model }: World, index: number, meant: (hit: ModelHIT) => boolean): ModelHIT | undefined => {
  const young = [...model.hits].reverse();
  const right = aimed(index) ? young.filter(meant) : [];
  return at(right.length > 0 ? right : young, index);
};
const slotAt = ({ model }: World, index: number, meant: Status): Slot | undefined => {
  const young = model.hits.flatMap(hit => hit.slots).reverse();
  const right = aimed(index) ? young.filter(slot => slot.status === meant) : [];
  return at(right.length > 0 ? right : young, index);
};

function onHIT(
  name: string,
  index: number,
  meant: (world: World, hit: ModelHIT) => boolean,
  real: (world: World, hit: ModelHIT) => Promise<unknown>,
  expected: (world: World, hit: ModelHIT) => void,
): Step {
  let picked: ModelHIT | undefined;
  return {
    name,
    real: world => {
      picked = hitAt(world, index, hit => meant(world, hit));
      return picked && real(world, picked);
    },
    expected: world => picked && expected(world, picked),
  };
}

function onSlot(
  name: string,
  index: number,
  meant: Status,
  real: (world: World, slot: Slot) => Promise<unknown>,
  expected: (world: World, slot: Slot) => void,
): Step {
  let picked: Slot | undefined;
  return {
    name,
    real: world => {
      picked = slotAt(world, index, meant);
      return picked && real(world, picked);
    },
    expected: world => picked && expected(world, picked),
  };
}

const masters = { QualificationTypeId: '2ARFPLSP75KLA8M8DH1HTEQVJT3SY6', Comparator: 'DoesNotExist' } as const;
const token = fc.constantFrom(undefined, undefined, 't1', 't2');

const create = fc
  .record({
    max: fc.constantFrom(1, 1, 2, 3, 9, 10),
    cents: fc.constantFrom(0, 1, 3, 52, 53, 300),
    autoApproval: fc.constantFrom(0, 60, 3600, 2_592_000),
    lifetime: fc.constantFrom(60, 600, 172_800),
    masters: fc.boolean(),
    token,
  })
  .map(
    (given): Step => ({
      name: `create ${JSON.stringify(given)}`,
      real: ({ service }) =>
        service.call('CreateHIT', {
          Title: 'Work',
          Description: `${given.masters}`,
          Reward: (given.cents / 100).toFixed(2),
          AssignmentDurationInSeconds: 30,
          LifetimeInSeconds: given.lifetime,
          AutoApprovalDelayInSeconds: given.autoApproval,
          MaxAssignments: given.max,
          Question: externalQuestion,
          QualificationRequirements: given.masters ? [masters] : [],
          ...(given.token ? { UniqueRequestToken: given.token } : {}),
        }),
      expected: ({ model }, result) => {
        model.refuseToken('create', given.token, 'HitAlreadyExists');
        model.useToken('create', given.token);
        model.hits.push({
          id: (result as { HIT: { HITId: string } } | undefined)?.HIT.HITId ?? '',
          reward: given.cents,
          masters: given.masters,
          duration: 30,
          autoApproval: given.autoApproval,
          initial: given.max,
          max: given.max,
          expiration: model.now + given.lifetime,
          expired: false,
          reviewing: false,
          disposed: false,
          reviewableSince: undefined,
          slots: [],
        });
      },
    }),
  );

const accept = fc.tuple(index, worker).map(([index, worker]): Step => {
  let hit: ModelHIT | undefined;
  return {
    name: `${worker} accepts of ${index}`,
    real: world => {
      const picked = hitAt(world, index, hit => world.model.acceptable(hit) > 0);
      hit = picked;
      return picked && world.service.run(tx => acceptHIT(tx, worker, picked.id).id);
    },
    expected: ({ model }, id) => hit && model.accept(hit, worker, () => String(id)),
  };
});

const submit = fc.tuple(index, fc.option(worker, { freq: 5 })).map(([index, other]) =>
  onSlot(
    `submit ${index} ${other ?? ''}`,
    index,
    'Accepted',
    ({ service }, { id, worker }) => service.run(tx => submitAssignment(tx, other ?? worker, id, '')),
    ({ model }, slot) => model.submit(slot, other ?? slot.worker),
  ),
);

const giveBack = index.map(index =>
  onSlot(
    `return ${index}`,
    index,
    'Accepted',
    ({ service }, { id, worker }) => service.run(tx => returnAssignment(tx, worker, id)),
    ({ model }, slot) => model.giveBack(slot, slot.worker),
  ),
);

const approve = fc.tuple(index, fc.boolean()).map(([index, override]) =>
  onSlot(
    `${override ? 'override' : 'approve'} ${index}`,
    index,
    override ? 'Rejected' : 'Submitted',
    ({ service }, { id }) => service.call('ApproveAssignment', { AssignmentId: id, OverrideRejection: override }),
    ({ model }, slot) => model.approve(slot, override),
  ),
);

const reject = index.map(index =>
  onSlot(
    `reject ${index}`,
    index,
    'Submitted',
    ({ service }, { id }) => service.call('RejectAssignment', { AssignmentId: id, RequesterFeedback: '' }),
    ({ model }, slot) => model.reject(slot),
  ),
);

const bonus = fc
  .tuple(index, fc.constantFrom(1, 52, 53, 999), token, fc.option(worker, { freq: 5 }))
  .map(([index, cents, token, other]) =>
    onSlot(
      `bonus ${index} ${cents} ${token ?? ''}`,
      index,
      'Approved',
      ({ service }, { id, worker }) =>
        service.call('SendBonus', {
          AssignmentId: id,
          WorkerId: other ?? worker,
          BonusAmount: (cents / 100).toFixed(2),
          Reason: 'r',
          ...(token ? { UniqueRequestToken: token } : {}),
        }),
      ({ model }, slot) => model.bonus(slot, other ?? slot.worker, cents, token),
    ),
  );

const extend = fc.tuple(index, fc.constantFrom(1, 1, 5)).map(([index, more]) =>
  onHIT(
    `extend ${index} by ${more}`,
    index,
    (_, hit) => !hit.disposed,
    ({ service }, { id }) =>
      service.call('CreateAdditionalAssignmentsForHIT', { HITId: id, NumberOfAdditionalAssignments: more }),
    ({ model }, hit) => model.extend(hit, more),
  ),
);

const expire = fc.tuple(index, fc.constantFrom(-1e9, 0, 50, 86_400, 40 * 86_400)).map(([index, from]) =>
  onHIT(
    `expire ${index} ${from}`,
    index,
    (_, hit) => !hit.disposed,
    ({ service, model }, { id }) => service.call('UpdateExpirationForHIT', { HITId: id, ExpireAt: model.now + from }),
    ({ model }, hit) => model.setExpiration(hit, model.now + from),
  ),
);

const review = fc.tuple(index, fc.boolean()).map(([index, revert]) =>
  onHIT(
    `review ${index} ${revert}`,
    index,
    ({ model }, hit) => model.status(hit) === (revert ? 'Reviewing' : 'Reviewable'),
    ({ service }, { id }) => service.call('UpdateHITReviewStatus', { HITId: id, Revert: revert }),
    ({ model }, hit) => model.review(hit, revert),
  ),
);

const remove = index.map(index =>
  onHIT(
    `delete ${index}`,
    index,
    ({ model }, hit) => model.status(hit).startsWith('Review'),
    ({ service }, { id }) => service.call('DeleteHIT', { HITId: id }),
    ({ model }, hit) => model.remove(hit),
  ),
);

const advance = fc.constantFrom(1, 10, 30, 31, 60, 600, 86_400, 31 * 86_400, 100 * 86_400, 121 * 86_400).map(
  (seconds): Step => ({
    name: `advance ${seconds}`,
    real: ({ service }) => service.engine.advance(seconds * 1000),
    expected: ({ model }) => model.advance(seconds),
  }),
);

const restart = fc.constant<Step>({
  name: 'restart',
  real: world => world.restart(),
  expected: () => undefined,
});

export const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: create },
  { weight: 10, arbitrary: accept },
  { weight: 8, arbitrary: submit },
  { weight: 2, arbitrary: giveBack },
  { weight: 5, arbitrary: approve },
  { weight: 3, arbitrary: reject },
  { weight: 2, arbitrary: bonus },
  { weight: 2, arbitrary: extend },
  { weight: 2, arbitrary: expire },
  { weight: 2, arbitrary: review },
  { weight: 2, arbitrary: remove },
  { weight: 4, arbitrary: advance },
  { weight: 1, arbitrary: restart },
);
