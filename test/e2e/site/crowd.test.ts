import assert from 'node:assert/strict';
import { ListAssignmentsForHITCommand } from '@aws-sdk/client-mturk';
import type { FrameLocator, Page } from 'playwright-core';
import { decodeAnswers } from '../../../src/mturk/answers.ts';
import { coveredCrowdElements } from '../../../src/mturk/crowdElements.ts';
import { questionNamespaces } from '../../../src/mturk/questionKinds.ts';
import { frameOf, useSite } from './person.ts';

const script = '<script src="https://assets.crowd.aws/crowd-html-elements.js"></script>';

describe('worker site: crowd elements behave like elements', () => {
  const suite = useSite();

  const publish = (content: string) =>
    suite().bench.createHIT({
      Question: `<HTMLQuestion xmlns="${questionNamespaces.HTMLQuestion[0]}"><HTMLContent><![CDATA[<!doctype html>${content}]]></HTMLContent><FrameHeight>800</FrameHeight></HTMLQuestion>`,
    });

  const begin = async (content: string): Promise<{ page: Page; frame: FrameLocator; hitId: string }> => {
    const { site, person } = suite();
    const { HITId, HITGroupId } = await publish(content);
    const page = await person('A1CROWD');
    await page.goto(`${site}/projects/${HITGroupId}/tasks/accept_random`);
    return { page, frame: frameOf(page), hitId: HITId };
  };

  /** The object of the one answer. */
  const submitted = async (page: Page, frame: FrameLocator, hitId: string): Promise<unknown> => {
    await frame.getByRole('button', { name: 'Submit' }).click();
    await page.getByRole('heading', { name: 'Submitted' }).waitFor();
    const { Assignments = [] } = await suite().bench.client.send(new ListAssignmentsForHITCommand({ HITId: hitId }));
    const decoded = decodeAnswers(Assignments[0]?.Answer ?? '');
    assert(decoded.ok);
    const [answer] = decoded.answers;
    assert(answer?.question === 'taskAnswers' && answer.value.kind === 'text');
    return JSON.parse(answer.value.text)[0];
  };

  it('says on the document when all of them are ready, after jQuery’s and the page’s own listeners', async () => {
    const { page, frame, hitId } = await begin(`${script}<crowd-form>
<crowd-radio-group><crowd-radio-button name="a" value="a">A</crowd-radio-button><crowd-radio-button name="b" value="b">B</crowd-radio-button></crowd-radio-group>
<div id="more" hidden><crowd-input name="why" label="Why?" required></crowd-input></div>
<crowd-button id="go" form-action="submit" variant="primary" disabled="true">Submit</crowd-button></crowd-form>
<script>document.addEventListener('DOMContentLoaded', () => setTimeout(() => document.addEventListener('all-crowd-elements-ready', () => {
  document.querySelector('crowd-radio-group').addEventListener('change', () => {
    document.getElementById('more').hidden = false;
    document.getElementById('go').disabled = false;
  });
})));</script>`);
    assert.equal(await frame.getByRole('button', { name: 'Submit' }).isDisabled(), true);
    await frame.getByRole('radio', { name: 'B' }).check();
    await frame.getByLabel('Why?').fill('because');
    assert.deepEqual(await submitted(page, frame, hitId), { a: { a: false }, b: { b: true }, why: 'because' });
  });

  it('has every covered element, whose properties are its attributes, also those set before it was one', async () => {
    const { page, frame } =
      await begin(`<crowd-form><crowd-classifier id="kind" name="kind"></crowd-classifier></crowd-form>
<script>kind.categories = ['red', 'green'];</script>${script}`);
    await frame.getByRole('radio', { name: 'green' }).waitFor();
    const inside = page.frames().find(each => each.url().includes('/dynamic/hit'));
    assert(inside);
    const names = JSON.stringify(coveredCrowdElements);
    assert.deepEqual(await inside.evaluate(`${names}.filter(name => !customElements.get(name))`), []);
    const report = await inside.evaluate(`(() => {
      const make = (name, attributes = {}) => { const made = document.createElement(name); Object.assign(made, attributes); document.body.append(made); return made; };
      const input = make('crowd-input', { value: 'set', maxLength: 4, label: 'Name' });
      const box = make('crowd-checkbox', { checked: true });
      const button = make('crowd-button'); button.setAttribute('disabled', ''); 
      const slider = make('crowd-slider', { min: 2, max: 8, value: 5 }); slider.setAttribute('value', '7');
      const alert = make('crowd-alert', { type: 'error', dismissible: true });
      kind.value = { label: 'red' }; kind.setAttribute('header', 'Which?');
      return {
        input: [input.getAttribute('value'), input.getAttribute('max-length'), input.shadowRoot.querySelector('input').value],
        box: [box.hasAttribute('checked'), box.shadowRoot.querySelector('input').checked],
        button: [button.disabled, button.shadowRoot.querySelector('button').disabled],
        slider: [slider.getAttribute('min'), slider.value],
        alert: [alert.getAttribute('type'), alert.hasAttribute('dismissible')],
        kind: [kind.getAttribute('categories'), kind.header, kind.shadowRoot.querySelector('input:checked').value],
      };
    })()`);
    assert.deepEqual(report, {
      input: ['set', '4', 'set'],
      box: [true, true],
      button: [true, true],
      slider: ['2', 7],
      alert: ['error', true],
      kind: ['["red","green"]', 'Which?', 'red'],
    });
    // What a worker does is in the properties and attributes too.
    await frame.getByRole('radio', { name: 'green' }).check();
    assert.deepEqual(await inside.evaluate('[kind.value.label, kind.getAttribute("value")]'), [
      'green',
      '{"label":"green"}',
    ]);
  });

  it('shows all regions of instructions in a window with tabs', async () => {
    const { frame } =
      await begin(`${script}<crowd-form><crowd-instructions link-text="View instructions" link-type="button">
<short-summary><p>In short.</p></short-summary><detailed-instructions><p>At length.</p></detailed-instructions>
<positive-example><p>Like this.</p></positive-example><negative-example><p>Not so.</p></negative-example></crowd-instructions></crowd-form>`);
    await frame.getByRole('button', { name: 'View instructions' }).click();
    const dialog = frame.getByRole('dialog', { name: 'View instructions' });
    await frame.getByText('In short.').waitFor();
    assert.equal(await frame.getByText('At length.').isVisible(), false);
    await dialog.getByRole('tab', { name: 'Detailed Instructions' }).click();
    await frame.getByText('At length.').waitFor();
    await dialog.getByRole('tab', { name: 'Examples' }).click();
    for (const words of ['Good example', 'Like this.', 'Bad example', 'Not so.'])
      assert.equal(await frame.getByText(words).isVisible(), true, words);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'hidden' });
  });

  it('says in the task what is not covered, also of elements that come later or have nothing to show', async () => {
    const { frame } =
      await begin(`${script}<crowd-form><crowd-hologram></crowd-hologram><crowd-text-ranking name="order"></crowd-text-ranking></crowd-form>
<script>document.addEventListener('all-crowd-elements-ready', () => document.querySelector('form').append(document.createElement('crowd-line')));</script>`);
    for (const name of ['crowd-hologram', 'crowd-line'])
      await frame.getByText(`Local does not cover <${name}>`).waitFor();
    await frame.getByText('has nothing to rank: its attribute “responses”').waitFor();
  });

  it('holds back a rank given twice where ties are not allowed', async () => {
    const { page, frame, hitId } =
      await begin(`${script}<crowd-form><crowd-text-ranking name="order" responses='["x","y"]'
 ordinal-ranking-dimensions='[{"name":"Clarity","allowTie":false},{"name":"Warmth","allowTie":true}]'></crowd-text-ranking></crowd-form>`);
    const ranks = frame.getByRole('combobox');
    for (const [index, rank] of ['1', '1', '2', '2'].entries()) await ranks.nth(index).selectOption(rank);
    await frame.getByRole('button', { name: 'Submit' }).click();
    await ranks.nth(1).selectOption('2');
    assert.deepEqual(await submitted(page, frame, hitId), { order: { Clarity: [1, 2], Warmth: [2, 2] } });
  });

  it('shows the tab of a field that holds the form back', async () => {
    const { page, frame, hitId } =
      await begin(`${script}<crowd-form><crowd-tabs><crowd-tab header="One"><p>First</p></crowd-tab>
<crowd-tab header="Two"><crowd-input name="a" label="Needed" required></crowd-input></crowd-tab></crowd-tabs></crowd-form>`);
    await frame.getByText('First').waitFor();
    assert.equal(await frame.getByLabel('Needed').isVisible(), false);
    await frame.getByRole('button', { name: 'Submit' }).click();
    await frame.getByLabel('Needed').fill('here');
    assert.deepEqual(await submitted(page, frame, hitId), { a: 'here' });
  });

  it('posts nothing from a preview, whatever the page does', async () => {
    const { site, person, bench } = suite();
    const { HITGroupId, HITId } = await publish(
      `${script}<crowd-form><crowd-input name="a" value="b"></crowd-input></crowd-form><script>document.addEventListener('all-crowd-elements-ready', () => {
  const form = document.querySelector('crowd-form'); form.submit(); form.requestSubmit(); document.body.append('tried');
});</script>`,
    );
    const page = await person('A1CROWD');
    await page.goto(`${site}/projects/${HITGroupId}/tasks`);
    await frameOf(page).getByText('tried').waitFor();
    await frameOf(page).getByText('You must ACCEPT the HIT').waitFor();
    assert.equal((await bench.getHIT(HITId)).NumberOfAssignmentsPending, 0);
  });
});
