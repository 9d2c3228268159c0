/**
 * Which room may import which. A room is a folder of `src/`, or a file directly in it. What is not listed is closed, a new room
 * among it: whoever adds one says here what it is and what it needs.
 */
export interface Room {
  /** Rooms it may import besides itself; a path names the only file of a room, by the end of its name. */
  readonly rooms: readonly string[];
  /** Files of those rooms that it may not import all the same. */
  readonly except?: readonly string[];
  /** Whether it may use VS Code's API. */
  readonly vscode?: true;
  /** Whether it may use Node's modules; a room without also runs in browsers. */
  readonly node?: true;
}

const core = ['mturk'] as const;
const shared = ['ids.ts', 'contextKeys.ts', 'storageKeys.ts', 'refs.ts'] as const;

export const rooms: ReadonlyMap<string, Room> = new Map<string, Room>([
  // Would exist without VS Code.
  ['mturk', { rooms: [], node: true }],
  ['service', { rooms: [...core, 'statistics'], node: true }],
  ['archive', { rooms: [...core, 'service', 'files'], node: true }],
  ['redirect', { rooms: [...core, 'service', 'archive', 'definitions', 'trial'], node: true }],
  ['account', { rooms: [...core, 'refs.ts'], node: true }],
  ['ledger', { rooms: [...core, 'refs.ts'], node: true }],
  ['review', { rooms: [...core] }],
  ['statistics', { rooms: [...core, 'review'] }],
  ['files', { rooms: [...core, 'review', 'statistics'], node: true }],
  ['definitions', { rooms: [...core, 'review'], node: true }],
  ['trial', { rooms: [...core, 'definitions', 'review', 'files'], node: true }],
  ['local', { rooms: [], node: true }],
  // The VS Code half.
  ['ids.ts', { rooms: [] }],
  ['contextKeys.ts', { rooms: [] }],
  ['storageKeys.ts', { rooms: [] }],
  ['refs.ts', { rooms: ['ids.ts'] }],
  ['contributions', { rooms: ['ids.ts', 'contextKeys.ts'] }],
  ['ui', { rooms: [...core, ...shared], vscode: true, node: true }],
  ['profiles', { rooms: [...core, ...shared, 'account', 'local'], vscode: true, node: true }],
  ['documents', { rooms: [...core, ...shared, 'account'], vscode: true }],
  [
    'views',
    {
      rooms: [...core, ...shared, 'account', 'profiles', 'local', 'documents', 'ui'],
      // Views read the account; they never talk to a client.
      except: ['src/mturk/client.ts'],
      vscode: true,
    },
  ],
  [
    'panels',
    {
      // Pages report who has the keyboard.
      rooms: [...core, ...shared, 'account', 'profiles', 'review', 'statistics', 'ui/webviewKeyboard.ts'],
      vscode: true,
      node: true,
    },
  ],
  // The browser side sees of the panels only what both sides agreed on.
  ['webview', { rooms: [...core, ...shared, 'review', 'statistics', 'panels/contract.ts'] }],
  // Language features of definitions, loaded with the first one that is open.
  ['definitionEditor', { rooms: [...core, ...shared, 'definitions', 'profiles', 'ui'], vscode: true, node: true }],
  [
    'commands',
    {
      rooms: [
        ...core,
        ...shared,
        ...[
          'definitions',
          'definitionEditor',
          'account',
          'ledger',
          'review',
          'files',
          'profiles',
          'local',
          'documents',
          'views',
          'panels',
          'ui',
          'trial',
        ],
      ],
      vscode: true,
      node: true,
    },
  ],
  [
    'extension.ts',
    {
      rooms: [
        ...core,
        ...shared,
        'commands',
        'definitionEditor',
        'documents',
        'local',
        'panels',
        'profiles',
        'ui',
        'views',
      ],
      vscode: true,
      node: true,
    },
  ],
]);
