/** Opens the page of a qualification type: its facts, a histogram of scores, its workers, requests and HITs. */
import * as vscode from 'vscode';
import { qualificationPageText } from '../../mturk/qualificationPage.ts';
import type { Handler } from '../commandHandler.ts';
import { connected } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';
import { selectQualificationTypes } from './selectTypes.ts';

export const openQualificationType: Handler<Needs<'prompts' | 'sessions'>> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const { account } = session;
  const [type] =
    (await selectQualificationTypes(workbench, session, 'Open Qualification Type', clicked, selected)) ?? [];
  if (!type) return;
  const qualifications = await account.people.qualifications();
  await qualifications.read(type.id);
  const details = qualifications.details(type.id);
  const text = qualificationPageText({
    type: details.type ?? type,
    holders: qualifications.holders(type.id),
    requests: account.workers.requests
      .filter(({ typeId }) => typeId === type.id)
      .map(request => {
        const answer = account.workers.testAnswer(request.id);
        return { ...request, answer, score: qualifications.scoreOf(type.id, answer) };
      }),
    hits: details.hits,
  });
  const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content: text });
  await vscode.window.showTextDocument(document, { preview: true });
};
