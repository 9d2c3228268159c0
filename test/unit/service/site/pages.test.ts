import assert from 'node:assert/strict';
import {
  ApproveAssignmentCommand,
  NotifyWorkersCommand,
  RejectAssignmentCommand,
  SendBonusCommand,
} from '@aws-sdk/client-mturk';
import { useBench } from '../setup.ts';
import { visit } from './visitor.ts';

const hostile = `<script>alert(1)</script>"' &amp; <b>`;
const escaped = '&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39; &amp;amp; &lt;b&gt;';

describe('worker site: pages', () => {
  const bench = useBench();
  const site = () => visit(bench().local.workerSite);

  it('lists groups with what they give, and searches and sorts them', async () => {
    const { createHIT } = bench();
    await createHIT({ Title: 'Cheap words', Reward: '0.05', Keywords: 'words' });
    await createHIT({ Title: 'Dear 50% pictures', Reward: '2.00' });
    await createHIT({ Title: 'Dear 50% pictures', Reward: '2.00' });
    const visitor = site();
    const { text, headers } = await visitor.get('/?sort=reward');
    assert(text.indexOf('Dear 50% pictures') < text.indexOf('Cheap words'));
    assert.match(text, /\$2\.00/);
    assert.match(text, /2 HITs/);
    assert.match(text, /10 minutes/);
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/);
    const titleFirst = (await visitor.get('/?sort=title')).text;
    assert(titleFirst.indexOf('Cheap words') < titleFirst.indexOf('Dear 50% pictures'));
    const found = (await visitor.get('/?q=WORDS+cheap')).text;
    assert.match(found, /Cheap words/);
    assert.doesNotMatch(found, /pictures/);
    // The wildcards of SQL are letters like others.
    assert.doesNotMatch((await visitor.get('/?q=5%25%25')).text, /pictures/);
    assert.match((await visitor.get('/?q=50%25')).text, /pictures/);
  });

  it('goes through all groups page by page', async () => {
    const { createHIT } = bench();
    for (let index = 0; index < 27; index += 1) await createHIT({ Title: `Study number ${index}.` });
    const visitor = site();
    const titles: string[] = [];
    let path: string | undefined = '/';
    while (path) {
      const text: string = (await visitor.get(path)).text;
      titles.push(...[...text.matchAll(/>(Study number \d+\.)<\/a>/g)].map(([, title]) => title ?? ''));
      path = /href="([^"]*)">More groups/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    assert.equal(titles.length, 27);
    assert.equal(new Set(titles).size, 27);
  });

  it('writes whatever requesters and workers say as text', async () => {
    const { createHIT, client } = bench();
    const { HITGroupId = '', HITId } = await createHIT({ Title: hostile, Description: hostile });
    const visitor = site();
    await visitor.signIn('A1HOSTILE');
    const assignmentId = await visitor.accept(HITGroupId, HITId);
    const work = await visitor.get(`/projects/${HITGroupId}/tasks/${HITId}?assignment_id=${assignmentId}`);
    const submit = await visitor.post('/mturk/externalSubmit', { assignmentId, a: hostile });
    assert.equal(submit.status, 200);
    await client.send(new RejectAssignmentCommand({ AssignmentId: assignmentId, RequesterFeedback: hostile }));
    await client.send(
      new SendBonusCommand({ WorkerId: 'A1HOSTILE', AssignmentId: assignmentId, BonusAmount: '1.00', Reason: hostile }),
    );
    await client.send(new NotifyWorkersCommand({ WorkerIds: ['A1HOSTILE'], Subject: hostile, MessageText: hostile }));
    const pages = [
      work,
      await visitor.get('/'),
      await visitor.get(`/?q=${encodeURIComponent(hostile)}`),
      await visitor.get(`/projects/${HITGroupId}/tasks`),
      await visitor.get(`/submitted?assignment_id=${assignmentId}`),
      await visitor.get('/dashboard'),
      await visitor.get('/messages'),
      await visitor.get(`/signin?next=${encodeURIComponent(`/${hostile}`)}`),
      await visitor.post('/signin', { workerId: hostile, next: '/' }),
    ];
    for (const { text } of pages) assert.doesNotMatch(text, /<script>alert|<b>|"'/i);
    for (const page of [1, 4, 5, 6]) assert(pages[page]?.text.includes(escaped), `page ${page} shows it`);
  });

  it('shows accepted and submitted work with its review, feedback, bonuses and earnings', async () => {
    const { createHIT, client } = bench();
    const { HITGroupId = '', HITId } = await createHIT({ Reward: '0.60' });
    const second = await createHIT({ Title: 'Another', Reward: '1.10' });
    const visitor = site();
    await visitor.signIn('A1DASH');
    const assignmentId = await visitor.accept(HITGroupId, HITId);
    assert.match((await visitor.get('/dashboard')).text, /Continue Stroop task/);
    await visitor.post('/mturk/externalSubmit', { assignmentId, a: 'b' });
    assert.match((await visitor.get('/dashboard')).text, /Submitted.*approved.*at the latest/);
    await client.send(new ApproveAssignmentCommand({ AssignmentId: assignmentId, RequesterFeedback: 'Well done.' }));
    await client.send(
      new SendBonusCommand({ WorkerId: 'A1DASH', AssignmentId: assignmentId, BonusAmount: '0.25', Reason: 'Fast' }),
    );
    await visitor.accept(second.HITGroupId ?? '', second.HITId);
    const { text } = await visitor.get('/dashboard');
    assert.match(text, /Earned<\/dt><dd>\$0\.60/);
    assert.match(text, /Bonuses<\/dt><dd>\$0\.25/);
    assert.match(text, /Well done\./);
    assert.match(text, /\+ \$0\.25<\/strong> bonus: Fast/);
    assert.match(text, /Continue Another/);
  });

  it('finds a group by its HITTypeId and its HITGroupId, and by the old preview link (§1)', async () => {
    const { HITGroupId, HITTypeId } = await bench().createHIT();
    const visitor = site();
    for (const id of [HITGroupId, HITTypeId]) {
      assert.match((await visitor.get(`/projects/${id}/tasks`)).text, /<h1>Stroop task/);
      assert.equal((await visitor.get(`/mturk/preview?groupId=${id}`)).location, `/projects/${id}/tasks`);
    }
    assert.equal((await visitor.get('/projects/3UNKNOWN/tasks')).status, 404);
  });

  it('leads a worker from one HIT of a group to the next, and tells when there are none', async () => {
    const { createHIT } = bench();
    const { HITGroupId = '' } = await createHIT({ MaxAssignments: 1 });
    await createHIT({ MaxAssignments: 1 });
    const visitor = site();
    await visitor.signIn('A1NEXT');
    for (const next of [/Accept the next one/, /last HIT of this group/]) {
      const assignmentId = await visitor.accept(HITGroupId);
      await visitor.post('/mturk/externalSubmit', { assignmentId, a: 'b' });
      assert.match((await visitor.get(`/submitted?assignment_id=${assignmentId}`)).text, next);
    }
    const none = await visitor.post(`/projects/${HITGroupId}/accept`);
    assert.equal(none.status, 409);
    assert.match(none.text, /No HITs of this group are left/);
  });

  it('takes a HIT back', async () => {
    const { createHIT, getHIT } = bench();
    const { HITGroupId = '', HITId } = await createHIT();
    const visitor = site();
    await visitor.signIn('A1RETURN');
    const assignmentId = await visitor.accept(HITGroupId, HITId);
    assert.equal((await getHIT(HITId)).NumberOfAssignmentsPending, 1);
    assert.equal((await visitor.post('/return', { assignmentId })).location, '/dashboard?done=returned');
    assert.equal((await getHIT(HITId)).NumberOfAssignmentsPending, 0);
    const path = `/projects/${HITGroupId}/tasks/${HITId}?assignment_id=${assignmentId}`;
    assert.equal((await visitor.get(path)).status, 404);
  });

  it('says that time is over when work is given back too late, and takes it back once only', async () => {
    const { createHIT, advance } = bench();
    const { HITGroupId = '', HITId } = await createHIT({ AssignmentDurationInSeconds: 60 });
    const visitor = site();
    await visitor.signIn('A1LATE');
    const assignmentId = await visitor.accept(HITGroupId, HITId);
    await advance(61);
    const late = await visitor.post('/return', { assignmentId });
    assert.equal(late.location, '/dashboard?done=over');
    assert.match((await visitor.get(late.location)).text, /its time ran out/);
    const second = await visitor.accept(HITGroupId, HITId);
    for (let times = 0; times < 2; times += 1)
      assert.equal((await visitor.post('/return', { assignmentId: second })).location, '/dashboard?done=returned');
  });

  it('accepts a HIT at the address that MTurk had for it, but not on the word of another site', async () => {
    const { HITGroupId = '', HITId } = await bench().createHIT();
    const path = `/projects/${HITGroupId}/tasks/accept_random`;
    const visitor = site();
    assert.match((await visitor.get(path)).location, /^\/signin\?next=.*accept_random/);
    await visitor.signIn('A1RANDOM');
    const linked = await visitor.get(path, { 'sec-fetch-site': 'cross-site' });
    assert.equal(linked.location, `/projects/${HITGroupId}/tasks`);
    assert.equal((await bench().getHIT(HITId)).NumberOfAssignmentsPending, 0);
    const typed = await visitor.get(`${path}?ref=w_pl_prvw`, { 'sec-fetch-site': 'none' });
    assert.match(typed.location, new RegExp(`/tasks/${HITId}\\?assignment_id=`));
    assert.equal((await bench().getHIT(HITId)).NumberOfAssignmentsPending, 1);
  });

  it('shows nobody another worker’s assignment', async () => {
    const { HITGroupId = '', HITId } = await bench().createHIT();
    const [one, other] = [site(), site()];
    await one.signIn('A1ONE');
    await other.signIn('A1OTHER');
    const assignmentId = await one.accept(HITGroupId, HITId);
    const path = `/projects/${HITGroupId}/tasks/${HITId}?assignment_id=${assignmentId}`;
    assert.equal((await one.get(path)).status, 200);
    assert.equal((await other.get(path)).status, 404);
    assert.equal((await other.post('/return', { assignmentId })).status, 409);
    assert.equal((await other.get(`/submitted?assignment_id=${assignmentId}`)).status, 404);
  });
});
