/** Models of the HIT page for tests of the browser side. */
import type { AssignmentView, HITViewModel } from '../../../src/panels/hit/contract.ts';
import type { PageContext, QuestionSource } from '../../../src/webview/hit/context.ts';

const now = Date.UTC(2026, 10, 2, 12);
const hour = 3600 * 1000;

export function assignmentView(facts: Partial<AssignmentView> = {}): AssignmentView {
  return {
    id: '3ASSIGNMENT000000000000000001',
    workerId: 'A2YUCJ28XANFOX',
    status: 'Submitted',
    submitted: now - hour,
    spent: 192_000,
    autoApproves: now + hour,
    answers: { ok: true, fields: [] },
    actions: [{ action: 'approve' }, { action: 'reject', forbidden: 'a rule' }],
    ...facts,
  };
}

/** A model with one text in every place where other people's words stand. */
export function hitModel(text: string, assignments?: readonly AssignmentView[]): HITViewModel {
  const shown = assignments ?? [
    assignmentView({
      workerId: text,
      feedback: text,
      note: text,
      answers: { ok: true, fields: [{ name: text, text }] },
    }),
    assignmentView({ id: '3B', answers: { ok: false, raw: text, reason: text } }),
  ];
  return {
    hitId: '3HIT',
    profile: { id: 'local', name: text, environment: 'local' },
    now,
    state: {
      kind: 'present',
      staleness: { loading: false, updated: now },
      hit: {
        title: text,
        description: text,
        keywords: [text],
        annotation: text,
        status: 'Assignable',
        typeId: '3TYPE',
        groupId: '3GROUP',
        max: 3,
        segments: [
          { kind: 'submitted', count: 2 },
          { kind: 'available', count: 1 },
        ],
        money: { reward: '$0.60', fee: '$0.12', soFar: '$0.00', toCome: '$2.16', real: false },
        created: now - hour,
        expires: now + hour,
        autoApprovalDelay: 3600,
        assignmentDuration: 600,
        requirements: [{ name: '', id: text, condition: text, guards: '' }],
        question: { kind: 'external', url: text, frameHeight: 400 },
        assignments: shown,
        assignmentsKnown: shown.length,
        bonuses: [{ workerId: text, assignmentId: '3A', amount: '$0.50', reason: text, paid: now - hour }],
        bonusesKnown: 1,
        review: [
          {
            level: 'HIT',
            policy: text,
            results: [{ subject: text, question: text, finding: text, value: text }],
            actions: [{ action: text, status: text, completed: now - hour, reason: text }],
            resultsKnown: 1,
            actionsKnown: 300,
          },
        ],
        timeline: [
          { kind: 'created', at: now - hour, count: 1, ahead: false },
          { kind: 'bonus', at: now - hour, count: 1, ahead: false, detail: '$0.50' },
          { kind: 'autoApproves', at: now + hour, count: 2, ahead: true },
        ],
        ledger: {
          state: 'ready',
          known: 1,
          entries: [
            {
              key: 'plan/0',
              at: now,
              label: 'Reject',
              result: 'failed',
              workerIds: [text],
              about: text,
              words: text,
              spent: '',
            },
          ],
        },
      },
    },
  };
}

interface ContextFacts {
  readonly question?: QuestionSource;
  readonly expanded?: (key: string) => boolean;
  readonly acted?: string[];
}

/** A context that remembers what was done. */
export function pageContext({ question, expanded, acted = [] }: ContextFacts): PageContext {
  return {
    now,
    question: question ?? { state: 'loading' },
    expansion: { has: expanded ?? (() => false), toggle: key => void acted.push(`toggle ${key}`) },
    perform: action => void acted.push(action),
    performOnAssignment: (action, id) => void acted.push(`${action} ${id}`),
    copy: text => void acted.push(`copy ${text}`),
    openLink: url => void acted.push(`open ${url}`),
    showMore: () => void acted.push('more'),
  };
}
