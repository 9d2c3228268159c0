/** One row of a definition as a HIT of a scratch Local, for its task frame to be shown, and what was submitted in it. */
import { assignmentsPerHIT, createHITInput, rowOf } from '../definitions/createHIT.ts';
import type { LoadedDefinition } from '../definitions/load.ts';
import { decodeRow } from '../review/decode.ts';
import { callTrial, controlTrial, type TrialService } from './trialCalls.ts';
import { type TrialTypes, trialQualifications } from './trialQualifications.ts';

export interface TrialFrame {
  readonly hitId: string;
  readonly groupId: string;
  readonly kind: string;
  readonly url: string;
  readonly sandbox: string;
  readonly height: number;
  readonly reports: boolean;
  readonly assignmentId: string | undefined;
}

export interface SubmittedAnswer {
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Why the answer can't be decoded. */
  readonly problem: string | undefined;
}

const workerId = 'A1PREVIEW';
/** HITs that a service holds before it is emptied. */
const mostHITs = 500;

/** The HITs that are previewed at one service. */
export class PreviewHITs {
  readonly #service: TrialService;
  #types: TrialTypes = new Map();
  #made = 0;
  #layout = '';

  constructor(service: TrialService) {
    this.#service = service;
  }

  /** Makes the HIT of a row. Rejects with the service's words; throws RangeError where the definition has errors. */
  async show(
    loaded: LoadedDefinition,
    row: number,
    { accepted, layout }: { readonly accepted: boolean; readonly layout: Layout | undefined },
  ): Promise<TrialFrame> {
    const service = this.#service;
    if (this.#made >= mostHITs) await this.#empty();
    this.#made += 1;
    if (layout) await this.#register(layout);
    const ids = await trialQualifications(service, loaded.definition, this.#types);
    const [maxAssignments = 1] = assignmentsPerHIT(loaded.definition);
    const { HIT } = await callTrial(service, 'CreateHIT', createHITInput(loaded, { row, maxAssignments }, ids));
    const { HITId, HITGroupId } = HIT as { readonly HITId: string; readonly HITGroupId: string };
    const frame = await controlTrial(service, 'frame', { HITId, ...(accepted ? { WorkerId: workerId } : {}) });
    return {
      hitId: HITId,
      groupId: HITGroupId,
      kind: String(frame.kind),
      url: String(frame.url),
      sandbox: String(frame.sandbox),
      height: Number(frame.height),
      reports: frame.reports === true,
      assignmentId: typeof frame.AssignmentId === 'string' ? frame.AssignmentId : undefined,
    };
  }

  /** What was submitted; undefined while nothing was. Rejects with the service's words. */
  async answer({ hitId, assignmentId }: TrialFrame): Promise<SubmittedAnswer | undefined> {
    const { Assignments } = await callTrial(this.#service, 'ListAssignmentsForHIT', { HITId: hitId });
    const found = (Array.isArray(Assignments) ? (Assignments as readonly Wire[]) : []).find(
      each => each.AssignmentId === assignmentId,
    );
    if (!found) return undefined;
    const decoded = decodeRow(String(found.Answer ?? ''), '|');
    return decoded.ok ? { fields: decoded.fields, problem: undefined } : { fields: [], problem: decoded.reason };
  }

  async #empty(): Promise<void> {
    await controlTrial(this.#service, 'reset');
    this.#made = 0;
    this.#types = new Map();
    this.#layout = '';
  }

  /** The layout that the definition names, as it is in the Local that the user works with. */
  async #register(layout: Layout): Promise<void> {
    const state = JSON.stringify(layout);
    if (state === this.#layout) return;
    await controlTrial(this.#service, 'layout', { ...layout });
    this.#layout = state;
  }
}

interface Wire {
  readonly AssignmentId?: unknown;
  readonly Answer?: unknown;
}

/** A layout as the control API takes it. */
export interface Layout {
  readonly HITLayoutId: string;
  readonly name: string;
  readonly html: string;
  readonly frameHeight: number;
}

/** The inputs of a row, in the order of the data. */
export function inputsOf(loaded: LoadedDefinition, row: number): (readonly [name: string, value: string])[] {
  const { cells } = rowOf(loaded, row);
  return (loaded.data?.columns ?? []).map((name, at) => [name, cells[at] ?? '']);
}
