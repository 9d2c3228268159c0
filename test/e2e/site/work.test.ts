import assert from 'node:assert/strict';
import { GetAssignmentCommand, ListAssignmentsForHITCommand } from '@aws-sdk/client-mturk';
import { type Answer, decodeAnswers } from '../../../src/mturk/answers.ts';
import { questionNamespaces } from '../../../src/mturk/questionKinds.ts';
import { escapeXml } from '../../../src/mturk/xml.ts';
import { frameOf, requesterServer, useSite } from './person.ts';

const external = (url: string) =>
  `<ExternalQuestion xmlns="${questionNamespaces.ExternalQuestion[0]}"><ExternalURL>${escapeXml(url)}</ExternalURL><FrameHeight>400</FrameHeight></ExternalQuestion>`;
const htmlQuestion = (content: string) =>
  `<HTMLQuestion xmlns="${questionNamespaces.HTMLQuestion[0]}"><HTMLContent><![CDATA[<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>${content}</body></html>]]></HTMLContent><FrameHeight>0</FrameHeight></HTMLQuestion>`;

describe('worker site in a browser', () => {
  const suite = useSite();

  const submitted = async (hitId: string): Promise<readonly Answer[]> => {
    const { Assignments = [] } = await suite().bench.client.send(new ListAssignmentsForHITCommand({ HITId: hitId }));
    assert.equal(Assignments.length, 1);
    const { Assignment } = await suite().bench.client.send(
      new GetAssignmentCommand({ AssignmentId: Assignments[0]?.AssignmentId }),
    );
    const decoded = decodeAnswers(Assignment?.Answer ?? '');
    assert(decoded.ok);
    return decoded.answers;
  };
  const text = (question: string, value: string): Answer => ({ question, value: { kind: 'text', text: value } });

  it('lets a person do a requester’s own page, from the list to the next HIT', async () => {
    const { bench, person, site } = suite();
    const server = await requesterServer(
      request => `<!doctype html><title>Task</title><p id="where">${escapeXml(request.url ?? '')}</p>
<form id="form" method="post"><input type="hidden" name="assignmentId"><input name="colour" aria-label="Colour"><button>Send</button></form>
<script>
const given = new URLSearchParams(location.search);
form.action = given.get('turkSubmitTo') + '/mturk/externalSubmit';
form.assignmentId.value = given.get('assignmentId');
</script>`,
    );
    try {
      const { HITId } = await bench.createHIT({
        Title: 'Name the colour',
        Question: external(`${server.url}/task?part=1`),
      });
      await bench.createHIT({ Title: 'Name the colour', Question: external(`${server.url}/task?part=2`) });
      const page = await person('A1PERSON');
      await page.getByRole('link', { name: 'Preview Name the colour' }).click();
      assert.equal(
        await frameOf(page).locator('#where').innerText(),
        `/task?part=1&assignmentId=ASSIGNMENT_ID_NOT_AVAILABLE&hitId=${HITId}`,
      );
      await page.getByRole('button', { name: 'Accept' }).click();
      const where = await frameOf(page).locator('#where').innerText();
      const assignmentId = new URL(page.url()).searchParams.get('assignment_id');
      assert.equal(
        where.replace(/lease%2F[\w-]{22}$/, 'lease%2FTOKEN'),
        `/task?part=1&assignmentId=${assignmentId}&hitId=${HITId}&workerId=A1PERSON&turkSubmitTo=${encodeURIComponent(`${site}/lease/TOKEN`)}`,
      );
      await frameOf(page).getByLabel('Colour').fill('grün & <rot>');
      await frameOf(page).getByRole('button', { name: 'Send' }).click();
      // The whole page goes on, not only the frame.
      await page.getByRole('heading', { name: 'Submitted' }).waitFor();
      assert.deepEqual(await submitted(HITId), [text('colour', 'grün & <rot>')]);
      await page.getByRole('button', { name: 'Accept the next one' }).click();
      assert.match(await frameOf(page).locator('#where').innerText(), /part=2&assignmentId=3/);
    } finally {
      await server.close();
    }
  });

  it('lets a person do an HTMLQuestion that uses Amazon’s helper script', async () => {
    const { bench, person, site } = suite();
    const { HITId, HITGroupId } = await bench.createHIT({
      Question: htmlQuestion(`<script src="https://s3.amazonaws.com/mturk-public/externalHIT_v1.js"></script>
<form name="mturk_form" method="post" id="mturk_form" action="https://www.mturk.com/mturk/externalSubmit">
<input type="hidden" value="" name="assignmentId" id="assignmentId">
<label>Sum <input name="sum"></label><label><input type="checkbox" name="sure" value="yes" checked> sure</label>
<input type="submit" id="submitButton" value="Submit"></form><script>turkSetAssignmentID();</script>`),
    });
    const page = await person('A1HTML');
    await page.goto(`${site}/projects/${HITGroupId}/tasks`);
    const button = frameOf(page).locator('#submitButton');
    assert.equal(await button.isDisabled(), true);
    assert.equal(await button.inputValue(), 'You must ACCEPT the HIT before you can submit the results.');
    await page.getByRole('button', { name: 'Accept' }).click();
    await frameOf(page).getByLabel('Sum').fill('12');
    await button.click();
    await page.getByRole('heading', { name: 'Submitted' }).waitFor();
    assert.deepEqual(await submitted(HITId), [text('sum', '12'), text('sure', 'yes')]);
  });

  it('refuses a preview that a page submits anyway, inside the frame', async () => {
    const { bench, person, site } = suite();
    const { HITId, HITGroupId } = await bench.createHIT({
      Question: htmlQuestion(`<form method="post" action="https://workersandbox.mturk.com/mturk/externalSubmit">
<input type="hidden" name="assignmentId" value="ASSIGNMENT_ID_NOT_AVAILABLE"><button>Send</button></form>`),
    });
    const page = await person('A1HASTY');
    await page.goto(`${site}/projects/${HITGroupId}/tasks`);
    await frameOf(page).getByRole('button', { name: 'Send' }).click();
    await frameOf(page).getByText('This is a preview.').waitFor();
    assert.equal(page.url(), `${site}/projects/${HITGroupId}/tasks`);
    assert.equal((await bench.getHIT(HITId)).NumberOfAssignmentsPending, 0);
  });

  it('lets a person fill in a QuestionForm by keyboard, and shows what is missing', async () => {
    const { bench, person } = suite();
    const { HITId } = await bench.createHIT({
      Title: 'A form',
      Question: `<QuestionForm xmlns="${questionNamespaces.QuestionForm[0]}">
<Question><QuestionIdentifier>days</QuestionIdentifier><IsRequired>true</IsRequired><QuestionContent><Text>How many days?</Text></QuestionContent>
<AnswerSpecification><SelectionAnswer><StyleSuggestion>radiobutton</StyleSuggestion><Selections>
<Selection><SelectionIdentifier>none</SelectionIdentifier><Text>None</Text></Selection>
<Selection><SelectionIdentifier>some</SelectionIdentifier><Text>Some</Text></Selection></Selections></SelectionAnswer></AnswerSpecification></Question>
<Question><QuestionIdentifier>why</QuestionIdentifier><IsRequired>true</IsRequired><QuestionContent><Text>Why?</Text></QuestionContent>
<AnswerSpecification><FreeTextAnswer><NumberOfLinesSuggestion>3</NumberOfLinesSuggestion></FreeTextAnswer></AnswerSpecification></Question></QuestionForm>`,
    });
    const page = await person('A1FORM');
    await page.getByRole('button', { name: 'Accept a HIT of A form' }).click();
    await page.getByLabel('None').focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('button', { name: 'Submit' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Question 2' }).waitFor();
    assert.equal(await page.getByLabel('Some').isChecked(), true);
    await page.getByRole('textbox', { name: 'Why?' }).fill('Because.\nReally.');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByRole('heading', { name: 'Submitted' }).waitFor();
    assert.deepEqual(await submitted(HITId), [
      { question: 'days', value: { kind: 'selection', selected: ['some'] } },
      text('why', 'Because.\nReally.'),
    ]);
  });

  it('lets a person do a crowd-form, and posts its answers as MTurk does', async () => {
    const { bench, person, site } = suite();
    const { HITId, HITGroupId } = await bench.createHIT({
      Question: htmlQuestion(`<script src="https://assets.crowd.aws/crowd-html-elements.js"></script>
<crowd-form><crowd-image-classifier name="bird" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" categories="['Robin', 'Blue tit']" header="Which bird?"><full-instructions header="Help">Look.</full-instructions></crowd-image-classifier>
<crowd-input name="remark" label="Remark" required></crowd-input><crowd-text-area name="more" label="More"></crowd-text-area>
<crowd-radio-group><crowd-radio-button name="size" value="small">Small</crowd-radio-button><crowd-radio-button name="size" value="large">Large</crowd-radio-button></crowd-radio-group>
<crowd-checkbox name="seen" value="nest">A nest</crowd-checkbox><crowd-checkbox name="seen" value="egg">An egg</crowd-checkbox>
<crowd-toggle-button name="sure">Sure</crowd-toggle-button><crowd-slider name="score" min="1" max="5" value="2"></crowd-slider>
<select name="native"><option value="a">A</option><option value="b" selected>B</option></select></crowd-form>`),
    });
    const page = await person('A1CROWD');
    await page.goto(`${site}/projects/${HITGroupId}/tasks`);
    await frameOf(page).getByText('You must ACCEPT the HIT').waitFor();
    await page.getByRole('button', { name: 'Accept' }).click();
    const frame = frameOf(page);
    await frame.getByLabel('Robin').check();
    await frame.getByRole('button', { name: 'Submit' }).click();
    // Held back by the required field: nothing was posted.
    await frame.getByLabel('Remark').fill('"quoted"');
    await frame.getByRole('radio', { name: 'Small' }).check();
    await frame.getByRole('radio', { name: 'Small' }).press('ArrowDown');
    await frame.getByRole('checkbox', { name: 'An egg' }).check();
    await frame.getByRole('switch', { name: 'Sure' }).check();
    await frame.getByRole('slider').press('ArrowRight');
    await frame.getByRole('button', { name: 'Submit' }).click();
    await page.getByRole('heading', { name: 'Submitted' }).waitFor();
    const [answer, ...rest] = await submitted(HITId);
    assert.deepEqual(rest, []);
    assert(answer?.question === 'taskAnswers' && answer.value.kind === 'text');
    assert.deepEqual(JSON.parse(answer.value.text), [
      {
        bird: { label: 'Robin' },
        remark: '"quoted"',
        more: '',
        size: { small: false, large: true },
        seen: { nest: false, egg: true },
        sure: { on: true },
        score: 3,
        native: 'b',
      },
    ]);
  });

  it('takes a crowd-form as it stands at the click, whatever is typed next', async () => {
    const { bench, person, site } = suite();
    const { HITGroupId } = await bench.createHIT({
      Question: htmlQuestion(`<script src="https://assets.crowd.aws/crowd-html-elements.js"></script>
<crowd-form><crowd-input name="remark" required></crowd-input><crowd-button form-action="submit">Send</crowd-button></crowd-form>
<div id="stops"><crowd-form><crowd-input name="other" required></crowd-input><crowd-button form-action="submit">Stopped</crowd-button></crowd-form></div>
<script>stops.addEventListener('click', event => event.stopPropagation());</script>`),
    });
    const page = await person('A1HURRY');
    await page.goto(`${site}/projects/${HITGroupId}/tasks`);
    await page.getByRole('button', { name: 'Accept' }).click();
    const frame = frameOf(page);
    await frame.getByRole('button', { name: 'Send' }).waitFor();
    const clicked = (name: string) =>
      frame.locator(`crowd-form:has([name="${name}"])`).evaluate(
        form =>
          new Promise<string[]>(resolve => {
            const seen: string[] = [];
            const { setTimeout: later } = globalThis;
            for (const type of ['invalid', 'submit'])
              form.addEventListener(
                type,
                (event: { preventDefault(): void }) => {
                  event.preventDefault();
                  seen.push(type);
                },
                true,
              );
            const press = form.querySelector('crowd-button') as unknown as { click(): void };
            press.click();
            seen.push('clicked');
            later(() => later(() => resolve(seen)));
          }),
      );
    assert.deepEqual(await clicked('remark'), ['invalid', 'clicked']);
    // A page that stops the event on its way is served a moment later, and once.
    assert.deepEqual(await clicked('other'), ['clicked', 'invalid']);
  });

  it('posts a crowd-form with flattened answers field by field, and lets the page refuse', async () => {
    const { bench, person, site } = suite();
    const { HITId, HITGroupId } = await bench.createHIT({
      Question: htmlQuestion(`<script src="https://assets.crowd.aws/crowd-html-elements.js"></script>
<crowd-form answer-format="flatten-objects"><crowd-classifier name="tone" categories='["good","bad"]' header="Tone"><classification-target>Fine.</classification-target></crowd-classifier>
<crowd-checkbox name="ready">Ready</crowd-checkbox><crowd-button form-action="submit">Done</crowd-button></crowd-form>
<p id="said"></p><script>document.querySelector('crowd-form').onsubmit = event => {
  if (document.querySelector('crowd-checkbox').checked) return;
  event.preventDefault(); said.textContent = 'Not ready';
};</script>`),
    });
    const page = await person('A1FLAT');
    await page.goto(`${site}/projects/${HITGroupId}/tasks`);
    await page.getByRole('button', { name: 'Accept' }).click();
    const frame = frameOf(page);
    await frame.getByLabel('good').check();
    await frame.getByRole('button', { name: 'Done' }).click();
    await frame.getByText('Not ready').waitFor();
    await frame.getByRole('checkbox', { name: 'Ready' }).check();
    await frame.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('heading', { name: 'Submitted' }).waitFor();
    assert.deepEqual(await submitted(HITId), [text('tone.label', 'good'), text('ready.on', 'true')]);
  });

  it('lets a person return a HIT', async () => {
    const { bench, person } = suite();
    const { HITId } = await bench.createHIT();
    const page = await person('A1RETURN');
    await page.getByRole('button', { name: 'Accept a HIT of Stroop task' }).click();
    await page.getByRole('button', { name: 'Return' }).click();
    await page.getByText('You returned the HIT.').waitFor();
    assert.equal((await bench.getHIT(HITId)).NumberOfAssignmentsPending, 0);
  });
});
