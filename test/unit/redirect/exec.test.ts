/** `mturk-local exec` as a process: codes, signals, what it leaves behind, two at a time. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ListHITsCommand } from '@aws-sdk/client-mturk';
import { until } from '../../e2e/support/eventually.ts';
import { runExec, startExec } from '../../support/exec.ts';
import { startLocal } from '../../support/local.ts';
import { isRunning } from '../../support/programs.ts';

/** Says which process it is, where its files are and where the proxy listens, then stays until a signal. */
const stays = `
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => { console.log(signal); process.exit(7); });
console.log('up ' + JSON.stringify({ pid: process.pid, trust: process.env.SSL_CERT_FILE, proxy: process.env.HTTPS_PROXY }));
setInterval(() => {}, 1000);`;

interface Up {
  readonly pid: number;
  readonly trust: string;
  readonly proxy: string;
}

const node = (script: string) => [process.execPath, '-e', script];
const up = (line: string) => JSON.parse(line.slice(3)) as Up;

async function assertNothingLeft({ trust, proxy }: Up): Promise<void> {
  assert.equal(existsSync(dirname(trust)), false, 'the folder is there');
  const socket = createConnection(Number(new URL(proxy).port), '127.0.0.1');
  await assert.rejects(
    new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject)),
    /REFUSED/,
  );
}

