import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { awsCliCall, boto3Call } from '../../../src/mturk/callTexts.ts';
import { asciiJSON, pythonQuoted, shellQuoted } from '../../../src/mturk/quoting.ts';
import { amazonWorkerSites, groupPage } from '../../../src/mturk/workerSite.ts';
import { hasProgram, hasPython } from '../../support/programs.ts';

const id = '3XJOUITW8URHJMX7F00H20LGRIAQTX';
const endpoint = 'https://mturk.lab.example';
/** Any texts: one process reads them all. */
const anything = fc.sample(fc.string({ unit: 'binary', maxLength: 12 }), 300);

/** Texts that mean something to a shell, to Python, to the AWS CLI, to a terminal. */
const hostile = [
  "'); import os; os.system('touch /tmp/x'); ('",
  '$(touch /tmp/x)',
  '`touch /tmp/x`',
  "'; touch /tmp/x; '",
  'a\nb\r\u2028c',
  '\\',
  "\\'",
  '"',
  '-h',
  '--debug',
  'file:///etc/passwd',
  'fileb:///etc/passwd',
  '\u001b[2J\u0007\u007f',
  '\u202egnp.exe',
  '🧪 é',
  '!!',
  '%s {x}',
  '',
];

describe('calls as code', () => {
  it('are the lines that people type', () => {
    assert.equal(boto3Call({ operation: 'GetHIT', hitId: id }), `mturk.get_hit(HITId='${id}')`);
    assert.equal(
      boto3Call({ operation: 'GetAssignment', assignmentId: id }),
      `mturk.get_assignment(AssignmentId='${id}')`,
    );
    assert.equal(
      awsCliCall({ operation: 'GetHIT', hitId: id }, { endpoint, awsProfile: 'lab main' }),
      `aws mturk get-hit --hit-id ${id} --endpoint-url ${endpoint} --region us-east-1 --profile 'lab main'`,
    );
    assert.equal(
      awsCliCall(
        { operation: 'GetAssignment', assignmentId: id },
        { endpoint: 'http://127.0.0.1:1', keys: { accessKeyId: 'LOCALREQUESTER00', secretAccessKey: 'local' } },
      ),
      `AWS_ACCESS_KEY_ID=LOCALREQUESTER00 AWS_SECRET_ACCESS_KEY=local aws mturk get-assignment --assignment-id ${id} --endpoint-url http://127.0.0.1:1 --region us-east-1`,
    );
  });

  it('give an id that is none to the CLI inside JSON, where it is neither an option nor a file', () => {
    for (const text of hostile) {
      const line = awsCliCall({ operation: 'GetAssignment', assignmentId: text }, { endpoint });
      assert.match(line, /^aws mturk get-assignment --cli-input-json '\{"AssignmentId":/);
      assert.match(line, /^[ -~]*$/, 'one line of plain characters');
    }
  });

  it('reach a POSIX shell as one word that is the text', function () {
    if (!hasProgram('sh', '-c', 'true')) this.skip();
    const ask = (texts: readonly string[]): string[] => {
      const words = texts.map(shellQuoted).join(' ');
      const { stdout } = spawnSync('sh', ['-c', `printf '%s\\0' ${words}`], { encoding: 'utf8' });
      return stdout.split('\0').slice(0, -1);
    };
    assert.deepEqual(
      ask(hostile),
      hostile.map(text => text),
    );
    for (const text of hostile) {
      const [json] = ask([asciiJSON({ AssignmentId: text })]);
      assert.deepEqual(JSON.parse(json ?? ''), { AssignmentId: text });
    }
    const texts = anything.filter(text => !text.includes('\0'));
    assert.deepEqual(ask(texts), texts);
  });

  it('reach Python as one string that is the text', function () {
    if (!hasPython()) this.skip();
    const ask = (texts: readonly string[]): unknown => {
      const program = `import json\nprint(json.dumps([${texts.map(pythonQuoted).join(',')}]))`;
      assert.match(program.replaceAll('\n', ''), /^[ -~]*$/);
      return JSON.parse(spawnSync('python3', ['-I', '-'], { input: program, encoding: 'utf8' }).stdout);
    };
    assert.deepEqual(ask([...hostile, ...anything]), [...hostile, ...anything]);
  });
});

describe('worker sites', () => {
  it('have a page for each HIT group, whatever its id holds (§1)', () => {
    assert.equal(groupPage(amazonWorkerSites.production, id), `https://worker.mturk.com/projects/${id}/tasks`);
    assert.equal(groupPage('http://127.0.0.1:8/', id), `http://127.0.0.1:8/projects/${id}/tasks`);
    assert.equal(
      groupPage(amazonWorkerSites.sandbox, '../x?y#z'),
      'https://workersandbox.mturk.com/projects/..%2Fx%3Fy%23z/tasks',
    );
  });
});
