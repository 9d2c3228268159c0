/** oTree's `mturk_hit_settings` in `settings.py`: read as text, never run. */
import { type Converter, definitionOf, folderName, textOf, wordsOf } from './converted.ts';

const start = /mturk_hit_settings\s{0,20}=\s{0,20}(?:dict\s{0,20}\(|\{)/;
const longest = 10_000;

export const fromOTree: Converter = files =>
  [...files].flatMap(([path, text]) => {
    const found = path.endsWith('settings.py') ? start.exec(text) : null;
    if (!found) return [];
    const body = text.slice(found.index, found.index + longest);
    const literalOf = (key: string): string | undefined => {
      const at = new RegExp(`['"]?\\b${key}\\b['"]?\\s{0,20}[:=]\\s{0,20}`).exec(body);
      const rest = at ? body.slice(at.index + at[0].length) : '';
      const literal = /^(?:'([^'\n]{0,2000})'|"([^"\n]{0,2000})"|(\d{1,9}(?:\.\d{1,6})?))/.exec(rest);
      return literal?.[1] ?? literal?.[2] ?? literal?.[3];
    };
    const list = /['"]?\bkeywords\b['"]?\s{0,20}[:=]\s{0,20}\[([^\]]{0,2000})\]/.exec(body)?.[1];
    const fee = /participation_fee['"]?\s{0,20}[:=]\s{0,20}(\d{1,6}(?:\.\d{1,2})?)/.exec(text)?.[1];
    const notes = [
      'The number of assignments is chosen when the session is made: fill in MaxAssignments.',
      'The address of the session is made with it: fill in “question”.',
    ];
    if (/qualification_requirements['"]?\s{0,20}[:=]\s{0,20}\[\s{0,20}[^\]\s]/.test(body))
      notes.push('qualification_requirements is Python and was not read: write it into “requirements”.');
    if (literalOf('grant_qualification_id')) notes.push('grant_qualification_id was not carried over: use “exclude”.');
    if (fee !== undefined) notes.push('The reward is the participation fee.');
    return [
      {
        name: folderName(path) ?? 'otree',
        format: 'oTree',
        definition: definitionOf({
          Title: textOf(literalOf('title')),
          Description: textOf(literalOf('description')),
          Keywords: list
            ? list
                .replace(/['"\n]/g, '')
                .split(',')
                .flatMap(each => each.trim() || [])
                .join(', ')
            : textOf(literalOf('keywords')),
          Reward: fee && Number(fee).toFixed(2),
          duration: wordsOf(literalOf('minutes_allotted_per_assignment'), 'min'),
          lifetime: wordsOf(literalOf('expiration_hours'), 'hours'),
        }),
        files: new Map(),
        notes,
      },
    ];
  });
