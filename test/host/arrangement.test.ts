import assert from 'node:assert/strict';
import { commands } from '../../src/ids.ts';
import { activated, onlySelected, run, sampleLocal } from './support.ts';

describe('finding and arranging rows in the explorer', () => {
  afterEach(async () => {
    const { arrangement, fresh } = (await activated()).explorer;
    fresh.focused = () => true;
    await arrangement.filterBy('');
    await arrangement.group('none');
    await arrangement.sort('created');
  });
  after(async () => run(commands.stopLocal, []));

  it('finds a HIT, an assignment and a worker by any text that names them', async () => {
    const { explorer } = await activated();
    const { account, independent } = await sampleLocal();
    await run(commands.readAllWork, []);
    const [assignment] = [...account.works()].flat();
    assert.ok(assignment);
    await run(commands.find, [], { type: `  see ${assignment.hitId}, please` });
    await onlySelected(explorer.hits, { kind: 'hit', hitId: assignment.hitId });
    await run(commands.find, [`my assignment is ${assignment.id}`]);
    await onlySelected(explorer.hits, { kind: 'assignment', hitId: assignment.hitId, assignmentId: assignment.id });
    await run(commands.find, [`I am ${assignment.workerId}!`]);
    await onlySelected(explorer.workers, { kind: 'worker', workerId: assignment.workerId });
    await run(commands.find, [`${assignment.workerId} and ${assignment.hitId}`], { pick: /^HIT/ });
    await onlySelected(explorer.hits, { kind: 'hit', hitId: assignment.hitId });
    const nothing = await run(commands.find, ['3AAAAAAAAAAAAAAAAAAAAAAAAAAAAA']);
    await nothing.heard('reportError', /No ID of this account appears/);

    explorer.fresh.focused = () => false;
    explorer.fresh.look();
    await explorer.fresh.looked();
    const { HIT } = await independent.call('CreateHIT', {
      Title: 'Made elsewhere',
      Description: 'Not listed yet.',
      Reward: '0.10',
      AssignmentDurationInSeconds: 60,
      LifetimeInSeconds: 3600,
      Question:
        '<ExternalQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2006-07-14/ExternalQuestion.xsd"><ExternalURL>https://example.org/</ExternalURL><FrameHeight>400</FrameHeight></ExternalQuestion>',
    });
    assert.equal(account.hit(HIT?.HITId ?? ''), undefined);
    await run(commands.find, [HIT?.HITId]);
    await onlySelected(explorer.hits, { kind: 'hit', hitId: HIT?.HITId ?? '' });
  });

  it('filters, groups and sorts by commands, and shows what is asked for though a filter hid it', async () => {
    const { explorer } = await activated();
    const { account } = await sampleLocal();
    const { hits } = explorer;
    const all = account.hits();
    await run(commands.filterHITs, [], { type: 'status:unreviewed' });
    const waiting = all.filter(hit => account.counts(hit).submitted > 0);
    assert.equal((await hits.getChildren()).length, waiting.length);
    await run(commands.filterHITs, [], { pick: /Save this filter/ });
    await run(commands.clearFilter, []);
    assert.equal((await hits.getChildren()).length, all.length);
    await run(commands.filterHITs, [], { pick: /^status:unreviewed/ });
    assert.equal((await hits.getChildren()).length, waiting.length);
    const wrong = await run(commands.filterHITs, [], { pick: /Change/ }, { type: 'colour:red' });
    assert.match(wrong.objections.join(), /no field “colour”/);

    const hidden = all.find(hit => !waiting.includes(hit));
    assert.ok(hidden);
    await run(commands.find, [hidden.id]);
    await onlySelected(hits, { kind: 'hit', hitId: hidden.id });

    await run(commands.groupHITs, [], { pick: /^HIT type/ });
    const groups = await hits.getChildren();
    assert.equal(groups.length, new Set(all.map(({ typeId }) => typeId)).size);
    const [group] = groups;
    assert.ok(group);
    const [below] = await hits.getChildren(group);
    assert.ok(below);
    assert.equal(hits.getParent(below), group);
    await run(commands.groupHITs, [], { pick: /^No groups/ });

    await run(commands.sortHITs, [], { pick: /^Highest reward/ });
    const rewards = (await hits.getChildren()).map(node => (node.kind === 'hit' ? account.hit(node.hitId)?.reward : 0));
    assert.deepEqual(
      rewards,
      rewards.toSorted((a = 0, b = 0) => b - a),
    );
    await run(commands.filterHITs, [], { pick: /Forget/ }, { pick: /status:unreviewed/ });
    assert.deepEqual(explorer.arrangement.savedFilters, []);
  });

  it('groups HITs of one title by default, says in each row what differs, and finds rows in groups', async () => {
    const { explorer } = await activated();
    const { account } = await sampleLocal();
    const { hits, arrangement } = explorer;
    await arrangement.group('repeated');
    try {
      const roots = await hits.getChildren();
      const titles = new Set(account.hits().map(({ title }) => title));
      assert.ok(roots.length <= titles.size + 2);
      const groups = roots.filter(({ kind }) => kind === 'group');
      assert.ok(groups.length > 0);
      for (const group of groups) {
        const below = await hits.getChildren(group);
        const labels = below.map(row => String(hits.getTreeItem(row).label));
        assert.equal(new Set(labels).size, labels.length, labels.join());
        for (const label of labels) assert.ok(!titles.has(label), label);
        for (const row of below) assert.equal(hits.getParent(row), group);
      }
      const [wanted] = account.hits();
      assert.ok(wanted);
      await run(commands.find, [wanted.id]);
      await onlySelected(hits, { kind: 'hit', hitId: wanted.id });
    } finally {
      await arrangement.group('none');
    }
  });
});
