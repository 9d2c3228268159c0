/** File uploads ended on 12 December 2017: asks the service all the same, and says what can be done. */
import { decodeAnswers } from '../../mturk/answers.ts';
import { isRefusal } from '../../mturk/errors.ts';
import type { Handler } from '../commandHandler.ts';
import { connected, selectAssignments } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';

const advice =
  'Amazon ended file uploads on 12 December 2017. Ask for a link in the answer, or let the task page upload to your own server.';

export const openUploadedFile: Handler<Needs<'explorer' | 'prompts' | 'sessions'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const { account } = session;
  const [picked] = (await selectAssignments(workbench, session, 'Open Uploaded File', clicked, selected)) ?? [];
  if (!picked) return;
  const { id, hitId } = picked.assignment;
  await account.open(hitId);
  const decoded = decodeAnswers(account.answer(hitId, id) ?? '');
  const upload = decoded.ok ? decoded.answers.find(({ value }) => value.kind === 'upload') : undefined;
  const input = { AssignmentId: id, QuestionIdentifier: upload?.question ?? 'file' };
  try {
    const { FileUploadURL } = await account.client.call('GetFileUploadURL', input, { priority: 'userRead' });
    if (FileUploadURL && /^https?:\/\//.test(FileUploadURL)) return await workbench.prompts.browse(FileUploadURL);
  } catch (error) {
    // Every service answers so now; the reason follows.
    if (!isRefusal(error)) throw error;
  }
  await workbench.prompts.warn(`Couldn’t open an uploaded file of assignment ${id}: the service has none. ${advice}`);
};
