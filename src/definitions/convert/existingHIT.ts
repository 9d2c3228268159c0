/** A definition of a HIT that exists: its settings, and its question as a file. */
import { durationText } from '../durations.ts';
import { type Converted, definitionOf } from './converted.ts';
import { placeQuestion } from './templates.ts';

/** A HIT as it was read; unknown members are absent. */
interface ExistingHIT {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly keywords: string;
  /** As the service writes amounts. */
  readonly reward: string;
  readonly maxAssignments: number;
  /** Seconds. */
  readonly assignmentDuration: number;
  /** Seconds. */
  readonly autoApprovalDelay: number;
  /** Seconds; 0 where it is not known. */
  readonly lifetime: number;
  /** As the API has them. */
  readonly requirements: readonly object[];
  /** XML; empty where it is not known. */
  readonly question: string;
}

export function fromHIT(hit: ExistingHIT): Converted {
  const notes: string[] = [];
  const files = new Map<string, string>();
  const name =
    hit.title
      .normalize('NFKD')
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60)
      .toLowerCase() || hit.id;
  let question: unknown;
  if (hit.question === '') notes.push('The question is not known: name it in “question”.');
  else question = placeQuestion(hit.question, name, files);
  if (hit.question.includes('${'))
    notes.push('The question has ${…} in it: with a data file, those that are columns would be filled.');
  if (hit.requirements.length > 0) notes.push('Requirements have the IDs of the environment that the HIT is in.');
  return {
    name,
    format: 'HIT',
    definition: definitionOf({
      Title: hit.title,
      Description: hit.description,
      Keywords: hit.keywords || undefined,
      Reward: hit.reward,
      MaxAssignments: hit.maxAssignments,
      duration: hit.assignmentDuration > 0 ? durationText(hit.assignmentDuration) : undefined,
      lifetime: hit.lifetime > 0 ? durationText(hit.lifetime) : undefined,
      AutoApprovalDelayInSeconds: hit.autoApprovalDelay,
      QualificationRequirements: hit.requirements,
      question,
    }),
    files,
    notes: [...notes, 'Review policies of a HIT can’t be read, so they are not in it.'],
  };
}
