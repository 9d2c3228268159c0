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
      const literal = /^(?:'([^'\n]{0,2000})'|"([^"\n]{0,2000})"|(\d{1,9}(?:\.\d{1,6})?))/.exec(valueBehind(body, key));
      return literal?.[1] ?? literal?.[2] ?? literal?.[3];
    };
    const keywords = valueBehind(body, 'keywords');
    const list = keywords.startsWith('[') ? keywords.slice(1, Math.max(keywords.indexOf(']'), 1)) : undefined;
    const fee = /^\d{1,6}(?:\.\d{1,2})?/.exec(valueBehind(text, 'participation_fee'))?.[0];
    const notes = [
      'The number of assignments is chosen when the session is made: fill in MaxAssignments.',
      'The address of the session is made with it: fill in “question”.',
    ];
    if (/^\[\s{0,20}[^\]\s]/.test(valueBehind(body, 'qualification_requirements')))
      notes.push('qualification_requirements is Python and was not read: write it into “requirements”.');
    if (literalOf('grant_qualification_id'))
      notes.push(
        'grant_qualification_id was not carried over. To exclude these workers from the next study, name this definition in its “exclude”.',
      );
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

/** What follows a key of a Python dictionary or call, up to a few thousand characters; empty where it is not there. */
function valueBehind(text: string, key: string): string {
  for (let at = text.indexOf(key); at !== -1; at = text.indexOf(key, at + key.length)) {
    if (/\w/.test(text[at - 1] ?? '')) continue;
    const rest = text.slice(at + key.length, at + key.length + 4000);
    const sign = /^['"]?\s{0,20}[:=]\s{0,20}/.exec(rest);
    if (sign) return rest.slice(sign[0].length);
  }
  return '';
}
