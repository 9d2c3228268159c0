/** What the review policies of a HIT found and did: known answers, plurality, each action and its state. */
import * as vscode from 'vscode';
import { HITDetails } from '../../account/hitDetails.ts';
import { reviewReportText } from '../../mturk/reviewReport.ts';
import type { Handler } from '../commandHandler.ts';
import { readWithProgress } from '../readWithProgress.ts';
import { connected, selectHITs } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';

/** Pages of results of one HIT. */
const mostPages = 100;

export const showReviewResults: Handler<Needs<'explorer' | 'prompts' | 'sessions'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const [hit] = (await selectHITs(workbench, session, 'Show Review Policy Results', clicked, selected)) ?? [];
  if (!hit) return;
  const details = new HITDetails(session.account.client);
  const levels = await readWithProgress('Reading review policy results', session, (_, { signal }) =>
    details.review(hit.id, { signal, priority: 'userRead', mostPages }),
  );
  const text = reviewReportText(hit.title, levels);
  if (text === undefined) {
    await workbench.prompts.inform(`HIT “${hit.title}” has no review policies, or they have found nothing yet.`);
    return;
  }
  const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content: text });
  await vscode.window.showTextDocument(document, { preview: true });
};
