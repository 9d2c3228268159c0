/** Local on an archive: the API's reading operations and a little of the control API, nothing that changes anything. */
import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { authorized } from '../service/control/authorized.ts';
import { defaultKeys, type Ready } from '../service/serviceOptions.ts';
import { awsHandler } from '../service/wire/aws.ts';
import { createCors } from '../service/wire/cors.ts';
import { createFaults } from '../service/wire/faults.ts';
import { parseJson, readBody, send, sendJson } from '../service/wire/http.ts';
import { hostCheck } from '../service/wire/origin.ts';
import { createLimits } from '../service/wire/requestRate.ts';
import { close, controlPath, createHttpServer, type HttpHandler, listen } from '../service/wire/server.ts';
import { createStats } from '../service/wire/stats.ts';
import { answer } from './archiveOperations.ts';
import { ArchiveReader } from './archiveReader.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { ArchiveRefusal, openArchiveFile } from './schema.ts';

interface ArchiveServiceOptions {
  readonly host?: string;
  readonly port?: number;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly controlToken?: string;
  /** Told of failures that no caller sees. */
  readonly report?: (error: unknown) => void;
}

export interface ArchiveService {
  readonly ready: Ready & { readonly archive: Manifest };
  stop(): Promise<void>;
}

/** Serves an archive. Rejects with ArchiveRefusal, or with the listen error of a port. */
export async function serveArchive(file: string, options: ArchiveServiceOptions = {}): Promise<ArchiveService> {
  const {
    host = '127.0.0.1',
    report = () => undefined,
    controlToken = randomBytes(24).toString('base64url'),
  } = options;
  const { accessKeyId = defaultKeys.accessKeyId, secretAccessKey = defaultKeys.secretAccessKey } = options;
  const archive = new ArchiveReader(openArchiveFile(file));
  const manifest = readManifest(archive.database);
  if (!manifest) {
    archive.close();
    throw new ArchiveRefusal(`${file} has no manifest.`);
  }
  const requester = { id: 1, accessKeyId, secretAccessKey, customerId: 'AARCHIVE' };
  const now = (): number => manifest.asOf * 1000;
  const server = createHttpServer(
    {
      refusal: hostCheck([host]),
      api: awsHandler({
        perform: async (operation, input) => answer(archive, operation, input),
        now,
        requesterOf: key => (key === accessKeyId ? requester : undefined),
        stats: createStats(),
        faults: createFaults(),
        limits: createLimits(Date.now),
        pause: async () => undefined,
        wall: Date.now,
        report,
      }),
      control: controlOf(archive, manifest, controlToken),
      site: async (request, response) => {
        request.resume();
        send(response, 404, 'text/plain; charset=utf-8', 'This is an archive. It has no worker site.');
      },
      openTo: () => false,
      cors: createCors([]),
    },
    report,
  );
  try {
    const port = await listen(server, host, options.port ?? 0);
    const endpoint = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
    return {
      ready: {
        endpoint,
        workerSite: endpoint,
        controlUrl: `${endpoint}${controlPath}`,
        controlToken,
        accessKeyId,
        secretAccessKey,
        pid: process.pid,
        archive: manifest,
      },
      stop: async () => {
        await close(server, 2000);
        archive.close();
      },
    };
  } catch (error) {
    archive.close();
    throw error;
  }
}

const listInput = v.object({
  kind: v.picklist([
    'Inputs',
    'ResultFile',
    'ResultRow',
    'Worker',
    'HITType',
    'NotificationSetting',
    'Message',
    'Event',
  ]),
  /** Only those of this HIT. */
  parent: v.optional(v.string()),
  after: v.optional(v.object({ at: v.number(), seq: v.number() })),
  limit: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1000)), 100),
});

/** `health`, `manifest`, and `objects`: what an archive has that no operation of the API reads. */
function controlOf(archive: ArchiveReader, manifest: Manifest, token: string): HttpHandler {
  return async (request, response) => {
    const refuse = (status: number, code: string, message: string): void =>
      sendJson(response, status, { error: { code, message } });
    const body = await readBody(request);
    if (!authorized(request.headers.authorization, token))
      return refuse(401, 'Unauthorized', 'The control API needs Authorization: Bearer and its token.');
    const name = new URL(request.url ?? '/', 'http://localhost').pathname.slice(controlPath.length + 1);
    if (name === 'health') return sendJson(response, 200, { ok: true, pid: process.pid, now: manifest.asOf });
    if (name === 'manifest') return sendJson(response, 200, manifest);
    if (name !== 'objects') return refuse(403, 'ReadOnly', 'This is an archive, which is read-only.');
    const input = v.safeParse(listInput, (body.length === 0 ? { json: {} } : parseJson(body))?.json);
    if (!input.success) return refuse(400, 'InvalidInput', input.issues[0].message);
    const { kind, parent, after, limit } = input.output;
    const rows = archive.list({ kind, parent }, after, limit);
    const last = rows.length === limit ? rows.at(-1) : undefined;
    sendJson(response, 200, {
      objects: rows.map(row => row.content),
      ...(last ? { after: { at: last.at, seq: last.seq } } : {}),
    });
  };
}
