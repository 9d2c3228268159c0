import assert from 'node:assert/strict';
import { CreateQualificationTypeCommand, NotifyWorkersCommand, SendBonusCommand } from '@aws-sdk/client-mturk';
import { questionNamespaces } from '../../../src/mturk/questionKinds.ts';
import { assertAccessible } from '../support/axe.ts';
import { useSite } from './person.ts';
import { sampleFormQuestion } from './questions.ts';

const longAddress = `https://survey.example.org/s/${'aVeryLongPath'.repeat(12)}?id=1`;

/** What is wider than a phone scrolls inside its own box. */
const wideForm = `<QuestionForm xmlns="${questionNamespaces.QuestionForm[0]}"><Overview><Text>${longAddress}</Text>
<FormattedContent><![CDATA[<pre>${'one line of code that does not break; '.repeat(8)}</pre>
<table border="1"><tr>${'<td>averylongwordinacell</td>'.repeat(12)}</tr></table><p>${'w'.repeat(300)}</p>]]></FormattedContent></Overview>
<Question><QuestionIdentifier>q</QuestionIdentifier><QuestionContent><Text>${'q'.repeat(200)}</Text></QuestionContent>
<AnswerSpecification><SelectionAnswer><StyleSuggestion>dropdown</StyleSuggestion><Selections>
<Selection><SelectionIdentifier>a</SelectionIdentifier><Text>${'an option '.repeat(30)}</Text></Selection>
<Selection><SelectionIdentifier>b</SelectionIdentifier><Text>b</Text></Selection></Selections></SelectionAnswer></AnswerSpecification></Question></QuestionForm>`;

describe('worker site: for everybody', () => {
  const suite = useSite();

  /** Goes to every page that has something to show, and looks at each. */
  const tour = async (options: { colorScheme: 'light' | 'dark'; viewport: { width: number; height: number } }) => {
    const { bench, site, person } = suite();
    const { client } = bench;
    const type = await client.send(
      new CreateQualificationTypeCommand({
        Name: 'Reads closely',
        Description: 'Has read closely.',
        QualificationTypeStatus: 'Active',
        Test: sampleFormQuestion,
        TestDurationInSeconds: 600,
      }),
    );
    const typeId = type.QualificationType?.QualificationTypeId ?? '';
    const form = await bench.createHIT({ Title: 'A form', Question: sampleFormQuestion });
    const guarded = await bench.createHIT({
      Title: 'Guarded',
      QualificationRequirements: [{ QualificationTypeId: typeId, Comparator: 'Exists' }],
    });
    const done = await bench.createHIT({ Title: 'Done', AutoApprovalDelayInSeconds: 0 });
    const assignmentId = await bench.work(done.HITId, 'A1TOUR');
    await client.send(
      new SendBonusCommand({ WorkerId: 'A1TOUR', AssignmentId: assignmentId, BonusAmount: '0.50', Reason: 'Fast' }),
    );
    const MessageText = `Thanks. See ${longAddress}.`;
    await client.send(new NotifyWorkersCommand({ WorkerIds: ['A1TOUR'], Subject: 'Hello', MessageText }));
    const wide = await bench.createHIT({ Title: `Wide ${'w'.repeat(100)}`, Question: wideForm });
    const page = await person(undefined, options);
    const look = async (name: string) => {
      await assertAccessible(page, name);
      await fits(name);
    };
    const fits = async (name: string) => {
      const wider = await page.locator('html').evaluate(root => root.scrollWidth - root.clientWidth);
      assert(wider <= 0, `${name} is ${wider} px wider than the window`);
    };
    const visit = async (path: string) => {
      await page.goto(site + path);
      await look(path);
    };
    await visit('/');
    await visit('/signin?next=%2F');
    await page.getByLabel('Worker ID').fill('nobody');
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await look('a sign-in that is refused');
    await page.getByLabel('Worker ID').fill('A1TOUR');
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await look('the groups');
    await visit(`/projects/${form.HITGroupId}/tasks`);
    await visit(`/projects/${guarded.HITGroupId}/tasks`);
    await visit(`/projects/${wide.HITGroupId}/tasks`);
    await page.getByRole('button', { name: 'Accept' }).click();
    await look('work on a wide form');
    await page.goto(`${site}/projects/${form.HITGroupId}/tasks`);
    await page.getByRole('button', { name: 'Accept' }).click();
    await look('work on a form');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.locator('#problems:focus').waitFor();
    await look('a form that is refused');
    for (const path of ['/dashboard', '/qualifications', `/qualifications/${typeId}`, '/messages', '/nowhere'])
      await visit(path);
    await page.goto(`${site}/qualifications/${typeId}`);
    await page.getByRole('button', { name: 'Start the test' }).click();
    await look('a test');
    await visit(`/submitted?assignment_id=${assignmentId}`);
  };

  it('has no serious fault for axe on a desktop in light', () =>
    tour({ colorScheme: 'light', viewport: { width: 1280, height: 800 } }));

  it('has no serious fault for axe on a phone in the dark, and nothing wider than it', () =>
    tour({ colorScheme: 'dark', viewport: { width: 360, height: 740 } }));

  it('works without scripts', async () => {
    const { bench, site, person } = suite();
    const { HITId } = await bench.createHIT({ Title: 'A form', Question: sampleFormQuestion });
    const page = await person('A1PLAIN', { javaScriptEnabled: false });
    await page.getByRole('button', { name: 'Accept a HIT of A form' }).click();
    await page.getByRole('radio', { name: 'Tea' }).check();
    await page.getByRole('textbox', { name: 'Say why' }).fill('Warm.');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByRole('heading', { name: 'Submitted' }).waitFor();
    assert.equal(await page.getByText('Earned').count(), 0);
    await page.goto(`${site}/dashboard`);
    assert.equal(await page.getByText('A form').count(), 1);
    assert.equal((await bench.getHIT(HITId)).NumberOfAssignmentsAvailable, 2);
  });
});
