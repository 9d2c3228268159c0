/** An STS on loopback: AssumeRole gives the keys it was told to give. */
import { type Listening, serving } from './network.ts';

export interface FakeSts extends Listening {
  /** The parameters of each AssumeRole that was asked for, and the access key that signed it. */
  readonly asked: { readonly parameters: URLSearchParams; readonly signedBy: string }[];
}

interface AssumedKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** With `mfaCode`, any other code is refused as STS refuses it. */
export async function fakeSts(keys: AssumedKeys, options: { readonly mfaCode?: string } = {}): Promise<FakeSts> {
  const asked: FakeSts['asked'] = [];
  const at = await serving((incoming, response) => {
    let body = '';
    incoming.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    incoming.on('end', () => {
      const parameters = new URLSearchParams(body);
      const signedBy = /Credential=([^/]+)/.exec(incoming.headers.authorization ?? '')?.[1] ?? '';
      asked.push({ parameters, signedBy });
      const refused = options.mfaCode !== undefined && parameters.get('TokenCode') !== options.mfaCode;
      response.writeHead(refused ? 403 : 200, { 'content-type': 'text/xml' });
      response.end(refused ? refusal : granted(keys, parameters.get('RoleArn') ?? ''));
    });
  });
  return { ...at, asked };
}

const refusal = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
<Code>AccessDenied</Code><Message>MultiFactorAuthentication failed with invalid MFA one time pass code. </Message></Error>
<RequestId>r-1</RequestId></ErrorResponse>`;

function granted(keys: AssumedKeys, role: string): string {
  return `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
<AssumedRoleUser><Arn>${role}/session</Arn><AssumedRoleId>AROA:session</AssumedRoleId></AssumedRoleUser>
<Credentials><AccessKeyId>${keys.accessKeyId}</AccessKeyId><SecretAccessKey>${keys.secretAccessKey}</SecretAccessKey>
<SessionToken>${keys.sessionToken}</SessionToken><Expiration>${new Date(Date.now() + 3600_000).toISOString()}</Expiration>
</Credentials></AssumeRoleResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></AssumeRoleResponse>`;
}
