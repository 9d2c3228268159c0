import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { settings } from '../../../src/ids.ts';
import { fingerprint, readSharedProfiles, sharedProfiles } from '../../../src/profiles/sharedProfiles.ts';

const lab = { name: 'lab', endpoint: 'https://mturk.lab.example' };

function only(entry: unknown) {
  const { profiles, refusals } = readSharedProfiles([entry]);
  assert.deepEqual(refusals, []);
  const [profile] = profiles;
  assert.ok(profile);
  return profile;
}

describe('profiles in settings', () => {
  it('name endpoint, environment and where each user’s keys are', () => {
    const { id, ...profile } = only({ ...lab, environment: 'sandbox', awsProfile: 'lab' });
    assert.match(id, /^shared-[0-9a-f]{16}$/, 'files are named by it');
    assert.deepEqual(profile, {
      ...lab,
      environment: 'sandbox',
      keys: 'awsProfile',
      awsProfile: 'lab',
      shared: true,
    });
    assert.equal(only(lab).environment, 'other');
    assert.equal(only(lab).keys, 'stored');
    assert.equal(only({ ...lab, keys: 'environment' }).keys, 'environment');
  });

  it('can’t call Amazon’s production anything else', () => {
    for (const endpoint of [
      'https://mturk-requester.us-east-1.amazonaws.com',
      'https://mturk-requester.us-east-1.amazonaws.com./',
      'https://MTURK-requester.us-east-1.amazonaws.com:443',
    ])
      assert.equal(only({ name: 'x', endpoint, environment: 'sandbox' }).environment, 'production', endpoint);
  });

  it('are another profile at another endpoint, and have to be agreed to again after any change', () => {
    const before = only({ ...lab, awsProfile: 'lab' });
    assert.notEqual(only({ ...lab, endpoint: 'https://evil.example', awsProfile: 'lab' }).id, before.id);
    for (const change of [
      { awsProfile: 'production' },
      { environment: 'local' },
      { awsProfile: undefined, keys: 'environment' },
    ]) {
      const { awsProfile, ...rest } = { ...lab, awsProfile: 'lab', ...change };
      const after = only(awsProfile === undefined ? rest : { ...rest, awsProfile });
      assert.equal(after.id, before.id);
      assert.notEqual(fingerprint(after), fingerprint(before), JSON.stringify(change));
    }
  });

  it('may name the site where their workers do HITs', () => {
    const entry = { name: 'Lab', endpoint: 'https://mturk.lab.example', workerSite: 'https://work.lab.example/' };
    assert.equal(readSharedProfiles([entry]).profiles[0]?.workerSite, 'https://work.lab.example');
    assert.match(
      readSharedProfiles([{ ...entry, workerSite: 'work' }]).refusals[0] ?? '',
      /workerSite: Enter a URL such as/,
    );
  });

  it('are refused with whatever looks like a key, which the message does not repeat', () => {
    const secret = 'wJalrXUtnFEMI';
    for (const entry of [
      { ...lab, secretAccessKey: secret },
      { ...lab, accessKeyId: secret },
      { ...lab, access_key: secret },
      { ...lab, 'aws-session-token': secret },
      { ...lab, password: secret },
      { ...lab, auth: { deep: { clientSecret: secret } } },
      { ...lab, awsProfile: 'AKIAIOSFODNN7EXAMPLE' },
    ]) {
      const { profiles, refusals } = readSharedProfiles([entry]);
      assert.deepEqual(profiles, []);
      assert.match(
        refusals.join(),
        /Entry 1 of the setting mturk\.profiles holds keys .*Remove the keys, replace them/,
      );
      assert.doesNotMatch(refusals.join(), /wJalr|AKIAIOS/);
    }
  });

  it('are refused one by one when they are malformed, with the reason', () => {
    const { profiles, refusals } = readSharedProfiles([
      lab,
      { name: 'ftp', endpoint: 'ftp://lab.example' },
      { name: 'half' },
      { ...lab, name: 'more', id: 'local' },
      lab,
      'lab',
    ]);
    assert.equal(profiles.length, 1);
    assert.equal(refusals.length, 5);
    assert.match(refusals[0] ?? '', /Entry 2 .*endpoint: The URL must start with https:\/\/ or http:\/\//);
    assert.match(refusals[1] ?? '', /Entry 3 .*endpoint/);
    assert.match(refusals[2] ?? '', /Entry 4 .*id: unknown field/);
    assert.match(refusals[3] ?? '', /two profiles “lab”/);
    assert.match(readSharedProfiles({}).refusals.join(), /is not a list/);
    assert.deepEqual(readSharedProfiles(undefined), { profiles: [], refusals: [] });
  });

  it('count only from the user’s own settings where the workspace is not trusted', () => {
    const values = { globalValue: [lab], workspaceValue: [{ ...lab, name: 'theirs' }, { name: 'broken' }] };
    const names = (trusted: boolean) => sharedProfiles(values, trusted).profiles.map(({ name }) => name);
    assert.deepEqual(names(true), ['lab', 'theirs']);
    assert.deepEqual(names(false), ['lab']);
    assert.deepEqual(sharedProfiles(values, false).refusals, []);
    assert.deepEqual(sharedProfiles(undefined, true).profiles, []);
  });

  it('are a setting that VS Code itself withholds where the workspace is not trusted', () => {
    const { capabilities } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      capabilities: { untrustedWorkspaces: { supported: string; restrictedConfigurations: string[] } };
    };
    assert.equal(capabilities.untrustedWorkspaces.supported, 'limited');
    assert.deepEqual(capabilities.untrustedWorkspaces.restrictedConfigurations, [settings.profiles]);
  });
});
