/** What Open VSX asks of a manifest when it is published, beyond what vsce, which also makes the package for `ovsx`, asks. */

/** The parts of `package.json` that are looked at. */
export interface Manifest {
  readonly publisher?: unknown;
  readonly name?: unknown;
  readonly version?: unknown;
  readonly displayName?: unknown;
  readonly description?: unknown;
  readonly license?: unknown;
  readonly markdown?: unknown;
  readonly qna?: unknown;
  readonly homepage?: unknown;
  readonly keywords?: unknown;
  readonly categories?: unknown;
  readonly enabledApiProposals?: unknown;
  readonly galleryBanner?: { readonly color?: unknown; readonly theme?: unknown };
}

const identifier = /^[\w+$~-]{1,255}$/;
const semantic = /^\d{1,9}\.\d{1,9}\.\d{1,9}(-[\w.-]{1,100})?$/;
const longest = { displayName: 255, description: 2048, license: 255 } as const;
const mostKeywords = 30;
const longestKeyword = 200;

/** What is wrong with a manifest, in words; empty where it can be published. */
export function openVsxProblems(manifest: Manifest): string[] {
  const { publisher, name, version, markdown, qna, homepage, galleryBanner } = manifest;
  const found: string[] = [];
  const need = (fine: boolean, problem: string) => {
    if (!fine) found.push(`Open VSX: ${problem}`);
  };
  for (const [field, value] of [
    ['publisher', publisher],
    ['name', name],
  ] as const)
    need(
      typeof value === 'string' && identifier.test(value) && value !== '-',
      `${field} must be letters, digits and _ - + $ ~`,
    );
  need(typeof version === 'string' && semantic.test(version), 'version must be a semantic version');
  for (const field of ['displayName', 'description', 'license'] as const) {
    const value = manifest[field];
    need(typeof value === 'string' && value.trim() !== '', `${field} is missing`);
    need(String(value).length <= longest[field], `${field} is longer than ${longest[field]} characters`);
    need(!hasControls(String(value)), `${field} has control characters`);
  }
  for (const field of ['keywords', 'categories'] as const) {
    const values: readonly unknown[] = Array.isArray(manifest[field]) ? manifest[field] : [];
    need(values.length > 0, `${field} are missing`);
    need(values.length <= mostKeywords, `there are more than ${mostKeywords} ${field}`);
    for (const value of values)
      need(
        typeof value === 'string' && value.length <= longestKeyword && !hasControls(value),
        `${String(value)} is no name of ${field}`,
      );
  }
  need(markdown === undefined || markdown === 'github' || markdown === 'standard', 'markdown is github or standard');
  need(qna === undefined || qna === false || qna === 'marketplace' || isWeb(qna), 'qna is marketplace, false or a URL');
  need(homepage === undefined || isWeb(homepage), 'homepage must be a web address');
  const { color, theme } = galleryBanner ?? {};
  need(theme === undefined || theme === 'dark' || theme === 'light', 'the banner’s theme is dark or light');
  need(color === undefined || (typeof color === 'string' && color.length <= 16), 'the banner’s color is too long');
  need(manifest.enabledApiProposals === undefined, 'proposed API must not ship');
  return found;
}

function hasControls(text: string): boolean {
  return /[\p{Cc}]/u.test(text);
}

function isWeb(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}
