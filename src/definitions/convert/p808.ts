/** The P.808 toolkit's `create_hit.cfg`: a layout, minutes and days. */
import { baseName, type Converter, definitionOf, rewardOf, textOf, wordsOf } from './converted.ts';
import { flagOf, readIni } from './ini.ts';

export const fromP808: Converter = files =>
  [...files].flatMap(([path, text]) => {
    if (!path.endsWith('.cfg') || !text.includes('hit_layout_id')) return [];
    const ini = readIni(text);
    const [general, type, create] = [ini.get('general'), ini.get('hit_type'), ini.get('create_hit')];
    const layout = general?.get('hit_layout_id');
    if (!type || layout === undefined) return [];
    const notes = [
      'The layout’s ID is one of Amazon’s. Register its page as a layout of Local, or name an HTML file in “question”.',
      'The page is filled twice: {{cfg.…}} by P.808 before, ${…} for each row.',
    ];
    if (flagOf(general?.get('use_assignment_review_policy')))
      notes.push(
        'The assignment review policy (ScoreMyKnownAnswers) was not carried over: write AssignmentReviewPolicy, or use gold answers.',
      );
    const strict = flagOf(type.get('apply_qualification'));
    return [
      {
        name: baseName(path),
        format: 'P.808',
        definition: definitionOf({
          Title: textOf(type.get('title')),
          Description: textOf(type.get('description')),
          Keywords: textOf(type.get('keywords')),
          Reward: rewardOf(type.get('reward')),
          MaxAssignments: Number(create?.get('number_of_respondents') ?? 1) || 1,
          duration: wordsOf(type.get('time_allotted_per_worker_in_minutes'), 'min'),
          autoApproval: wordsOf(type.get('auto_approve_and_pay_workers_in_days') ?? 3, 'days'),
          lifetime: wordsOf(create?.get('task_expires_in_days'), 'days'),
          requirements: strict ? [{ hitsApproved: '>= 500' }, { percentApproved: '>= 98' }, { country: 'US' }] : [],
          question: { layout },
        }),
        files: new Map(),
        notes: [...notes, 'Name the CSV that P.808 made in “data”: its columns are the layout’s parameters.'],
      },
    ];
  });
