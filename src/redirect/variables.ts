/** Environment variables as programs read them: proxies go by either case, the lower one first. */

export type Variables = Readonly<Record<string, string | undefined>>;

/** A variable's value; undefined where it is empty too, as most programs take it. */
export function variable(env: Variables, name: string): string | undefined {
  return env[name] || undefined;
}

/** A variable that is known in both cases. */
export function eitherCase(env: Variables, name: string): string | undefined {
  return variable(env, name.toLowerCase()) ?? variable(env, name.toUpperCase());
}
