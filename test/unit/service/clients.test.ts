/** Other clients than the JavaScript SDK, unchanged, where this machine has them. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { inputs } from '../../../src/service/shapes/operationInputs.ts';
import { type SpawnedLocal, spawnLocal } from '../../support/local.ts';
import { hasProgram, hasPython } from '../../support/programs.ts';
import { visit } from './site/visitor.ts';

const script = 'test/fixtures/clients/scenario.py';

type Act =
  | { readonly act: 'request'; readonly WorkerId: string; readonly QualificationTypeId: string }
  | { readonly act: 'work'; readonly WorkerId: string; readonly HITId: string };

/** What the script asks a worker to do, done. */
async function perform(local: SpawnedLocal, act: Act): Promise<object> {
  if (act.act === 'request') {
    const visitor = visit(local.workerSite);
    await visitor.signIn(act.WorkerId);
    assert.equal((await visitor.post(`/qualifications/${act.QualificationTypeId}/request`)).status, 303);
    return {};
  }
  const { WorkerId, HITId } = act;
  const { AssignmentId } = await local.control('accept', { WorkerId, HITId });
  await local.control('submit', { WorkerId, AssignmentId, Answers: { colour: 'red' } });
  return { AssignmentId };
}

function environment(local: SpawnedLocal): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: '/nonexistent',
    LANG: 'C.UTF-8',
    PYTHONUTF8: '1',
    AWS_ENDPOINT_URL_MTURK: local.endpoint,
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: local.accessKeyId,
    AWS_SECRET_ACCESS_KEY: local.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** Runs the script to its end; gives the operations that it called. */
async function run(local: SpawnedLocal, client: 'boto3' | 'cli'): Promise<string[]> {
  const child = spawn('python3', [script, client], { env: environment(local) });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words += text;
  });
  const exit = once(child, 'exit');
  let called: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as Act | { readonly called: string[] };
    if ('called' in said) called = said.called;
    else child.stdin.write(`${JSON.stringify(await perform(local, said))}\n`);
  }
  const [code] = await exit;
  assert.equal(code, 0, words);
  return called;
}

describe('service: clients of other makers', function () {
  this.timeout(300_000);
  let local: SpawnedLocal;
  beforeEach(async () => {
    local = await spawnLocal();
  });
  afterEach(() => local.stop());

  const scenario = (name: string, client: 'boto3' | 'cli', module: string) =>
    it(`${name} runs all 39 operations with AWS_ENDPOINT_URL_MTURK and nothing else`, async function () {
      if (!hasPython(module)) this.skip();
      assert.deepEqual(await run(local, client), Object.keys(inputs).sort());
      const { operations } = await local.control('stats');
      assert.deepEqual(Object.keys(operations as object).sort(), Object.keys(inputs).sort());
    });
  scenario('boto3', 'boto3', 'boto3');
  scenario('the AWS CLI', 'cli', 'awscli');

  it('the command aws reads and writes', async function () {
    if (!hasProgram('aws')) this.skip();
    const aws = async (...args: string[]) =>
      JSON.parse(
        (await promisify(execFile)('aws', ['mturk', ...args, '--output', 'json'], { env: environment(local) })).stdout,
      ) as Record<string, unknown>;
    assert.deepEqual(await aws('get-account-balance'), { AvailableBalance: '10000.00' });
    const { HITTypeId } = await aws(
      ...['create-hit-type', '--title', 'T', '--description', 'D', '--reward', '0.05'],
      ...['--assignment-duration-in-seconds', '60'],
    );
    assert.match(String(HITTypeId), /^3[0-9A-Z]{29}$/);
  });
});
