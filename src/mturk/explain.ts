/** Failures in human words. */
import { exchangeLimitCode, type MTurkError } from './errors.ts';

export interface Explanation {
  /** Why, as a clause that follows "…: ". */
  readonly reason: string;
  /** What to do about it, a sentence, or nothing where the reason says it all. */
  readonly advice: string;
}

/** Human words for a failure. The reason keeps the service's own words where it has any. */
export function explain(error: MTurkError, endpoint: string): Explanation {
  const { reason, advice } = wordsFor(error, endpoint);
  return { reason, advice: error.advice ?? advice };
}

function wordsFor(error: MTurkError, endpoint: string): Explanation {
  switch (error.kind) {
    case 'unreachable':
      return unreachable(error, endpoint);
    case 'notTheService':
      return {
        reason: `the server at ${endpoint} does not speak the Mechanical Turk API: ${error.words}`,
        advice: /^HPE_/.test(error.code)
          ? 'Check whether the endpoint should start with https:// instead of http://.'
          : 'Check the endpoint of the profile.',
      };
    case 'tls':
      return {
        reason: `the connection to ${endpoint} is not safe: ${certificateWords(error)}`,
        advice: tlsAdvice(error),
      };
    case 'proxy':
      return { reason: `the proxy did not let the request through: ${error.words}`, advice: proxyAdvice(error) };
    case 'badCredentials':
      return {
        reason: `the keys were not accepted (${error.words})`,
        advice: 'Check the keys, character by character.',
      };
    case 'expiredCredentials':
      return { reason: `the keys have expired (${error.words})`, advice: 'Get new ones, then check the profile.' };
    case 'clockSkew':
      return {
        reason: `${clockWords(error.words)} (${error.words})`,
        advice: 'Set the clock of this machine, then try again.',
      };
    case 'notConfirmed':
      return { reason: error.words, advice: 'Check the profile to agree or to enter other keys.' };
    case 'noCredentials':
      return {
        reason: `there are no keys for this profile (${error.words})`,
        advice: 'Edit the profile and enter its keys.',
      };
    case 'notPermitted':
      return {
        reason: `the keys may not do this (${error.words})`,
        advice: `The IAM user needs the action mechanicalturk:${error.operation}.`,
      };
    case 'notLinked':
      return {
        reason: 'this AWS account is not linked to a Mechanical Turk requester account',
        advice: 'Link the account at the requester site of this environment, then wait two minutes.',
      };
    case 'refused':
      return { reason: error.words, advice: '' };
    case 'invalid':
    case 'invalidParameter':
    case 'invalidCombination':
      return { reason: error.words, advice: '' };
    case 'throttled':
      return { reason: 'the service is throttling requests', advice: 'Try again in a moment.' };
    case 'serviceFault':
      return { reason: `the service failed (${error.words})`, advice: 'Try again in a moment.' };
    case 'unknownOperation':
      return { reason: `the service does not offer ${error.operation}`, advice: '' };
    case 'cancelled':
      return { reason: 'canceled', advice: '' };
  }
}

function unreachable({ code, words }: MTurkError, endpoint: string): Explanation {
  if (code === exchangeLimitCode)
    return {
      reason: `the exchange with ${endpoint} was ended: ${words}`,
      advice: 'Check the network and the service, then try again.',
    };
  return { reason: `nothing answers at ${endpoint} (${code})`, advice: unreachableAdvice(endpoint) };
}

function unreachableAdvice(endpoint: string): string {
  return /^https?:\/\/mturk-requester[^/]*\.amazonaws\.com/.test(endpoint)
    ? 'Amazon announced that its service closed on 30 September 2026. Local takes its place for development.'
    : 'Check that the service runs and that the endpoint of the profile is right.';
}

function certificateWords({ code, words }: MTurkError): string {
  switch (code) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return `its certificate is self-signed (${code})`;
    case 'CERT_HAS_EXPIRED':
      return `its certificate has expired (${code})`;
    case 'CERT_NOT_YET_VALID':
      return `its certificate is not valid yet (${code})`;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `its certificate is for another host (${code})`;
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_GET_ISSUER_CERT':
      return `its certificate is not signed by an authority that this machine trusts (${code})`;
    default:
      return `${words} (${code})`;
  }
}

function tlsAdvice({ code }: MTurkError): string {
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
    return 'The operator of the service must renew it. Check the clock of this machine, too.';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'Check the host in the endpoint of the profile.';
  if (/^(EPROTO|ERR_SSL)/.test(code))
    return 'Check whether the endpoint should start with http:// instead of https://.';
  return 'Add the issuer’s certificate to the system’s trusted ones. VS Code’s setting http.proxyStrictSSL turns the check off, for all hosts.';
}

function proxyAdvice({ code }: MTurkError): string {
  if (code === '407')
    return 'Put user name and password into VS Code’s setting http.proxy, as in http://user:password@proxy:3128, or the whole header value into http.proxyAuthorization.';
  return 'Check VS Code’s settings http.proxy and http.noProxy, and the variables HTTPS_PROXY and NO_PROXY.';
}

/** The service names the time of the signature first and its own last. */
function clockWords(words: string): string {
  const times = [...words.matchAll(/(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)(?:\.\d+)?Z/g)].map(match => {
    const [, year, month, day, hour, minute, second] = match.map(Number);
    return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  });
  const [signed, now] = [times.at(0), times.at(-1)];
  if (signed === undefined || now === undefined || times.length < 2) return 'the clock of this machine is wrong';
  const minutes = Math.round(Math.abs(signed - now) / 60_000);
  return `the clock of this machine is ${minutes} minutes ${signed > now ? 'ahead' : 'behind'}`;
}
