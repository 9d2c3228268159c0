/** From a document to its plan: read, looked up at the service, and planned. */
import type * as vscode from 'vscode';
import type { Account } from '../../account/account.ts';
import { lackOf } from '../../files/decisionColumns.ts';
import { type Decision, type DecisionFile, readDecisions } from '../../files/decisions.ts';
import {
  type DecisionPlan,
  decisionsThatQuote,
  decisionsToLookUp,
  planDecisions,
  type State,
} from '../../files/plan.ts';
import { earlierBonuses, equalBonuses } from '../../ledger/earlierBonuses.ts';
import { cancelled } from '../../mturk/errors.ts';
import { decodeRow } from '../../review/decode.ts';
import { readSpendingLimits } from '../../ui/readSettings.ts';
import { CommandError } from '../commandError.ts';
import { readWithProgress } from '../readWithProgress.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';
import { statesOf } from './states.ts';

export interface PlannedFile {
  readonly document: vscode.TextDocument;
  /** The text that was planned. */
  readonly text: string;
  readonly file: DecisionFile;
  readonly plan: DecisionPlan;
}

/** Plans a document. Throws a {@link CommandError} where it is no file of decisions, and MTurkError. */
export async function planDocument(
  workbench: Needs<'decisions' | 'ledgers'>,
  session: ConnectedSession,
  document: vscode.TextDocument,
  { fresh }: { readonly fresh: boolean },
): Promise<PlannedFile> {
  const { profile, account } = session;
  const text = document.getText();
  const file = readDecisions(text);
  if (!file)
    throw new CommandError(
      `Couldn’t read ${document.uri.path.split('/').at(-1)} as a decision file: ${lackOf(text)}. Name the columns AssignmentId and at least one of Approve, Reject and Bonus.`,
    );
  workbench.decisions.report(document, file.problems);
  const here = { environment: profile.environment, endpoint: account.client.endpoint };
  const decisions = decisionsToLookUp(file, here);
  const { states, earlier, answers } = await readWithProgress(
    'Looking up the assignments',
    session,
    async (client, { signal, report }) => {
      const states = await statesOf(account, decisions, { fresh, client, signal, report });
      const known = decisions.flatMap(({ assignmentId, bonus }) => {
        const state = states.get(assignmentId);
        return bonus && state?.kind === 'known' ? [{ assignmentId, hitId: state.assignment.hitId }] : [];
      });
      // Always as the service has it at this moment: nobody may be paid twice.
      const plans = known.length > 0 ? await (await workbench.ledgers.of(profile.id)).plans() : [];
      const answers = await answersFor(account, decisions, states, signal);
      return { states, answers, earlier: await earlierBonuses(client, plans, known) };
    },
  );
  const plan = planDecisions(file, {
    ...here,
    stateOf: id => states.get(id),
    answersOf: id => answers.get(id),
    bonusesPaid: (id, amount, reason) => equalBonuses(earlier.get(id) ?? [], amount, reason).length,
    largestBonus: readSpendingLimits().bonus,
  });
  return { document, text, file, plan };
}

/** The answer fields of the assignments that texts of a file quote, by the assignment's id. Throws MTurkError. */
async function answersFor(
  account: Account,
  decisions: readonly Decision[],
  states: ReadonlyMap<string, State>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const quoted = new Set<string>();
  const hitIds = new Set<string>();
  for (const { assignmentId } of decisionsThatQuote(decisions)) {
    const state = states.get(assignmentId);
    if (state?.kind !== 'known') continue;
    quoted.add(assignmentId);
    hitIds.add(state.hit.id);
  }
  const answers = new Map<string, ReadonlyMap<string, string>>();
  const failure = await account.answered.read(hitIds, {
    signal,
    onPage: (_, assignments) => {
      for (const { id, answer } of assignments) {
        // With the names and texts that the file itself has.
        const decoded = quoted.has(id) ? decodeRow(answer, '|') : undefined;
        if (decoded?.ok) answers.set(id, new Map(decoded.fields));
      }
    },
    onRead: () => undefined,
  });
  if (failure) throw failure;
  if (signal.aborted) throw cancelled('ListAssignmentsForHIT');
  return answers;
}
