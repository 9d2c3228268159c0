import assert from 'node:assert/strict';
import { statesOf } from '../../../src/commands/decisions/states.ts';
import { readDecisions } from '../../../src/files/decisions.ts';
import { useAccounts } from '../account/setup.ts';
import { useBench } from '../service/setup.ts';

describe('the states of what a file decides', () => {
  const bench = useBench();
  const openAt = useAccounts();
  const { signal } = new AbortController();

  function decisions(...rows: string[]) {
    const file = readDecisions(['AssignmentId,HITId,Approve', ...rows].join('\n'));
    assert.ok(file);
    return file.decisions;
  }

  it('come from one listing for each HIT that the file names, and by themselves for the rest', async () => {
    const named = await bench().createHIT({ Title: 'Named', MaxAssignments: 9 });
    const other = await bench().createHIT({ Title: 'Other' });
    const first = await bench().work(named.HITId, 'A1');
    const second = await bench().work(named.HITId, 'A2');
    const third = await bench().work(other.HITId, 'A3');
    const { account, calls } = openAt(bench().local);
    const reports: string[] = [];
    const states = await statesOf(
      account,
      decisions(
        `${first},${named.HITId},x`,
        `${second},${named.HITId},x`,
        `${third},,x`,
        '3NOSUCHASSIGNMENT0000000000001,,x',
      ),
      { fresh: true, client: account.client, signal, report: (done, total) => reports.push(`${done}/${total}`) },
    );
    assert.deepEqual(
      [first, second, third].map(id => {
        const state = states.get(id);
        return state?.kind === 'known' ? [state.assignment.workerId, state.hit.title] : state;
      }),
      [
        ['A1', 'Named'],
        ['A2', 'Named'],
        ['A3', 'Other'],
      ],
    );
    const unknown = states.get('3NOSUCHASSIGNMENT0000000000001');
    assert.match(unknown?.kind === 'unknown' ? unknown.words : '', /^the service does not know it: .*does not exist/);
    assert.deepEqual(reports, ['1/1']);
    const counted = (operation: string) => calls.filter(each => each === operation).length;
    assert.deepEqual([counted('GetHIT'), counted('ListAssignmentsForHIT') > 0, counted('GetAssignment')], [1, true, 2]);
  });

  it('are read again when they have to be fresh, and not otherwise', async () => {
    const hit = await bench().createHIT({ Title: 'One' });
    const id = await bench().work(hit.HITId, 'A1');
    const { account, calls } = openAt(bench().local);
    const look = (fresh: boolean) =>
      statesOf(account, decisions(`${id},${hit.HITId},x`), { fresh, client: account.client, signal, report: () => {} });
    await look(true);
    await account.client.call('ApproveAssignment', { AssignmentId: id });
    calls.length = 0;
    const stale = (await look(false)).get(id);
    assert.equal(stale?.kind === 'known' && stale.assignment.status, 'Submitted');
    assert.deepEqual(calls, []);
    const fresh = (await look(true)).get(id);
    assert.equal(fresh?.kind === 'known' && fresh.assignment.status, 'Approved');
  });

  it('are not made up where nothing answers', async () => {
    const hit = await bench().createHIT({ Title: 'One' });
    const id = await bench().work(hit.HITId, 'A1');
    const { account } = openAt({ ...bench().local, endpoint: 'http://127.0.0.1:9' });
    const look = statesOf(account, decisions(`${id},${hit.HITId},x`), {
      fresh: true,
      client: account.client,
      signal,
      report: () => {},
    });
    await assert.rejects(look, /ECONNREFUSED/);
  });
});
