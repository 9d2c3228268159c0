/** Results go to whom the frame was given to, however late they come and whatever the page says (reference.md §6.12, C6). */
import assert from 'node:assert/strict';
import { GetAssignmentCommand, ListAssignmentsForHITCommand } from '@aws-sdk/client-mturk';
import { questionNamespaces } from '../../../../src/mturk/questionKinds.ts';
import { useBench } from '../setup.ts';
import { type Visitor, visit } from '../site/visitor.ts';

describe('service under attack: late results', () => {
  const bench = useBench();

  /** The address of the frame that a worker who accepted sees. */
  const frameOf = async (visitor: Visitor, group: string, hit: string, assignmentId: string): Promise<URL> => {
    const page = await visitor.get(`/projects/${group}/tasks/${hit}?assignment_id=${assignmentId}`);
    const source = /<iframe[^>]* src="([^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&');
    assert(source, page.text);
    return new URL(source);
  };
  const post = async (url: string, fields: Record<string, string>) => {
    const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
    return { status: response.status, text: await response.text() };
  };
  const submitTo = (frame: URL): string => `${frame.searchParams.get('turkSubmitTo')}/mturk/externalSubmit`;
  const worker = async (id: string): Promise<Visitor> => {
    const visitor = visit(bench().local.workerSite);
    await visitor.signIn(id);
    return visitor;
  };

  for (const end of ['returned', 'ran out'] as const)
    it(`a frame whose hold ${end === 'returned' ? 'was returned' : end} submits nothing as the next worker`, async () => {
      const { HITId, HITGroupId = '' } = await bench().createHIT({ MaxAssignments: 1 });
      const [first, second] = [await worker('A1FIRST'), await worker('A2SECOND')];
      const assignmentId = await first.accept(HITGroupId, HITId);
      const old = await frameOf(first, HITGroupId, HITId, assignmentId);
      if (end === 'returned') await first.post('/return', { assignmentId });
      else await bench().advance(600);
      assert.match((await post(submitTo(old), { assignmentId, a: 'late' })).text, /Not submitted/);
      assert.equal(await second.accept(HITGroupId, HITId), assignmentId, 'the id is used again');
      const late = await post(submitTo(old), { assignmentId, workerId: 'A2SECOND', a: 'late' });
      assert.equal(late.status, 409);
      assert.match(late.text, /assignment is no longer yours.*not recorded/);
      const own = await frameOf(second, HITGroupId, HITId, assignmentId);
      assert.equal((await post(submitTo(own), { assignmentId, a: 'right' })).status, 200);
      const { Assignment } = await bench().client.send(new GetAssignmentCommand({ AssignmentId: assignmentId }));
      assert.equal(Assignment?.WorkerId, 'A2SECOND');
      assert.match(Assignment?.Answer ?? '', /right/);
      assert.equal((await post(submitTo(own), { assignmentId, a: 'again' })).status, 200, 'what came first stays');
      assert.equal((await post(submitTo(old), { assignmentId, a: 'late' })).status, 409);
    });

  it('a post without a token works as before, and one of another assignment does not', async () => {
    const { HITId, HITGroupId = '' } = await bench().createHIT();
    const [first, second] = [await worker('A1FIRST'), await worker('A2SECOND')];
    const [one, two] = [await first.accept(HITGroupId, HITId), await second.accept(HITGroupId, HITId)];
    const frame = await frameOf(first, HITGroupId, HITId, one);
    assert.equal((await post(submitTo(frame), { assignmentId: two, a: 'x' })).status, 409);
    const { workerSite } = bench().local;
    assert.equal((await post(`${workerSite}/mturk/externalSubmit`, { assignmentId: two, a: 'x' })).status, 200);
    for (const path of ['/lease//mturk/externalSubmit', '/lease/x/mturk/externalSubmit', `/lease/${'a'.repeat(22)}/`])
      assert.equal((await post(`${workerSite}${path}`, { assignmentId: one, a: 'x' })).status, 404, path);
    const { Assignments } = await bench().client.send(new ListAssignmentsForHITCommand({ HITId }));
    assert.deepEqual(
      Assignments?.map(({ WorkerId }) => WorkerId),
      ['A2SECOND'],
    );
  });

  it('content with Amazon’s own address gets the token as well, and no address of anybody else', async () => {
    const Question = `<HTMLQuestion xmlns="${questionNamespaces.HTMLQuestion[0]}"><HTMLContent><![CDATA[<form method="post" action="https://www.mturk.com/mturk/externalSubmit"></form>]]></HTMLContent><FrameHeight>0</FrameHeight></HTMLQuestion>`;
    const { HITId, HITGroupId = '' } = await bench().createHIT({ Question });
    const first = await worker('A1FIRST');
    const frame = await frameOf(first, HITGroupId, HITId, await first.accept(HITGroupId, HITId));
    const action = async (url: URL): Promise<string | undefined> =>
      /action="([^"]*)"/.exec(await (await fetch(url)).text())?.[1];
    assert.equal(await action(frame), submitTo(frame));
    const { workerSite } = bench().local;
    for (const foreign of ['https://evil.example', `${workerSite}/lease/"><script>`, `${workerSite}.evil.example`]) {
      frame.searchParams.set('turkSubmitTo', foreign);
      assert.equal(await action(frame), `${workerSite}/mturk/externalSubmit`);
    }
  });
});
