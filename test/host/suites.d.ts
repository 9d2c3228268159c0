/** Made by scripts/build.ts: every `test/host/**` file that ends in `.test.ts`, by path, loaded on call. */
declare module 'host-suites' {
  export const suites: Record<string, () => Promise<unknown>>;
}
