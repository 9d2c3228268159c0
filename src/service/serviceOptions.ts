/** What a service is started with, and what it reports when it is ready. */
import type { Cents } from '../mturk/money.ts';
import type { ClockMode } from './clock.ts';
import type { Every } from './control/attachments.ts';
import type { RandomBytes } from './entityIds.ts';
import type { Endpoints } from './notify/post.ts';

export type Seed = 'none' | 'sample';

export interface ServiceOptions {
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port?: number;
  /** The second port, whose pages are of another origin: task content. */
  readonly contentPort?: number;
  /** The database file; without one, everything is in memory. */
  readonly data?: string;
  /** What a database without any HIT is filled with. */
  readonly seed?: Seed;
  /** Starts the requester in funded mode with so much to spend, unless that was done before; without it, in sandbox mode. */
  readonly funds?: Cents;
  /** Where notifications go, by transport; one without an endpoint goes to the built-in queue. */
  readonly endpoints?: Endpoints;
  readonly clock?: ClockMode;
  /** Where a clock without history starts, in ms; wall time if not given. */
  readonly startTime?: number;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly controlToken?: string;
  /** Host names the service also goes by, for tunnels. */
  readonly allowHosts?: readonly string[];
  /** Serves pages of this machine and of these hosts through mirrors that lead Amazon's submit address here. */
  readonly submitRewrite?: { readonly hosts: readonly string[] };
  /** Whether an editor shows task frames of this service; it serves nobody else then. */
  readonly preview?: boolean;
  /** Told that a HIT's page took the task frame to a host of Amazon. */
  readonly onLeft?: (hitId: string, host: string) => void;
  /** Origins whose pages may call the API, `null` among them. */
  readonly allowOrigins?: readonly string[];
  readonly random?: RandomBytes;
  /** Wall time in ms. */
  readonly wall?: () => number;
  /** Resolves so many ms later. */
  readonly pause?: (ms: number) => Promise<unknown>;
  /** Told of failures that no caller sees. */
  readonly report?: (error: unknown) => void;
  /** Told the number of open `attach` streams whenever it changes. */
  readonly onAttached?: (open: number) => void;
  /** Told how many requests are being answered whenever that changes; each `attach` stream is one of them. */
  readonly onRequests?: (open: number) => void;
  /** What the heartbeat of `attach` streams goes by. */
  readonly every?: Every;
}

/** What a client needs to know; the one line that the command prints. */
export interface Ready {
  readonly endpoint: string;
  readonly workerSite: string;
  readonly controlUrl: string;
  readonly controlToken: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly pid: number;
}

/** Fixed, so that scripts work unchanged after a restart. */
export const defaultKeys = { accessKeyId: 'LOCALREQUESTER00', secretAccessKey: 'local-secret-key' } as const;
