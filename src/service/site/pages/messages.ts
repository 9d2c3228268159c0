/** What requesters, and the service in their name, have written to a worker (reference.md §3.5). */

import { html, nothing } from '../html.ts';
import { layout } from '../pageLayout.ts';
import { page } from '../reply.ts';
import { forWorkers } from '../siteCall.ts';
import { when } from '../siteFormat.ts';
import { linked, readPosition, requesterName } from './parts.ts';

const pageSize = 25;

export const messagesPage = forWorkers(async (call, workerId) => {
  const before = readPosition(call.query.get('before'));
  const { messages, now } = await call.engine.run(tx => ({
    messages: tx.store.workerMessages
      .list(workerId, before, pageSize + 1)
      .map(message => ({ ...message, from: requesterName(tx, message.requesterId) })),
    now: tx.now,
  }));
  const shown = messages.slice(0, pageSize);
  const last = messages.length > pageSize ? shown.at(-1) : undefined;
  const body = html`<h1>Messages</h1>
${
  shown.length === 0
    ? html`<div class="empty"><p>You have no messages.</p></div>`
    : html`<ul class="list">${shown.map(
        ({ subject, text, from, sent }) =>
          html`<li class="card"><h2>${subject}</h2><p class="by">${from} · ${when(sent, now)}</p><p class="plain-text">${linked(text)}</p></li>`,
      )}</ul>`
}
${
  last || before !== undefined
    ? html`<nav class="pages" aria-label="Pages">${before === undefined ? nothing : html`<a class="button" href="/messages">Newest</a>`}${last ? html`<a class="button" href="/messages?before=${last.seq}">Older</a>` : nothing}</nav>`
    : nothing
}`;
  return page(layout(call, { title: 'Messages', body, place: 'messages' }));
});
