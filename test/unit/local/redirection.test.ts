import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { startRedirection } from '../../../src/local/redirection.ts';
import { until } from '../../e2e/support/eventually.ts';
import { startLocal } from '../../support/local.ts';
import { localProgram } from '../../support/programs.ts';

const program = resolve(localProgram);

describe('local: the redirect of a window', function () {
  this.timeout(60_000);

  it('gives variables that lead to that Local, and is gone with its files when it is let go', async () => {
    const local = await startLocal();
    const redirection = await startRedirection(program, local);
    const { variables } = redirection;
    assert.equal(variables.AWS_ACCESS_KEY_ID, local.accessKeyId);
    assert.equal(variables.AWS_PROFILE, null);
    assert.match(variables.NODE_OPTIONS ?? '', /^--require \S+preload\.cjs$/);
    const page = await fetch(`${variables.AWS_ENDPOINT_URL_MTURK}/`);
    assert.equal(page.status, 200);
    await page.body?.cancel();
    redirection.dispose();
    await until('its files are gone', () => !existsSync(variables.SSL_CERT_FILE ?? ''));
    await local.stop();
  });

  it('says why it can not start', async () => {
    const gone = await startLocal();
    await gone.stop();
    await assert.rejects(startRedirection(program, gone), /Couldn't reach Local at http:\/\/127\.0\.0\.1/);
  });
});
