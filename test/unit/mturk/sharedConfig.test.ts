import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readSharedConfig, sharedConfigProblem } from '../../../src/mturk/sharedConfig.ts';

describe('the shared config of the AWS CLI', () => {
  const names = (config: string, credentials = '') => [...readSharedConfig(config, credentials).profiles.keys()];
  const problem = (config: string, profile: string, credentials = '') =>
    sharedConfigProblem(readSharedConfig(config, credentials), profile, path => path === '/token');

  it('of the case is read with all its profiles, and says what the one lacks', () => {
    const text = readFileSync('test/fixtures/aws-config.ini', 'utf8');
    assert.deepEqual(names(text), ['services-prod', 'Mike Dev.Admin', 'lost']);
    assert.equal(problem(text, 'services-prod'), undefined);
    assert.equal(problem(text, 'Mike Dev.Admin'), undefined);
    assert.equal(problem(text, 'lost'), 'the source profile “base” is not in the shared config');
  });

  it('has profiles of any name, and none that are something else', () => {
    const config =
      '\uFEFF# mine\r\n[default]\r\nregion=x\r\n[profile "a b"]\r\nregion: x\r\n[profile sso-session-admin]\n[profile  two words ]\n' +
      '[plugins]\ncli = x\n[preview]\n[services local]\nsts =\n  endpoint_url = x\n[sso-session lab]\n[__proto__]\n; [profile off]\n';
    assert.deepEqual(names(config, '[services-prod]\n[sso-session-x]\n[constructor]\n[default]\n'), [
      'services-prod',
      'sso-session-x',
      'constructor',
      'default',
      'a b',
      'sso-session-admin',
      'two words',
    ]);
    assert.deepEqual(names('region = x\n= y\n[]\nnonsense\n[open\n'), []);
  });

  it('names what a profile refers to and does not find', () => {
    const sso = 'sso_account_id = 1\nsso_role_name = r\n';
    const session = '[sso-session lab]\nsso_region = us-east-1\nsso_start_url = https://lab.example/start\n';
    const cases: readonly [string, string | undefined][] = [
      [
        `[profile p]\nsso_session = lab\n${sso}`,
        'it names the SSO session “lab”, and there is no section [sso-session lab]',
      ],
      [
        `[profile p]\nsso_session = lab\n${sso}[sso-session lab]\nsso_region = x\n`,
        'the section [sso-session lab] has no sso_start_url',
      ],
      [`[profile p]\nsso_session = lab\nsso_role_name = r\n${session}`, 'it has no sso_account_id'],
      [`[profile p]\nsso_session = lab\nsso_account_id = 1\n${session}`, 'it has no sso_role_name'],
      [`[profile p]\nSSO_SESSION = lab\nSso_Account_Id = 1\nsso_role_name = r\n${session}`, undefined],
      [`[profile p]\nsso_start_url = x\n${sso}`, 'it has no sso_region'],
      [
        '[profile p]\nrole_arn = r\n',
        'it names a role, but no source_profile, credential_source or web_identity_token_file',
      ],
      [
        '[profile p]\nrole_arn = r\nweb_identity_token_file = /gone\n',
        'it names web_identity_token_file /gone, which is not there',
      ],
      ['[profile p]\nrole_arn = r\nweb_identity_token_file = /token\n', undefined],
      [
        '[profile p]\nrole_arn = r\nsource_profile = q\n[profile q]\nrole_arn = s\nsource_profile = base\n',
        'the source profile “base” is not in the shared config',
      ],
      [
        `[profile p]\nrole_arn = r\nsource_profile = q\n[profile q]\nsso_session = lab\n${sso}`,
        'its source profile q names the SSO session “lab”, and there is no section [sso-session lab]',
      ],
      ['[profile p]\nrole_arn = r\nsource_profile = q\n[profile q]\nrole_arn = s\nsource_profile = p\n', undefined],
      ['[profile p]\naws_access_key_id = a\nsso_session = gone\n', undefined],
    ];
    for (const [config, words] of cases) assert.equal(problem(config, 'p'), words, config);
  });
});
