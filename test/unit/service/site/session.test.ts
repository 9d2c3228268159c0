import assert from 'node:assert/strict';
import { useBench } from '../setup.ts';
import { fieldValue, visit } from './visitor.ts';

describe('worker site: who may do what', () => {
  const bench = useBench();
  const site = () => visit(bench().local.workerSite);

  it('signs in with any worker id, and with nothing else', async () => {
    const visitor = site();
    for (const workerId of ['', 'B123', 'A', 'A1-2', 'A'.repeat(65), 'A1 2'])
      assert.equal((await visitor.post('/signin', { workerId })).status, 400, workerId);
    assert.doesNotMatch((await visitor.get('/')).text, /Sign out/);
    await visitor.signIn(' a2yucj28xanfox ');
    assert.match((await visitor.get('/')).text, /A2YUCJ28XANFOX/);
    assert.equal((await visitor.post('/signout')).status, 303);
    assert.match((await visitor.get('/')).text, /Sign in/);
  });

  it('keeps its cookie from scripts and from other sites, and takes no forged one', async () => {
    const visitor = site();
    const { headers } = await visitor.get('/');
    const [cookie = ''] = headers.getSetCookie();
    assert.match(cookie, /^mturk-worker-\d+=[^;]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
    await visitor.signIn('A1MINE');
    const [[name = '', value = ''] = []] = visitor.cookies;
    const forged = value.replace('A1MINE', 'A1OTHER');
    assert.notEqual(forged, value);
    const { text } = await site().get('/', { cookie: `${name}=${forged}` });
    assert.doesNotMatch(text, /A1OTHER/);
    assert.match((await site().get('/', { cookie: `other=1; ${name}=${value}` })).text, /A1MINE/);
  });

  it('leads back to where the sign-in was asked for, and nowhere else', async () => {
    const visitor = site();
    assert.equal((await visitor.get('/dashboard')).location, '/signin?next=%2Fdashboard');
    const lead = async (next: string) => (await visitor.post('/signin', { workerId: 'A1', next })).location;
    assert.equal(await lead('/projects/3X/tasks?a=b'), '/projects/3X/tasks?a=b');
    for (const next of ['https://evil.example/', '//evil.example/', '/\\evil.example', '/\t/evil.example', 'dashboard'])
      assert.match(await lead(next), /^\/(?![/\\])/, next);
    assert.equal(await lead('//evil.example/x'), '/');
  });

  it('changes nothing without the token of the session', async () => {
    const { createHIT, getHIT } = bench();
    const { HITGroupId, HITId } = await createHIT();
    const [visitor, other] = [site(), site()];
    await visitor.signIn('A1TOKEN');
    const foreign = fieldValue((await other.get('/signin')).text, 'token');
    for (const token of ['', 'x', foreign])
      assert.equal((await visitor.post(`/projects/${HITGroupId}/accept`, { token })).status, 403);
    assert.equal((await getHIT(HITId)).NumberOfAssignmentsPending, 0);
    assert.equal((await visitor.get(`/projects/${HITGroupId}/accept`)).status, 405);
  });

  it('takes no form from a page of another origin, even with the token', async () => {
    const { createHIT, getHIT } = bench();
    const { HITGroupId, HITId } = await createHIT();
    const visitor = site();
    await visitor.signIn('A1ORIGIN');
    for (const origin of ['null', 'http://localhost:1', 'https://evil.example'])
      assert.equal((await visitor.post(`/projects/${HITGroupId}/accept`, {}, { origin })).status, 403);
    assert.equal((await getHIT(HITId)).NumberOfAssignmentsPending, 0);
  });

  it('serves the scripts and the content of tasks to pages of any origin, on both ports', async () => {
    const question = `<HTMLQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2011-11-11/HTMLQuestion.xsd"><HTMLContent><![CDATA[<p>Content</p>]]></HTMLContent><FrameHeight>0</FrameHeight></HTMLQuestion>`;
    const { HITGroupId, HITId } = await bench().createHIT({ Question: question });
    const visitor = site();
    const { text } = await visitor.get(`/projects/${HITGroupId}/tasks`);
    const source = (/<iframe[^>]* src="([^"]*)"/.exec(text)?.[1] ?? '').replaceAll('&amp;', '&');
    const content = visit(new URL(source).origin);
    for (const [from, policy] of [
      [visitor, /^sandbox (?!.*allow-same-origin)/],
      [content, /^$/],
    ] as const) {
      for (const path of ['/mturk/externalHIT_v1.js', '/mturk/crowd-html-elements.js']) {
        const script = await from.get(path, { origin: 'null' });
        assert.equal(script.status, 200);
        assert.match(script.headers.get('content-type') ?? '', /javascript/);
        assert.equal((await from.get(path, { 'if-none-match': script.headers.get('etag') ?? '' })).status, 304);
      }
      const style = await from.get('/mturk/bootstrap.css', { origin: 'null' });
      assert.equal(style.headers.get('content-type'), 'text/css; charset=utf-8');
      for (const part of ['Licensed under MIT', '.col-md-6{', 'data:font/woff2'])
        assert(style.text.includes(part), part);
      const seen = await from.get(`/dynamic/hit?hitId=${HITId}`, { origin: 'null' });
      assert.equal(seen.text, '<p>Content</p>');
      assert.match(seen.headers.get('content-security-policy') ?? '', policy);
      assert.deepEqual(seen.headers.getSetCookie(), []);
      assert.equal((await from.get('/dynamic/hit?hitId=3NONE')).status, 404);
    }
    // The content's port has nothing else.
    for (const path of ['/', '/dashboard', '/assets/site.css', '/control/health', '/mturk/externalSubmit'])
      assert.equal((await content.get(path)).status, 404, path);
  });

  it('asks once more for itself where a link of another site left the cookie behind', async () => {
    const visitor = site();
    const seen = await visitor.get('/dashboard', { 'sec-fetch-site': 'cross-site' });
    assert.match(seen.text, /http-equiv="refresh"/);
    assert.deepEqual(seen.headers.getSetCookie(), []);
    await visitor.signIn('A1LINK');
    assert.doesNotMatch((await visitor.get('/', { 'sec-fetch-site': 'cross-site' })).text, /http-equiv="refresh"/);
  });

  it('is known by its address only: by the name localhost there is the content of tasks', async () => {
    const { workerSite } = bench().local;
    const { port } = new URL(workerSite);
    const { status, location } = await visit(`http://localhost:${port}`).get('/dashboard?a=b');
    assert.equal(status, 307);
    assert.equal(location, `${workerSite}/dashboard?a=b`);
  });

  it('makes the worker at the first sign-in, who then qualifies or not', async () => {
    const { createHIT } = bench();
    const requirement = { QualificationTypeId: '00000000000000000040', IntegerValues: [5] };
    const { HITGroupId = '' } = await createHIT({
      QualificationRequirements: [{ ...requirement, Comparator: 'GreaterThan' }],
    });
    const hidden = await createHIT({
      Title: 'Hidden study',
      QualificationRequirements: [
        { ...requirement, Comparator: 'GreaterThan', ActionsGuarded: 'DiscoverPreviewAndAccept' },
      ],
    });
    const visitor = site();
    assert.match((await visitor.get('/')).text, /1 qualification required/);
    await visitor.signIn('A1QUAL');
    const { text } = await visitor.get('/');
    assert.match(text, /1 of 1 qualification missing/);
    assert.doesNotMatch(text, /Hidden study/);
    assert.doesNotMatch((await visitor.get('/?qualified=on')).text, /Stroop task/);
    const group = (await visitor.get(`/projects/${HITGroupId}/tasks`)).text;
    assert.match(group, /Worker_NumberHITsApproved: more than 5/);
    assert.match(group, /yours: 0/);
    assert.match(group, /<iframe/);
    assert.doesNotMatch((await visitor.get(`/projects/${hidden.HITGroupId}/tasks`)).text, /<iframe/);
    const refused = await visitor.post(`/projects/${HITGroupId}/accept`);
    assert.equal(refused.status, 409);
    assert.match(refused.text, /must be more than 5/);
  });
});
