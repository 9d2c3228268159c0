/**
 * Times as Amazon's service wrote them: Java's doubles, `1.558393704E9`, which the AWS CLI prints with `.0` (reference.md
 * §6.1).
 */

const times =
  /"(AcceptTime|ApprovalTime|AutoApprovalTime|CompleteTime|CreationTime|Deadline|Expiration|GrantTime|RejectionTime|SubmitTime)":(\d+)(?=[,}])/g;

/** A response body with its times as doubles. Inside of a text each quotation mark has a backslash, so none is touched. */
export function withDoubleTimes(json: string): string {
  return json.replace(times, (_, name: string, seconds: string) => `"${name}":${javaDouble(seconds)}`);
}

/** A whole number of seconds as Java prints a double: with an exponent from ten million on. */
function javaDouble(digits: string): string {
  if (digits.length < 8) return `${digits}.0`;
  const fraction = digits.slice(1).replace(/0+$/, '');
  return `${digits[0]}.${fraction === '' ? '0' : fraction}E${digits.length - 1}`;
}
