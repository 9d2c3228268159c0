import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { answersIn, assignmentId, hitId, utc } from '../../../support/importSamples.ts';
import { imported } from '../../../support/imports.ts';

describe('import of MTurkR and pyMTurkR tables', () => {
  it('reads MTurkR’s and pyMTurkR’s tables', async () => {
    const { of, all } = await imported({
      'assignments.csv': `"","AssignmentId","WorkerId","HITId","AssignmentStatus","AutoApprovalTime","AcceptTime","SubmitTime","ApprovalTime","RejectionTime","RequesterFeedback","Answer","ApprovalRejectionTime","SecondsOnHIT","mood"
"1","${assignmentId}","A1","${hitId}","Approved","2016-03-08T18:15:30Z","2016-03-05T18:10:30Z","2016-03-05T18:15:30Z","2016-03-06T18:15:30Z",NA,NA,NA,"2016-03-06T18:15:30Z",300,"good"\n`,
      'hits.csv': `"HITId","HITTypeId","HITGroupId","CreationTime","Title","Description","Keywords","HITStatus","MaxAssignments","Amount","AutoApprovalDelayInSeconds","Expiration","AssignmentDurationInSeconds","NumberOfAssignmentsPending","NumberOfAssignmentsAvailable","NumberOfAssignmentsCompleted"
"${hitId}","3T","3G","2016-03-05T18:00:30Z","Mood","d","k","Reviewable",5,"0.05",2592000,"2016-03-12T18:00:30Z",600,0,1,4\n`,
      'answers.csv': `"AssignmentId","WorkerId","HITId","QuestionIdentifier","FreeText","SelectionIdentifier","OtherSelectionField","UploadedFileKey","UploadedFileSizeInBytes"
"3PY","A2","${hitId}","second","b",NA,NA,NA,NA
"3PY","A2","${hitId}","first","a",NA,NA,NA,NA\n`,
      'bonuses.csv': `"AssignmentId","WorkerId","BonusAmount","Reason","GrantTime"\n"${assignmentId}","A1","0.50","ok","2016-03-07 10:15:30"\n`,
      'blocks.csv': `"","WorkerId","Reason"\n"1","A9","spam"\n`,
    });
    assert.deepEqual(answersIn(of('Assignment', assignmentId)), { mood: 'good' });
    assert.equal(of('HIT', hitId)?.Reward, '0.05');
    assert.equal(of('HIT', hitId)?.NumberOfAssignmentsCompleted, 4);
    assert.deepEqual(Object.keys(answersIn(of('Assignment', '3PY'))), ['first', 'second']);
    assert.equal(all('BonusPayment')[0]?.GrantTime, utc(2016, 3, 7, 10, 15, 30));
    assert.equal(of('WorkerBlock', 'A9')?.Reason, 'spam');
  });
});
