/** What the rows of the Qualifications view say, without VS Code. */
import type { FoundTypes } from '../../account/qualifications.ts';
import { rowTokens } from '../../ids.ts';
import type { Instant } from '../../mturk/model.ts';
import { counted } from '../../mturk/plurals.ts';
import type { Holding, QualificationRequest, QualificationType } from '../../mturk/qualificationType.ts';
import { relativeText, relativeWords } from '../../mturk/times.ts';
import type { SectionNode } from '../nodes.ts';
import { longestName, printable, workerName } from '../phrases.ts';
import type { Row } from '../rowLabels.ts';

/** What a type is called where it is one line among others. */
export function typeName({ name, id }: Pick<QualificationType, 'name' | 'id'>): string {
  return printable(name, longestName) || printable(id, longestName) || 'Untitled qualification type';
}

export interface TypeCounts {
  readonly own: boolean;
  readonly holders: number;
  readonly requests: number;
}

export function typeRow(type: QualificationType, { own, holders, requests }: TypeCounts): Row {
  const parts = own
    ? [
        ...(requests > 0 ? [`${counted(requests, 'pending request')}`] : []),
        ...(type.active ? [] : ['inactive']),
        counted(holders, 'worker'),
        ...howGranted(type),
      ]
    : [type.id, ...(type.active ? [] : ['inactive'])];
  const label = typeName(type);
  return {
    label,
    description: parts.join(' · '),
    icon: own ? 'mortar-board' : 'verified',
    ...(requests > 0 ? { color: 'charts.yellow' } : type.active ? {} : { color: 'disabledForeground' }),
    contextValue: [rowTokens.qualificationType, ...(own ? [rowTokens.ownType] : [])].join('+'),
    accessible: [label, 'qualification type', ...parts].join(', '),
  };
}

function howGranted({ hasTest, hasKey, autoGranted }: QualificationType): string[] {
  if (autoGranted !== undefined) return [`auto-granted ${autoGranted}`];
  return hasTest ? [hasKey ? 'scored test' : 'test'] : [];
}

const sections: Readonly<Record<SectionNode['section'], readonly [label: string, icon: string]>> = {
  found: ['Search results', 'search'],
  system: ['System', 'verified'],
  holders: ['Workers', 'person'],
  requests: ['Pending requests', 'question'],
  revoked: ['Revoked', 'circle-slash'],
  hits: ['HITs that require it', 'list-unordered'],
};

/** `more`: whether there are more than `count` at the service. */
export function sectionRow(
  { section }: SectionNode,
  { count, more, found }: { readonly count: number; readonly more: boolean; readonly found: FoundTypes | undefined },
): Row {
  const [label, icon] = sections[section];
  const query = section === 'found' && found ? printable(found.search.query, longestName) : '';
  const description = [
    count.toLocaleString('en'),
    ...(query ? [`“${query}”`] : []),
    ...(more ? ['more exist'] : []),
  ].join(' · ');
  return {
    label,
    description,
    icon,
    ...(section === 'requests' && count > 0 ? { color: 'charts.yellow' } : {}),
    contextValue: 'section',
    accessible: `${label}, ${description}`,
    unfolded: section === 'requests' && count > 0,
  };
}

export function holdingRow(holding: Holding, revoked: boolean, blockedFor: string | undefined, now: Instant): Row {
  const label = workerName(holding.workerId);
  const score = holding.score === undefined ? 'no score' : `score ${holding.score}`;
  const blocked = blockedFor === undefined ? [] : ['blocked'];
  return {
    label,
    description: [...blocked, score, `granted ${relativeText(holding.granted, now)}`].join(' · '),
    icon: revoked ? 'circle-slash' : 'person',
    ...(blockedFor === undefined ? {} : { color: 'charts.red' }),
    contextValue: [rowTokens.worker, revoked ? rowTokens.revoked : rowTokens.holding].join('+'),
    accessible: [
      `Worker ${label}`,
      ...blocked,
      revoked ? 'revoked' : 'has it',
      score,
      `granted ${relativeWords(holding.granted, now)}`,
    ].join(', '),
  };
}

export function requestRow(request: QualificationRequest, score: number | undefined, now: Instant): Row {
  const label = workerName(request.workerId);
  const test = request.hasAnswer ? ['answered the test'] : [];
  const scored = score === undefined ? [] : [`test score ${score}`];
  return {
    label,
    description: [`asked ${relativeText(request.submitted, now)}`, ...(scored.length > 0 ? scored : test)].join(' · '),
    icon: 'question',
    color: 'charts.yellow',
    contextValue: [rowTokens.worker, rowTokens.request].join('+'),
    accessible: [
      `Worker ${label}`,
      'pending request',
      `asked ${relativeWords(request.submitted, now)}`,
      ...test,
      ...scored,
    ].join(', '),
  };
}