describe('exec: the process', function () {
  this.timeout(120_000);
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'mturk-exec-test-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('ends as the command ends, and passes its streams', async () => {
    const run = startExec(node('process.stdin.on("data", d => { process.stdout.write(d); process.exit(3); })'));
    run.process.stdin?.end('hello');
    const { code, out } = await run.ended;
    assert.deepEqual([code, out], [3, 'hello']);
    const killed = await runExec(['sh', '-c', 'kill -KILL $$']);
    assert.equal(killed.code, 137);
    const terminated = await runExec(['sh', '-c', 'kill -TERM $$']);
    assert.equal(terminated.signal, 'SIGTERM');
  });

  it('says in one line what it can not do, with codes that are not the command’s', async () => {
    const refused = async (args: readonly string[], command: readonly string[], code: number, words: RegExp) => {
      const ran = await runExec(command, { args });
      assert.equal(ran.code, code, ran.words);
      assert.match(ran.words, words);
    };
    await refused([], [], 125, /^mturk-local exec: Give the command to run after --/);
    await refused(['--endpoint', 'https://mturk-requester.us-east-1.amazonaws.com'], ['true'], 125, /host of Amazon/);
    await refused(['--endpoint', 'http://127.0.0.1:9'], ['true'], 125, /Couldn't reach Local at http:\/\/127.0.0.1:9/);
    await refused(['--endpoint', 'http://127.0.0.1:9', '--data', 'x.db'], ['true'], 125, /either --endpoint or --data/);
    await refused(['--quiet'], ['no-such-command-here'], 127, /Couldn't find the command no-such-command-here/);
    await refused(['--quiet'], [folder], 126, /Couldn't run/);
    const socks = await runExec(['true'], { env: { ALL_PROXY: 'socks5://127.0.0.1:1' } });
    assert.equal(socks.code, 125);
    assert.match(socks.words, /socks5.*Use an HTTP proxy/);
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    it(`passes ${signal} on, and leaves nothing behind`, async () => {
      const run = startExec(node(stays));
      const command = up(await run.line('up '));
      run.process.kill(signal);
      const { code, out } = await run.ended;
      assert.equal(code, 7);
      assert.match(out, new RegExp(`^${signal}$`, 'm'));
      await until('the command is gone', () => !isRunning(command.pid));
      await assertNothingLeft(command);
    });

  it('leaves nothing behind when it is killed', async function () {
    if (process.platform === 'win32') this.skip();
    const run = startExec(node(stays));
    const command = up(await run.line('up '));
    run.process.kill('SIGKILL');
    // The command holds standard output, which closes when it is gone too.
    const { signal, out } = await run.ended;
    assert.equal(signal, 'SIGKILL');
    assert.match(out, /^SIGTERM$/m);
    await until('the command is gone', () => !isRunning(command.pid));
    await assertNothingLeft(command);
  });

  it('ends with its command, whatever that left running', async () => {
    const child = `
      const { spawn } = require('child_process');
      const { pid } = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', detached: true });
      console.log('up ' + JSON.stringify({ pid, trust: process.env.SSL_CERT_FILE, proxy: process.env.HTTPS_PROXY }));
      process.exit(0);`;
    const run = startExec(node(child));
    const command = up(await run.line('up '));
    await run.exited;
    process.kill(command.pid, 'SIGKILL');
    await run.ended;
    assert.equal(existsSync(dirname(command.trust)), false);
  });

  it('runs beside another without touching it', async () => {
    const command = ['sh', 'test/fixtures/exec/study.sh', 'mturk-requester-sandbox'];
    const reports = [join(folder, 'one.json'), join(folder, 'two.json')];
    const runs = await Promise.all(reports.map(report => runExec(command, { args: ['--report', report] })));
    for (const [index, ran] of runs.entries()) {
      assert.equal(ran.code, 0, ran.words);
      const report = JSON.parse(readFileSync(reports[index] ?? '', 'utf8'));
      assert.equal(report.final.hits, 1);
      assert.equal(report.exitCode, 0);
      assert.deepEqual(report.operations.CreateHIT, { calls: 1, errors: 0 });
      assert.deepEqual(report.final.assignments, { available: 0, pending: 0, submitted: 0, reviewed: 1 });
      assert.equal(report.calls[0].host, 'sandbox');
      assert.doesNotMatch(JSON.stringify(report), /AKIASTUDY|red|local-secret-key/);
    }
  });

  it('joins a Local that runs, and signs for it', async () => {
    const local = await startLocal({ clock: 'real' });
    const args = ['--endpoint', local.endpoint, '--control-token', local.controlToken];
    const ran = await runExec(['sh', 'test/fixtures/exec/study.sh', 'mturk-requester'], { args });
    assert.equal(ran.code, 0, ran.words);
    const { HITs = [] } = await local.client().send(new ListHITsCommand({}));
    assert.deepEqual(
      HITs.map(({ HITStatus }) => HITStatus),
      ['Reviewable'],
    );
    await local.stop();
  });

  it('reports what was refused, and counts an error as an error', async () => {
    const report = join(folder, 'refused.json');
    const script = `curl -sS https://requester.mturk.com/ https://mturk-requester.eu-west-1.amazonaws.com/;
      curl -sS -H 'X-Amz-Target: MTurkRequesterServiceV20170117.ListHITs' -d '{}' https://mturk-requester.us-east-1.amazonaws.com/`;
    const ran = await runExec(['sh', '-c', script], { args: ['--report', report] });
    const { refused, operations } = JSON.parse(readFileSync(report, 'utf8'));
    assert.deepEqual(
      refused.map(({ host }: { host: string }) => host),
      ['requester.mturk.com', 'mturk-requester.eu-west-1.amazonaws.com'],
    );
    assert.deepEqual(operations, { ListHITs: { calls: 1, errors: 1 } });
    assert.match(
      ran.words,
      /Refused a connection to requester.mturk.com: Local has no requester website.*Nothing was sent/,
    );
    assert.match(ran.out, /MissingAuthenticationToken/);
  });

  it('has simulated workers do what the command creates', async () => {
    const script = `
      const { request } = require('http');
      const { readFileSync } = require('fs');
      const call = (operation, input) => fetch('https://mturk-requester-sandbox.us-east-1.amazonaws.com/', {
        method: 'POST', body: JSON.stringify(input),
        headers: { 'x-amz-target': 'MTurkRequesterServiceV20170117.' + operation, 'content-type': 'application/x-amz-json-1.1',
          authorization: 'AWS4-HMAC-SHA256 Credential=AKIAX/20260101/us-east-1/mturk-requester/aws4_request, SignedHeaders=host, Signature=00' },
      }).then(answer => answer.json());
      (async () => {
        const { HIT } = await call('CreateHIT', { Title: 'T', Description: 'D', Reward: '0.10', LifetimeInSeconds: 3600,
          AssignmentDurationInSeconds: 600, MaxAssignments: 2, Question: readFileSync('test/fixtures/exec/question.xml', 'utf8') });
        for (;;) {
          const { NumResults } = await call('ListAssignmentsForHIT', { HITId: HIT.HITId });
          if (NumResults === 2) break;
          await new Promise(resolve => setTimeout(resolve, 50));
        }
        console.log('both');
      })();`;
    const ran = await runExec(node(script), { args: ['--simulate', '2'] });
    assert.match(ran.out, /both/, ran.words);
  });

  it('prints the environment for others, until standard input ends', async () => {
    const run = startExec([], { args: ['--print-environment'] });
    const { endpoint, variables } = JSON.parse(await run.line('{'));
    assert.equal(variables.AWS_ENDPOINT_URL_MTURK, endpoint);
    assert.equal(variables.AWS_PROFILE, null);
    assert.equal(existsSync(variables.SSL_CERT_FILE), true);
    run.process.stdin?.end();
    assert.equal((await run.ended).code, 0);
    assert.equal(existsSync(variables.SSL_CERT_FILE), false);
  });
});
