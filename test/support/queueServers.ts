/** Stand-ins for SQS and SNS on loopback, as far as a receiver of notifications needs them. What is sent to them comes twice. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Listening, serving } from './network.ts';

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of incoming.setEncoding('utf8')) body += String(chunk);
  return body;
}

interface Queued {
  readonly handle: string;
  readonly body: string;
}

interface QueueServer extends Listening {
  /** Messages that were sent and not deleted since, the second copies among them. */
  readonly left: () => number;
}

/** A queue in the JSON protocol: a message stays until it is deleted, and is handed out once. */
export async function queueServer(): Promise<QueueServer> {
  const ready: Queued[] = [];
  const inFlight = new Map<string, Queued>();
  let waiting: (() => void) | undefined;
  let handles = 0;

  const add = (body: string) => {
    handles += 1;
    ready.push({ handle: `handle-${handles}`, body });
    waiting?.();
  };
  const receive = async (): Promise<object> => {
    if (ready.length === 0)
      await new Promise<void>(resolve => {
        waiting = resolve;
      });
    const found = ready.splice(0, 1);
    for (const each of found) inFlight.set(each.handle, each);
    return {
      Messages: found.map(({ handle, body }) => ({
        MessageId: handle,
        ReceiptHandle: handle,
        MD5OfBody: createHash('md5').update(body).digest('hex'),
        Body: body,
      })),
    };
  };
  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const input = JSON.parse(await bodyOf(incoming)) as Record<string, string>;
    const send = (output: object) => {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(output));
    };
    switch (String(incoming.headers['x-amz-target'])) {
      case 'AmazonSQS.SendMessage':
        add(input.MessageBody ?? '');
        add(input.MessageBody ?? '');
        return send({ MessageId: `${handles}`, MD5OfMessageBody: '' });
      case 'AmazonSQS.ReceiveMessage':
        return send(await receive());
      case 'AmazonSQS.DeleteMessage':
        inFlight.delete(input.ReceiptHandle ?? '');
        return send({});
      default:
        response.writeHead(400).end();
    }
  };
  const at = await serving((incoming, response) => void answer(incoming, response));
  return { ...at, left: () => ready.length + inFlight.size };
}

/** A topic in the query protocol, which passes each message on to one subscriber, twice, after it asked for a confirmation. */
export async function topicServer(subscriber: string): Promise<Listening> {
  const pass = (body: object) => fetch(subscriber, { method: 'POST', body: JSON.stringify(body) });
  await pass({ Type: 'SubscriptionConfirmation', SubscribeURL: 'https://sns.invalid/confirm' });
  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = new URLSearchParams(await bodyOf(incoming));
    const message = { Type: 'Notification', TopicArn: form.get('TopicArn'), Message: form.get('Message') };
    for (const each of [message, message]) await pass(each);
    response.writeHead(200, { 'content-type': 'text/xml' });
    response.end('<PublishResponse/>');
  };
  return serving((incoming, response) => void answer(incoming, response));
}
