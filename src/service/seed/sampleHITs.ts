/** What the sample data says: three studies, eight HITs. Times are hours before now. */
import type { Answer } from '../../mturk/answers.ts';
import type { Input } from '../shapes/operationInputs.ts';
import {
  bird,
  birdQuestion,
  dayOfHours,
  labellingType,
  stroop,
  stroopQuestion,
  stroopType,
  survey,
  surveyQuestion,
  surveyType,
} from './sampleStudies.ts';

export const hour = 3_600_000;

export interface SampleAssignment {
  readonly workerId: string;
  /** When it was submitted; for one still worked on, when it was accepted. */
  readonly hoursAgo: number;
  /** How long the work took. */
  readonly minutes: number;
  readonly answers: readonly Answer[];
  readonly outcome:
    | { readonly kind: 'working' }
    | { readonly kind: 'submitted' }
    | {
        readonly kind: 'approved';
        readonly hoursAgo: number;
        readonly feedback?: string;
        readonly bonus?: { readonly amount: string; readonly reason: string };
      }
    | { readonly kind: 'rejected'; readonly hoursAgo: number; readonly feedback: string };
}

export interface SampleHIT {
  readonly createdHoursAgo: number;
  readonly type: Input<'CreateHITType'>;
  readonly hit: Omit<Input<'CreateHITWithHITType'>, 'HITTypeId'>;
  readonly assignments: readonly SampleAssignment[];
}

const submitted = { kind: 'submitted' } as const;
const working = { kind: 'working' } as const;

function approved(hoursAgo: number, bonus?: { readonly amount: string; readonly reason: string }, feedback?: string) {
  return { kind: 'approved', hoursAgo, ...(bonus ? { bonus } : {}), ...(feedback ? { feedback } : {}) } as const;
}

