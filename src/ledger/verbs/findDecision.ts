/** Looks up what an assignment was decided to be. */
import { type Caller, unlessGone } from '../caller.ts';
import { decidedText } from '../decidedText.ts';
import { type Circumstances, type Finding, happened, notHappened } from '../finding.ts';

export async function findDecision(
  client: Caller,
  wanted: 'approve' | 'override' | 'reject',
  { assignmentId, feedback }: { readonly assignmentId: string; readonly feedback?: string | undefined },
  { decider }: Circumstances,
): Promise<Finding> {
  const read = await unlessGone(() => client.call('GetAssignment', { AssignmentId: assignmentId }));
  if ('gone' in read) return { found: 'noTrace', words: `the assignment can’t be read any more: ${read.gone}` };
  const { AssignmentStatus, ApprovalTime, RejectionTime, AutoApprovalTime, RequesterFeedback } =
    read.value.Assignment ?? {};
  const autoApproves = AutoApprovalTime?.getTime();
  if (AssignmentStatus === 'Approved') {
    const at = ApprovalTime?.getTime();
    const words = decidedText({ done: 'approved', at, autoApproves }, decider);
    return wanted === 'reject' ? { found: 'not', obstacle: `${words}, and paid` } : { ...happened, at, words };
  }
  if (AssignmentStatus === 'Rejected' && wanted !== 'override') {
    const at = RejectionTime?.getTime();
    const words = decidedText({ done: 'rejected', at, autoApproves }, decider);
    if (wanted === 'approve') return { found: 'not', obstacle: `${words}; use Reverse Rejection to approve it` };
    const same = RequesterFeedback === feedback;
    return { ...happened, at, marks: same ? 'same' : 'other', words: same ? words : `${words}, with another reason` };
  }
  return notHappened;
}
