/** HITs and assignments as they come over the wire of a scratch Local, whose times are seconds. */
import { type AnsweredAssignment, type HITWithQuestion, readAssignment, readHIT } from '../mturk/model.ts';
import type { WireOutput } from './trialCalls.ts';

type SdkHIT = Parameters<typeof readHIT>[0];
type SdkAssignment = Parameters<typeof readAssignment>[0];

export function trialHIT(wire: unknown): HITWithQuestion {
  return readHIT(withDates(wire, ['CreationTime', 'Expiration']) as SdkHIT);
}

export function trialAssignments(output: WireOutput): AnsweredAssignment[] {
  const found = Array.isArray(output.Assignments) ? (output.Assignments as readonly unknown[]) : [];
  return found.map(each =>
    readAssignment(
      withDates(each, [
        'AcceptTime',
        'SubmitTime',
        'AutoApprovalTime',
        'ApprovalTime',
        'RejectionTime',
        'Deadline',
      ]) as SdkAssignment,
    ),
  );
}

function withDates(wire: unknown, names: readonly string[]): WireOutput {
  const record = { ...(wire as Record<string, unknown>) };
  for (const name of names) {
    const value = record[name];
    if (typeof value === 'number') record[name] = new Date(value * 1000);
  }
  return record;
}
