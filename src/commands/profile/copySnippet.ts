import type { Connection } from '../../profiles/connectionVariables.ts';
import { isLocal } from '../../profiles/profile.ts';
import { snippetKinds } from '../../profiles/snippets.ts';
import type { Handler } from '../commandHandler.ts';
import { runningLocal } from '../local/running.ts';
import type { Needs } from '../workbench.ts';

export const copySnippet: Handler<Needs<'clipboard' | 'local' | 'prompts' | 'sessions'>> = async workbench => {
  const connection = connectionOf(workbench);
  const kind = await workbench.prompts.pick(
    `Copy connection snippet for ${connection.profile.name}`,
    'In which language?',
    snippetKinds.map(each => ({ label: each.label, detail: each.detail, value: each })),
  );
  if (!kind) return;
  await workbench.clipboard.writeText(kind.write(connection));
  await workbench.prompts.inform(
    connection.localKeys
      ? `Copied. It contains Local’s keys, which work nowhere else.`
      : `Copied, without keys: ${connection.profile.name}’s stay where they are.`,
  );
};

function connectionOf(workbench: Needs<'local' | 'sessions'>): Connection {
  const { profile } = workbench.sessions.current;
  if (!isLocal(profile)) return { profile, endpoint: profile.endpoint };
  const { endpoint, accessKeyId, secretAccessKey } = runningLocal(workbench);
  return { profile, endpoint, localKeys: { accessKeyId, secretAccessKey } };
}
