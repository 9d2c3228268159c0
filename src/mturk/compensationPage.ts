/** The page of a HIT that pays one worker: what it is for, and one button. */
import { escapeXml } from './xml.ts';

const htmlQuestionNamespace =
  'http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2011-11-11/HTMLQuestion.xsd';

/** HTMLQuestion XML. `reason` is plain text. */
export function compensationPage(reason: string): string {
  const html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Payment</title>
<script src="https://s3.amazonaws.com/mturk-public/externalHIT_v1.js"></script>
</head>
<body>
<form name="mturk_form" id="mturk_form" method="post" action="https://www.mturk.com/mturk/externalSubmit">
<input type="hidden" name="assignmentId" id="assignmentId" value="">
<h1>Payment</h1>
<p>${escapeXml(reason)}</p>
<input type="hidden" name="collected" value="yes">
<p><input type="submit" value="Collect payment"></p>
</form>
<script>turkSetAssignmentID();</script>
</body>
</html>`;
  return `<HTMLQuestion xmlns="${htmlQuestionNamespace}"><HTMLContent><![CDATA[${html.replaceAll(']]>', ']] >')}]]></HTMLContent><FrameHeight>300</FrameHeight></HTMLQuestion>`;
}
