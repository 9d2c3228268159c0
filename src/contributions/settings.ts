import { noticeKinds, settings } from '../ids.ts';

/** A link to another setting, as the settings editor draws it. */
function link(name: keyof typeof settings): string {
  return `\`#${settings[name]}#\``;
}

/** The headings of the settings editor, each with what belongs to it. */
export const settingSections: readonly {
  readonly title: string;
  readonly names: readonly (keyof typeof settings)[];
}[] = [
  { title: 'Profiles', names: ['profiles', 'readOnlyProfiles'] },
  { title: 'Money and Confirmations', names: ['bonusLimit', 'operationLimit', 'skipConfirmations', 'typeCountFrom'] },
  { title: 'Reviewing', names: ['reviewWarnings', 'rejectionReasons', 'messageTemplates'] },
  { title: 'Notices', names: ['notices', 'lowBalance', 'noticesInBackground'] },
  { title: 'Results', names: ['minimumWage', 'dataFiles'] },
  { title: 'Views', names: ['refreshInterval', 'linksEnabled'] },
];

export const settingContributions: Readonly<Record<(typeof settings)[keyof typeof settings], object>> = {
  [settings.bonusLimit]: {
    type: 'number',
    default: 10,
    minimum: 0,
    scope: 'application',
    markdownDescription: `Maximum amount of one bonus, in US dollars; \`0\` for no limit. A larger one is refused before anything is sent. Example: \`2.50\`. See also ${link('operationLimit')}.`,
  },
  [settings.operationLimit]: {
    type: 'number',
    default: 500,
    minimum: 0,
    scope: 'application',
    markdownDescription: `Maximum cost of one operation, in US dollars with fees; \`0\` for no limit. Example: \`100\`. See also ${link('bonusLimit')}.`,
  },
  [settings.skipConfirmations]: {
    type: 'array',
    items: {
      type: 'string',
      enum: ['local', 'sandbox'],
    },
    uniqueItems: true,
    default: [],
    scope: 'application',
    markdownDescription: `Environments where confirmation is skipped. Operations that spend real money are always confirmed. Example: \`["local"]\`. See also ${link('typeCountFrom')} and ${link('readOnlyProfiles')}.`,
  },
  [settings.typeCountFrom]: {
    type: 'integer',
    default: 5,
    minimum: 1,
    scope: 'application',
    markdownDescription: `The number of items from which a rejection or deletion asks you to type the count. Example: \`20\`. See also ${link('skipConfirmations')}.`,
  },
  [settings.readOnlyProfiles]: {
    type: 'array',
    items: {
      type: 'string',
    },
    uniqueItems: true,
    default: [],
    markdownDescription: `Names of profiles that may not change anything at the service. A workspace can add to this list. Example: \`["lab"]\`. See also ${link('profiles')}.`,
  },
  [settings.profiles]: {
    type: 'array',
    default: [],
    items: {
      type: 'object',
      required: ['name', 'endpoint'],
      additionalProperties: false,
      properties: {
        name: {
          type: 'string',
          description: 'The name of the profile.',
        },
        endpoint: {
          type: 'string',
          format: 'uri',
          description: 'The URL of the service.',
        },
        workerSite: {
          type: 'string',
          format: 'uri',
          description: 'The URL of the site where the workers of the service do HITs. Worker site links lead there.',
        },
        environment: {
          type: 'string',
          enum: ['local', 'sandbox', 'production', 'other'],
          default: 'other',
          description: 'Whether real money is spent there. “other” counts as real money.',
        },
        awsProfile: {
          type: 'string',
          description: 'The AWS profile that each user takes the keys from.',
        },
        keys: {
          type: 'string',
          enum: ['stored', 'environment'],
          default: 'stored',
          description:
            'Where each user’s keys come from if no AWS profile is named: secret storage, or the environment.',
        },
      },
    },
    markdownDescription:
      'Profiles for everyone who opens the workspace: name, endpoint, environment, and where each user’s keys come from. **Never keys.** Each is used only after you agreed to it, and none while the workspace is not trusted. Example: `[{ "name": "lab", "endpoint": "https://mturk.lab.example", "environment": "sandbox" }]`. See also ' +
      link('readOnlyProfiles') +
      '.',
  },
  [settings.refreshInterval]: {
    type: 'number',
    default: 60,
    minimum: 0,
    scope: 'window',
    markdownDescription:
      'Seconds between automatic refreshes of what can still change, while a view shows it and the window has the focus. Refreshes become less frequent while nothing changes. At least 10; `0` turns them off. Local pushes changes. Example: `300`. See also ' +
      link('reviewWarnings') +
      '.',
  },
  [settings.reviewWarnings]: {
    type: 'array',
    items: {
      type: 'number',
      exclusiveMinimum: 0,
    },
    uniqueItems: true,
    default: [24, 1],
    markdownDescription:
      'How many hours before auto-approval to warn about submitted work that has not been reviewed. Each assignment is reported once for each time; an empty list turns the warnings off. Example: `[48, 24, 2]`. See also ' +
      link('refreshInterval') +
      '.',
  },
  [settings.notices]: {
    type: 'array',
    items: {
      type: 'string',
      enum: noticeKinds,
      enumDescriptions: [
        'Workers submitted assignments',
        'All work of a batch or of a HIT is done',
        'The balance is lower than a limit',
        'Workers request one of your qualifications',
      ],
    },
    uniqueItems: true,
    default: [],
    scope: 'window',
    markdownDescription: `Events that show a message in the window. While any is selected and the window has the focus, the account is read every ${link('refreshInterval')} seconds, even when no view shows it. Example: \`["submissions", "requests"]\`. See also ${link('lowBalance')} and ${link('noticesInBackground')}.`,
  },
  [settings.lowBalance]: {
    type: 'number',
    default: 10,
    minimum: 0,
    scope: 'window',
    markdownDescription: `The balance in US dollars below which a message shows, where ${link('notices')} has \`balance\`. Example: \`50\`.`,
  },
  [settings.noticesInBackground]: {
    type: 'boolean',
    default: false,
    scope: 'window',
    markdownDescription: `Read the account for ${link('notices')} also while the window does not have the focus.`,
  },
  [settings.rejectionReasons]: {
    type: 'array',
    items: {
      type: 'string',
      maxLength: 1024,
    },
    uniqueItems: true,
    default: [],
    scope: 'window',
    markdownDescription:
      'Reasons that *Reject…* offers beside those that you used before; a workspace can add to yours. Each may contain `{worker}`, `{title}`, `{hit}`, `{assignment}`, `{minutes}` (from accepting to submitting) and `{answer.NAME}`, a field of the answer. What the worker will read is shown before anything is sent. Example: `["{worker}, your answer {answer.color} was given before the word was shown."]`.',
  },
  [settings.messageTemplates]: {
    type: 'array',
    items: {
      type: 'object',
      required: ['subject', 'text'],
      additionalProperties: false,
      properties: {
        subject: { type: 'string', maxLength: 200, description: 'The subject, at most 200 characters.' },
        text: { type: 'string', maxLength: 4096, description: 'The text, at most 4096 characters.' },
      },
    },
    default: [],
    scope: 'window',
    markdownDescription:
      'Messages that *Send Message…* offers beside those that you sent before; a workspace can add to yours. `{worker}`, `{approved}`, `{earned}` and `{bonuses}` are filled in for each worker. Example: `[{ "subject": "Thank you", "text": "You earned {earned}, {worker}." }]`.',
  },
  [settings.linksEnabled]: {
    type: 'boolean',
    default: true,
    scope: 'window',
    markdownDescription:
      'Whether IDs of the active profile’s HITs, assignments and workers are links in terminal output and in open files, with a hover that describes them.',
  },
  [settings.minimumWage]: {
    type: 'number',
    default: 0,
    minimum: 0,
    scope: 'window',
    markdownDescription:
      'The hourly pay in US dollars that dashboards compare with, for example the minimum wage where your workers live; `0` for none. Example: `7.25`. Choose one that fits your study.',
  },
  [settings.dataFiles]: {
    type: 'array',
    default: [],
    items: {
      type: 'object',
      required: ['files'],
      additionalProperties: false,
      properties: {
        files: {
          type: 'string',
          description: 'A glob of files in the workspace.',
        },
        column: {
          type: 'string',
          description: 'The column of CSV files that holds assignment IDs.',
        },
        name: {
          type: 'string',
          description: 'What the names of the files look like: {assignmentId} stands for the ID, * for anything.',
        },
      },
    },
    scope: 'resource',
    markdownDescription:
      'Your own data files and the assignments that they belong to, by a `column` with assignment IDs or by a `name` such as `*{assignmentId}*.json`. *Match Data Files…* lists data and assignments without a counterpart, and *Export Results…* can name the files beside each assignment.',
  },
};