export const sampleHITs: readonly SampleHIT[] = [
  {
    createdHoursAgo: 9 * dayOfHours,
    type: surveyType,
    hit: {
      MaxAssignments: 4,
      LifetimeInSeconds: 7 * dayOfHours * 3600,
      Question: surveyQuestion,
      RequesterAnnotation: 'wfh pilot',
    },
    assignments: [
      {
        workerId: 'A1Q7V4H2XKZB9D',
        hoursAgo: 210,
        minutes: 6,
        answers: survey('three_or_more', ['study', 'kitchen'], 'No commute, and lunch with my kids.'),
        outcome: approved(190, { amount: '0.25', reason: 'A thorough answer in the pilot. Thank you!' }),
      },
      {
        workerId: 'A2YUCJ28XANFOX',
        hoursAgo: 208,
        minutes: 4,
        answers: survey('one_or_two', ['kitchen'], 'Quiet mornings.'),
        outcome: approved(190),
      },
      {
        workerId: 'A3F8M1T6RNW0PL',
        hoursAgo: 201,
        minutes: 9,
        answers: survey('one_or_two', ['study'], 'I choose my own hours'),
        outcome: approved(189),
      },
      {
        workerId: 'AKH5E90CTJ2QY',
        hoursAgo: 197,
        minutes: 5,
        answers: survey('none', [], 'I do not, but I would like the sleep.'),
        outcome: approved(189, undefined, 'Thank you.'),
      },
    ],
  },
  {
    createdHoursAgo: 6 * dayOfHours,
    type: labellingType,
    hit: {
      MaxAssignments: 5,
      LifetimeInSeconds: 4 * dayOfHours * 3600,
      Question: birdQuestion('garden-0142'),
      RequesterAnnotation: 'birds 0142',
    },
    assignments: [
      { workerId: 'A3F8M1T6RNW0PL', hoursAgo: 140, minutes: 1, answers: bird('Robin'), outcome: approved(120) },
      {
        workerId: 'A1GX2ZC7WU5MVR',
        hoursAgo: 71,
        minutes: 2,
        answers: bird('Robin', 'A little blurred.'),
        outcome: submitted,
      },
      { workerId: 'A2L9D3SB6KPE8H', hoursAgo: 64, minutes: 1, answers: bird('Great tit'), outcome: submitted },
    ],
  },
  {
    createdHoursAgo: 50,
    type: stroopType,
    hit: {
      MaxAssignments: 9,
      LifetimeInSeconds: 5 * dayOfHours * 3600,
      Question: stroopQuestion('congruent'),
      RequesterAnnotation: 'stroop nov congruent',
    },
    assignments: [
      {
        workerId: 'A1Q7V4H2XKZB9D',
        hoursAgo: 47.2,
        minutes: 4,
        answers: stroop('red, blue, red, green, green, blue', 641, 'Fun one.'),
        outcome: approved(30, { amount: '0.50', reason: 'Among the fastest ten per cent.' }),
      },
      {
        workerId: 'A1GX2ZC7WU5MVR',
        hoursAgo: 46.9,
        minutes: 5,
        answers: stroop('red, blue, red, green, green, blue', 702, ''),
        outcome: approved(30),
      },
      {
        workerId: 'A2YUCJ28XANFOX',
        hoursAgo: 44.8,
        minutes: 5,
        answers: stroop('red, blue, red, green, blue, blue', 688, 'The fourth word took long to load.'),
        outcome: submitted,
      },
      {
        workerId: 'A3RT7KO1VQD4WN',
        hoursAgo: 41.5,
        minutes: 2,
        answers: stroop('-, -, -, -, -, -', 212, ''),
        outcome: {
          kind: 'rejected',
          hoursAgo: 29,
          feedback:
            'All 24 words were answered with the same key, in 0.2 s each. The instructions say that such work is not paid.',
        },
      },
      {
        workerId: 'A2L9D3SB6KPE8H',
        hoursAgo: 26,
        minutes: 6,
        answers: stroop('red, blue, red, green, green, blue', 815, ''),
        outcome: submitted,
      },
      {
        workerId: 'AKH5E90CTJ2QY',
        hoursAgo: 2.1,
        minutes: 4,
        answers: stroop('red, blue, blue, green, green, blue', 664, 'I hit the wrong key once, sorry!'),
        outcome: submitted,
      },
      { workerId: 'A30BNMX4F5YIS7', hoursAgo: 0.1, minutes: 7, answers: [], outcome: working },
    ],
  },
  {
    createdHoursAgo: 49.5,
    type: stroopType,
    hit: {
      MaxAssignments: 9,
      LifetimeInSeconds: 5 * dayOfHours * 3600,
      Question: stroopQuestion('incongruent'),
      RequesterAnnotation: 'stroop nov incongruent',
    },
    assignments: [
      {
        workerId: 'A3F8M1T6RNW0PL',
        hoursAgo: 45.9,
        minutes: 6,
        answers: stroop('blue, red, green, red, blue, green', 893, 'Harder than I thought.'),
        outcome: submitted,
      },
      {
        workerId: 'A14JC8UE6ZGT2O',
        hoursAgo: 20.4,
        minutes: 5,
        answers: stroop('blue, red, green, green, blue, green', 942, ''),
        outcome: submitted,
      },
      {
        workerId: 'A2YUCJ28XANFOX',
        hoursAgo: 0.07,
        minutes: 5,
        answers: stroop(
          'blue, red, green, red, blue, green',
          877,
          'Colour of “GREEN” in the third block looked yellow to me.',
        ),
        outcome: submitted,
      },
    ],
  },
  {
    createdHoursAgo: 28,
    type: labellingType,
    hit: {
      MaxAssignments: 3,
      LifetimeInSeconds: 4 * dayOfHours * 3600,
      Question: birdQuestion('garden-0207'),
      RequesterAnnotation: 'birds 0207',
    },
    assignments: [
      { workerId: 'A1GX2ZC7WU5MVR', hoursAgo: 22, minutes: 1, answers: bird('Blackbird'), outcome: submitted },
      { workerId: 'A14JC8UE6ZGT2O', hoursAgo: 19, minutes: 1, answers: bird('Blackbird'), outcome: submitted },
      {
        workerId: 'AKH5E90CTJ2QY',
        hoursAgo: 18,
        minutes: 3,
        answers: bird('Something else', 'I think this is a starling.'),
        outcome: submitted,
      },
    ],
  },
  {
    createdHoursAgo: 27.5,
    type: labellingType,
    hit: {
      MaxAssignments: 3,
      LifetimeInSeconds: 4 * dayOfHours * 3600,
      Question: birdQuestion('garden-0208'),
      RequesterAnnotation: 'birds 0208',
    },
    assignments: [
      { workerId: 'A2L9D3SB6KPE8H', hoursAgo: 17, minutes: 1, answers: bird('Blue tit'), outcome: approved(12) },
      { workerId: 'A30BNMX4F5YIS7', hoursAgo: 0.02, minutes: 1, answers: [], outcome: working },
    ],
  },
  {
    createdHoursAgo: 5,
    type: surveyType,
    hit: {
      MaxAssignments: 9,
      LifetimeInSeconds: 7 * dayOfHours * 3600,
      Question: surveyQuestion,
      RequesterAnnotation: 'wfh main',
    },
    assignments: [
      {
        workerId: 'A14JC8UE6ZGT2O',
        hoursAgo: 3.5,
        minutes: 7,
        answers: survey('three_or_more', ['study', 'cafe'], 'Fewer meetings.\nAnd my own coffee.'),
        outcome: submitted,
      },
    ],
  },
  {
    createdHoursAgo: 1,
    type: labellingType,
    hit: {
      MaxAssignments: 3,
      LifetimeInSeconds: 4 * dayOfHours * 3600,
      Question: birdQuestion('garden-0209'),
      RequesterAnnotation: 'birds 0209',
    },
    assignments: [],
  },
];
