/** Puts events into the outbox, in the transaction in which they happen (reference.md §4.3, §6.11). */
import type { Tx } from '../domain/tx.ts';
import type { NotificationTarget } from '../storage/notifications.ts';
import { notificationDocument, type ToldEvent } from './document.ts';

/** Tells an event to whoever asked for it: nobody, or the destination set for its HIT type. */
export function queueEvent(tx: Tx, event: Omit<ToldEvent, 'at'>, requesterId: number): void {
  const settings = tx.store.notifications.settings(event.hitTypeId);
  if (!settings?.active || !settings.eventTypes.includes(event.type)) return;
  queueMessage(tx, { ...event, at: tx.now }, settings, requesterId);
}

/** Queues one message: to be sent where its transport has an endpoint, else to be kept for the control API. */
export function queueMessage(tx: Tx, event: ToldEvent, target: NotificationTarget, requesterId: number): void {
  const requester = tx.store.requesters.get(requesterId);
  if (!requester) throw new Error(`there is no requester ${requesterId}`);
  const { transport, destination, version } = target;
  const body = notificationDocument(event, requester, version, tx.newId());
  const sent = tx.outgoing.has(transport);
  tx.store.messages.add({ requesterId, transport, destination, body, created: tx.now }, sent ? 'ready' : 'kept');
  if (sent) tx.post();
}
