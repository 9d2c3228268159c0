/** Where a page does what it does, so that nobody takes production for a playground. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Child } from './templateChild.ts';
import { foreign } from './visibleText.ts';

export interface PageProfile {
  readonly name: string;
  readonly environment: string;
}

/** The environment and the profile, then the rest of the line. */
export function whereabouts({ name, environment }: PageProfile, ...rest: readonly Child[]): TemplateResult {
  const label = environmentLabel(environment);
  const named = name.toUpperCase() === label ? nothing : foreign(name);
  return html`<p class="where">${environmentBadge(environment)}${named}${rest}</p>`;
}

/** Marked where it spends real money, see `whereabouts.css`. */
export function environmentBadge(environment: string): TemplateResult {
  return html`<span class="environment" data-environment=${environment}>${environmentLabel(environment)}</span>`;
}

/** What an environment is called where it must not be mistaken. */
function environmentLabel(environment: string): string {
  return environment.toUpperCase();
}
