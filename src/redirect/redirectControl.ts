/** Calls to the control API of the Local that a run uses. */

export interface Control {
  readonly url: string;
  readonly token: string;
}

/** Calls one verb. Rejects with the service's words. */
export async function callControl({ url, token }: Control, verb: string, input: unknown = {}): Promise<unknown> {
  const response = await fetch(`${url}/${verb}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`Local answered ${response.status} to ${verb}: ${text.slice(0, 300)}`);
  return JSON.parse(text);
}
