/** Messages to workers with placeholders: what each worker reads, and how many requests that takes. */

export interface Message {
  readonly subject: string;
  readonly text: string;
}

/** What placeholders stand for. */
export interface Recipient {
  readonly workerId: string;
  readonly approved: number;
  /** As people read it: "$1.20". */
  readonly earned: string;
  readonly bonuses: string;
}

export const placeholders = ['worker', 'approved', 'earned', 'bonuses'] as const;

const pattern = /\{(worker|approved|earned|bonuses)\}/g;

/** A message as one worker reads it. `\n` in the text, as it is typed in one line, is a line break. */
export function messageFor({ subject, text }: Message, recipient: Recipient): Message {
  const values: Readonly<Record<(typeof placeholders)[number], string>> = {
    worker: recipient.workerId,
    approved: String(recipient.approved),
    earned: recipient.earned,
    bonuses: recipient.bonuses,
  };
  const fill = (template: string) =>
    template.replace(pattern, (_, name: (typeof placeholders)[number]) => values[name]);
  return { subject: fill(subject), text: fill(text.replaceAll('\\n', '\n')) };
}

/** Names in braces that are no placeholders: most likely typing errors. */
export function unknownPlaceholders(text: string): string[] {
  const names = [...text.matchAll(/\{([A-Za-z][\w.]{0,40})\}/g)].map(([, name = '']) => name);
  return [...new Set(names.filter(name => !placeholders.some(each => each === name)))];
}

/** Recipients who read the same, by what they read. */
export function groupMessages(
  message: Message,
  recipients: readonly Recipient[],
): { readonly message: Message; readonly workerIds: readonly string[] }[] {
  const groups = new Map<string, { message: Message; workerIds: string[] }>();
  for (const recipient of recipients) {
    const read = messageFor(message, recipient);
    const key = JSON.stringify([read.subject, read.text]);
    const group = groups.get(key);
    if (group) group.workerIds.push(recipient.workerId);
    else groups.set(key, { message: read, workerIds: [recipient.workerId] });
  }
  return [...groups.values()];
}
