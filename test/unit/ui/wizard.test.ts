import assert from 'node:assert/strict';
import { type Back, back, runWizard, type WizardStep } from '../../../src/ui/wizard.ts';

interface Order {
  readonly dish?: string;
  readonly sauce?: string;
  readonly drink?: string;
}

describe('a wizard', () => {
  const asked: string[] = [];
  let answers: (string | Back | undefined)[];

  const step = (field: keyof Order, stage: number, applies?: (order: Order) => boolean): WizardStep<Order> => ({
    stage,
    ...(applies ? { applies } : {}),
    ask: async (order, { step: number, total, canGoBack }) => {
      asked.push(`${field}=${order[field] ?? ''} ${number}/${total}${canGoBack ? ' back' : ''}`);
      const answer = answers.shift();
      return typeof answer === 'string' ? { [field]: answer } : answer;
    },
  });
  const steps = [step('dish', 1), step('sauce', 1, ({ dish }) => dish !== 'soup'), step('drink', 2)];

  async function walk(...given: (string | Back | undefined)[]): Promise<Order | undefined> {
    asked.length = 0;
    answers = given;
    return runWizard('Order', steps, {});
  }

  it('asks what applies, and counts stages that no answer moves', async () => {
    assert.deepEqual(await walk('fish', 'butter', 'tea'), { dish: 'fish', sauce: 'butter', drink: 'tea' });
    assert.deepEqual(asked, ['dish= 1/2', 'sauce= 1/2 back', 'drink= 2/2 back']);
    assert.deepEqual(await walk('soup', 'tea'), { dish: 'soup', drink: 'tea' });
    assert.deepEqual(asked, ['dish= 1/2', 'drink= 2/2 back']);
  });

  it('goes back to the question that was asked before, with its answer kept, and takes another way from there', async () => {
    const order = await walk('fish', 'butter', back, back, 'soup', 'tea');
    assert.equal(order?.dish, 'soup');
    assert.equal(order?.drink, 'tea');
    assert.deepEqual(asked, [
      'dish= 1/2',
      'sauce= 1/2 back',
      'drink= 2/2 back',
      'sauce=butter 1/2 back',
      'dish=fish 1/2',
      'drink= 2/2 back',
    ]);
  });

  it('ends with nothing when the user walks away', async () => {
    assert.equal(await walk('fish', undefined), undefined);
  });
});
