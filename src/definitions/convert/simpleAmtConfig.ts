/** simple-amt's HIT properties: a reward in dollars as a number, and a height of the frame. */
import {
  baseName,
  type Converted,
  type Converter,
  definitionOf,
  folderPath,
  jsonOf,
  recordOf,
  rewardOf,
} from './converted.ts';

export const fromSimpleAmt: Converter = files =>
  [...files].flatMap(([path, text]) => {
    if (!path.endsWith('.json') || !text.includes('FrameHeight')) return [];
    const properties = recordOf(jsonOf(text));
    return typeof properties.FrameHeight === 'number' && typeof properties.Reward === 'number'
      ? [propertiesOf(path, properties, files)]
      : [];
  });

const known = new Set([
  ...[
    'Title',
    'Description',
    'Keywords',
    'Reward',
    'FrameHeight',
    'MaxAssignments',
    'LifetimeInSeconds',
    'AssignmentDurationInSeconds',
  ],
  ...[
    'Country',
    'HitsApproved',
    'PercentApproved',
    'QualificationId',
    'QualificationComparator',
    'QualificationInteger',
  ],
]);

function propertiesOf(
  path: string,
  given: Readonly<Record<string, unknown>>,
  files: ReadonlyMap<string, string>,
): Converted {
  const notes: string[] = [];
  const { Title, Description, Keywords, MaxAssignments, LifetimeInSeconds, AssignmentDurationInSeconds } = given;
  const requirements: object[] = [];
  if (given.Country !== undefined) requirements.push({ country: given.Country });
  if (given.HitsApproved !== undefined) requirements.push({ hitsApproved: `> ${given.HitsApproved}` });
  if (given.PercentApproved !== undefined) {
    requirements.push({ percentApproved: `> ${given.PercentApproved}` });
    notes.push(
      `PercentApproved is read as simple-amt’s code does, more than ${given.PercentApproved}; its documentation says at least.`,
    );
  }
  if (given.QualificationId !== undefined)
    requirements.push({
      type: given.QualificationId,
      value: `${given.QualificationComparator} ${given.QualificationInteger}`,
    });
  if (LifetimeInSeconds === undefined)
    notes.push('The lifetime is missing, as in simple-amt’s own example: fill it in.');
  for (const name of Object.keys(given)) if (!known.has(name)) notes.push(`${name} is passed on as it is.`);
  const root = folderPath(path.slice(0, Math.max(path.lastIndexOf('/'), 0)));
  const template = [`${root}hit_templates/${baseName(path)}.html`, `${folderPath(path)}${baseName(path)}.html`].find(
    each => files.has(each),
  );
  const written = new Map<string, string>();
  if (template !== undefined) {
    const source = files.get(template) ?? '';
    written.set(
      'question.html',
      source.replace(/\{\{\s{0,20}input\s{0,20}\}\}/g, () => '${input}'),
    );
    if (/\{%/.test(source))
      notes.push(
        'The page includes simpleamt.html or other Jinja, which the workbench doesn’t run: put that part into question.html.',
      );
  } else notes.push('The page was not found: name it in “question”.');
  notes.push(
    'The page gets one variable, input: a data file needs a column input with the JSON of each line of simple-amt’s input file.',
  );
  const rest = Object.fromEntries(Object.entries(given).filter(([name]) => !known.has(name)));
  return {
    name: baseName(path),
    format: 'simple-amt',
    definition: definitionOf({
      ...{
        Title,
        Description,
        Keywords,
        Reward: rewardOf(given.Reward),
        MaxAssignments,
        LifetimeInSeconds,
        AssignmentDurationInSeconds,
      },
      ...rest,
      requirements,
      question: template && 'question.html',
    }),
    files: written,
    notes,
  };
}
