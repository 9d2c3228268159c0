/** psiTurk's and Dallinger's `config.txt`, which hold secrets too: nothing but what is named here is read. */
import { type Converted, type Converter, definitionOf, folderName, jsonOf, rewardOf, wordsOf } from './converted.ts';
import { flagOf, mergedKeys, readIni } from './ini.ts';

export const fromPsiturk: Converter = files =>
  configs(files).flatMap(([path, text]) => {
    const ini = readIni(text);
    const hit = ini.get('HIT Configuration');
    return hit ? [psiturkOf(path, hit)] : [];
  });

export const fromDallinger: Converter = files =>
  configs(files).flatMap(([path, text]) => {
    const ini = readIni(text);
    const keys = mergedKeys(ini);
    return !ini.has('HIT Configuration') && keys.has('base_payment') ? [dallingerOf(path, keys, files)] : [];
  });

function configs(files: ReadonlyMap<string, string>): [string, string][] {
  return [...files].filter(([path]) => /(?:^|\/)config\.txt$/.test(path));
}

function psiturkOf(path: string, keys: ReadonlyMap<string, string>): Converted {
  const notes = [
    'psiTurk asked for assignments, reward and duration at “hit create”: MaxAssignments, Reward and duration have to be filled in.',
  ];
  const requirements: object[] = [
    { percentApproved: `>= ${Number(keys.get('approve_requirement') ?? 95)}` },
    { hitsApproved: `>= ${Number(keys.get('number_hits_approved') ?? 0)}` },
  ];
  if (flagOf(keys.get('us_only')) ?? true) requirements.push({ country: 'US' });
  if (flagOf(keys.get('require_master_workers'))) requirements.push({ masters: true });
  for (const [name, not] of [
    ['require_quals', false],
    ['block_quals', true],
  ] as const) {
    for (const id of list(keys.get(name))) requirements.push({ type: id, ...(not ? { not: 'exists' } : {}) });
    for (const suffix of ['live', 'sandbox'])
      if (list(keys.get(`${name}_${suffix}`)).length > 0)
        notes.push(`${name}_${suffix} holds IDs of one environment: put them into “profiles”.`);
  }
  if (keys.has('advanced_quals_path'))
    notes.push(
      `Requirements of ${keys.get('advanced_quals_path')} were not read: copy them into QualificationRequirements.`,
    );
  const url = keys.get('ad_url') || addressOf(keys);
  if (url === undefined) notes.push('The address of the ad is not in the file: fill in “question”.');
  return {
    name: folderName(path) ?? 'psiturk',
    format: 'psiTurk',
    definition: definitionOf({
      Title: keys.get('title'),
      Description: keys.get('description'),
      Keywords: keys.get('keywords') ?? keys.get('amt_keywords'),
      lifetime: wordsOf(keys.get('lifetime') ?? 24, 'hours'),
      requirements,
      question: url && { url: `${url}${url.includes('?') ? '&' : '?'}mode=live`, frameHeight: 600 },
    }),
    files: new Map(),
    notes: url === undefined ? notes : [...notes, 'The address says mode=live. Use mode=sandbox where you try it.'],
  };
}

function addressOf(keys: ReadonlyMap<string, string>): string | undefined {
  const domain = keys.get('ad_url_domain');
  if (!domain) return undefined;
  const protocol = keys.get('ad_url_protocol') || 'https';
  const port = keys.get('ad_url_port') || '443';
  const usual = (protocol === 'https' && port === '443') || (protocol === 'http' && port === '80');
  return `${protocol}://${domain}${usual ? '' : `:${port}`}/${keys.get('ad_url_route') || 'pub'}`;
}

function dallingerOf(path: string, keys: ReadonlyMap<string, string>, files: ReadonlyMap<string, string>): Converted {
  const notes = [
    'The number of assignments comes from the experiment’s code: fill in MaxAssignments.',
    'The address of the experiment is made when it is deployed: fill in “question”.',
  ];
  const requirements: object[] = [];
  if (flagOf(keys.get('us_only')) ?? true) requirements.push({ country: 'US', guards: 'preview' });
  const percent = keys.get('approve_requirement');
  if (percent) requirements.push({ percentApproved: `>= ${Number(percent)}`, guards: 'preview' });
  for (const name of list(keys.get('mturk_qualification_blocklist') ?? keys.get('qualification_blacklist')))
    requirements.push({ type: name, not: 'exists' });
  const lifetime = keys.get('lifetime');
  if (lifetime)
    notes.push(`lifetime = ${lifetime} is read as days, as Dallinger’s code does; its documentation says hours.`);
  const more = keys.get('mturk_qualification_requirements');
  const inFile = more?.startsWith('file:')
    ? files.get(`${path.slice(0, path.lastIndexOf('/') + 1)}${more.slice(5)}`)
    : more;
  const own = jsonOf(inFile);
  if (more && !Array.isArray(own))
    notes.push('mturk_qualification_requirements was not readable as a list and was left out.');
  if (flagOf(keys.get('assign_qualifications')) && keys.get('group_name'))
    notes.push(
      `Dallinger grants ${keys.get('group_name')} after the work. To exclude these workers from the next study, name this definition in its “exclude”.`,
    );
  return {
    name: folderName(path) ?? 'dallinger',
    format: 'Dallinger',
    definition: definitionOf({
      Title: keys.get('title'),
      Description: keys.get('description'),
      Keywords: list(keys.get('keywords')).join(', ') || undefined,
      Reward: rewardOf(keys.get('base_payment')),
      duration: wordsOf(keys.get('duration'), 'hours'),
      lifetime: wordsOf(lifetime, 'days'),
      AutoApprovalDelayInSeconds: 0,
      requirements,
      QualificationRequirements: Array.isArray(own) ? own : undefined,
    }),
    files: new Map(),
    notes: [...notes, 'Dallinger approves work immediately: AutoApprovalDelayInSeconds is 0.'],
  };
}

function list(text: string | undefined): string[] {
  return (text ?? '').split(',').flatMap(each => each.trim() || []);
}
