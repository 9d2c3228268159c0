/** What has to happen before there is something that a menu item can act on, and the answers that many of them ask for. */
import type { Answer } from '../../support/scriptedPrompts.ts';
import type { World } from './world.ts';

/** A qualification that marks workers to be kept away. */
export async function makeExclusion({ independent }: World): Promise<void> {
  await independent.call('CreateQualificationType', {
    Name: 'Kept away',
    Description: 'Marks workers who took part.',
    QualificationTypeStatus: 'Active',
  });
}

export async function rejectSome({ independent, account }: World): Promise<void> {
  const some = [...account.works()]
    .flat()
    .filter(({ status }) => status === 'Submitted')
    .slice(0, 2);
  for (const { id } of some)
    await independent.call('RejectAssignment', { AssignmentId: id, RequesterFeedback: 'Empty.' });
  await account.reread({ hitIds: some.map(({ hitId }) => hitId), workers: false });
}

/** HITs that nobody has taken on. */
export async function makeUntaken({ independent, account }: World): Promise<void> {
  for (const Title of ['Nobody took it', 'Nobody took this either'])
    await independent.call('CreateHIT', {
      Title,
      Description: 'To become another.',
      Reward: '0.10',
      AssignmentDurationInSeconds: 60,
      LifetimeInSeconds: 3600,
      Question: question,
    });
  await account.refreshHITs();
}

/** HITs that nobody has done and nobody can any more. */
export async function makeDeletable({ independent, account }: World): Promise<void> {
  for (const Title of ['Nobody came', 'Nobody came either']) {
    const { HIT } = await independent.call('CreateHIT', {
      Title,
      Description: 'To be deleted.',
      Reward: '0.10',
      AssignmentDurationInSeconds: 60,
      LifetimeInSeconds: 3600,
      Question: question,
    });
    await independent.call('UpdateExpirationForHIT', { HITId: HIT?.HITId, ExpireAt: new Date(0) });
  }
  await account.refreshHITs();
}

const question =
  '<ExternalQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2006-07-14/ExternalQuestion.xsd"><ExternalURL>https://example.org/</ExternalURL><FrameHeight>400</FrameHeight></ExternalQuestion>';

export const confirmed = (): readonly Answer[] => [{ confirm: true }];

/** From five on, what is grave wants its count typed. */
export const gravelyConfirmed = (count: number): readonly Answer[] => [
  { confirm: true },
  ...(count >= 5 ? [{ type: String(count) }] : []),
];
