/** Mephisto's task configurations: YAML with another YAML beside it that it builds on. */
import { parse } from 'yaml';
import {
  baseName,
  type Converted,
  type Converter,
  definitionOf,
  folderPath,
  recordOf,
  rewardOf,
  type StudyFiles,
  textOf,
} from './converted.ts';

export const fromMephisto: Converter = files =>
  [...files].flatMap(([path, text]) => {
    if (!/\.ya?ml$/.test(path) || !/^#\s{0,5}@package _global_/m.test(text.slice(0, 500)) || !/^mephisto:/m.test(text))
      return [];
    const task = merged(path, files, new Set());
    return task ? [taskOf(path, recordOf(task.mephisto), files)] : [];
  });

/** `seen`: files that are read already. Each is read once, or a few that name each other would be read without end. */
function merged(path: string, files: StudyFiles, seen: Set<string>): Readonly<Record<string, unknown>> | undefined {
  seen.add(path);
  const own = yamlOf(files.get(path));
  if (!own) return own;
  const { defaults } = own;
  let base: Readonly<Record<string, unknown>> = {};
  for (const each of Array.isArray(defaults) ? defaults : []) {
    if (typeof each === 'string' && /^[\w-]+$/.test(each) && each !== '_self_') {
      const parent = [`${folderPath(path)}${each}.yaml`, `${folderPath(path)}${each}.yml`].find(
        name => files.has(name) && !seen.has(name),
      );
      if (parent) base = joined(base, merged(parent, files, seen) ?? {});
    }
    const options = recordOf(each);
    for (const [key, value] of Object.entries(options)) {
      const kind = /\/mephisto\/(\w+)$/.exec(key)?.[1];
      if (kind) base = joined(base, { mephisto: { [`_${kind}`]: value } });
    }
  }
  return joined(base, own);
}

/** Aliases can make a small file large, so there are few. */
function yamlOf(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    return text === undefined ? undefined : recordOf(parse(text, { maxAliasCount: 50 }));
  } catch {
    return undefined;
  }
}

function joined(
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
  depth = 0,
): Readonly<Record<string, unknown>> {
  const both: Record<string, unknown> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const before = Object.hasOwn(both, key) ? both[key] : undefined;
    const deeper = depth < 20 && isMap(before) && isMap(value);
    both[key] = deeper ? joined(before, value, depth + 1) : value;
  }
  return both;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function taskOf(path: string, config: Readonly<Record<string, unknown>>, files: StudyFiles): Converted {
  const task = recordOf(config.task);
  const blueprint = recordOf(config.blueprint);
  const notes = ['Qualifications that the run script sets are not in the configuration: add them to “requirements”.'];
  const root = path.replace(/hydra_configs\/conf\/[^/]+$/, '');
  const local = (value: unknown): string | undefined => textOf(value)?.replace(/\$\{(?:mephisto\.)?task_dir\}\/?/g, '');
  const written = new Map<string, string>();
  const take = (value: unknown, what: string): string | undefined => {
    const wanted = local(value);
    if (wanted === undefined) return undefined;
    const found = files.get(`${root}${wanted}`);
    const name = wanted.slice(wanted.lastIndexOf('/') + 1);
    if (found !== undefined) written.set(name, found);
    else notes.push(`${what} ${wanted} was not found beside the configuration: put it there.`);
    return name;
  };
  const source = local(blueprint.task_source);
  let question: string | undefined;
  if (source?.endsWith('.html')) {
    question = take(blueprint.task_source, 'The page');
    notes.push('Mephisto puts a form round the page: a definition needs it in the page, with a Submit button.');
  } else
    notes.push('The task is an application of Mephisto’s own, whose address is made when it runs: fill in “question”.');
  const data = take(blueprint.data_csv ?? blueprint.data_jsonl ?? blueprint.data_json, 'The data');
  for (const key of ['onboarding_qualification', 'block_qualification', 'onboarding_source'])
    if (textOf(blueprint[key])) notes.push(`${key} (${textOf(blueprint[key])}) was not carried over.`);
  if (task.maximum_units_per_worker)
    notes.push(`At most ${task.maximum_units_per_worker} units per worker was not carried over.`);
  const lifetime = Number(task.task_lifetime_in_seconds ?? 2_678_400);
  const duration = Number(task.assignment_duration_in_seconds ?? 1800);
  return {
    name: textOf(task.task_name)?.replace(/[^\w-]+/g, '-') ?? baseName(path),
    format: 'Mephisto',
    definition: definitionOf({
      Title: textOf(task.task_title),
      Description: textOf(task.task_description),
      Keywords: textOf(task.task_tags),
      Reward: rewardOf(task.task_reward),
      MaxAssignments: Number(blueprint.units_per_assignment ?? 1),
      AssignmentDurationInSeconds: duration,
      LifetimeInSeconds: lifetime,
      AutoApprovalDelayInSeconds: 604_800,
      requirements: [{ country: ['US', 'CA', 'GB', 'AU', 'NZ'], guards: 'discover' }],
      question,
      data,
    }),
    files: written,
    notes: [
      ...notes,
      'Without a requirement on location, Mephisto asks for US, CA, GB, AU or NZ in production: it is written as a requirement.',
    ],
  };
}
