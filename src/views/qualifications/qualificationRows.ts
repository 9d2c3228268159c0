/** The rows of the Qualifications view, worked out from what the account knows. */
import type * as vscode from 'vscode';
import type { Account } from '../../account/account.ts';
import type { Qualifications } from '../../account/qualifications.ts';
import { systemQualificationName } from '../../mturk/systemQualifications.ts';
import type { Shown } from '../accountTree.ts';
import { failureNotes } from '../failures.ts';
import { markdown } from '../markdown.ts';
import { keyOf, type Node, type NoteNode, type SectionNode } from '../nodes.ts';
import { noteRow } from '../noteRow.ts';
import { hitRow, type Row } from '../rowLabels.ts';
import { holdingRow, requestRow, sectionRow, typeRow } from './qualificationLabels.ts';
import { holdingTooltip, requestTooltip, typeTooltip } from './qualificationTooltips.ts';

export function below(
  account: Account,
  qualifications: Qualifications,
  parent: Node | undefined,
  limit: number,
): Shown {
  if (!parent) return atRoot(account, qualifications, limit);
  if (parent.kind === 'qualificationType') return inType(account, qualifications, parent.typeId);
  if (parent.kind !== 'section') return { nodes: [] };
  const all = membersOf(account, qualifications, parent);
  if (all.length === 0) return { nodes: [emptyNote(parent)] };
  return { nodes: all.slice(0, limit), total: all.length };
}

/** All rows of a section, also those that show only after more were asked for. */
export function membersOf(
  account: Account,
  qualifications: Qualifications,
  { section, typeId = '' }: SectionNode,
): Node[] {
  switch (section) {
    case 'system':
      return qualifications.system().map(({ id }) => ({ kind: 'qualificationType', typeId: id }));
    case 'found':
      return (
        (qualifications.found?.types ?? [])
          // Own types and the system's have their places, and a row has one.
          .filter(({ id }) => !account.workers.types.has(id) && systemQualificationName(id) === undefined)
          .map(({ id }) => ({ kind: 'qualificationType', typeId: id }))
      );
    case 'holders':
      return qualifications.holders(typeId).map(({ workerId }) => ({ kind: 'worker', workerId, typeId }));
    case 'revoked':
      return qualifications.details(typeId).revoked.map(({ workerId }) => ({
        kind: 'worker',
        workerId,
        typeId,
        revoked: true,
      }));
    case 'requests':
      return account.workers.requests
        .filter(request => request.typeId === typeId)
        .map(({ id, workerId }) => ({ kind: 'worker', workerId, typeId, requestId: id }));
    case 'hits':
      return qualifications.details(typeId).hits.map(({ id }) => ({ kind: 'hit', hitId: id, typeId }));
  }
}

function atRoot(account: Account, qualifications: Qualifications, limit: number): Shown {
  const notes = failureNotes('list qualification types', account.workers.freshness, account.client.endpoint);
  const own = qualifications.own();
  const sections: Node[] = [
    ...(qualifications.found ? [{ kind: 'section', section: 'found' } as const] : []),
    { kind: 'section', section: 'system' },
  ];
  const nodes: Node[] = [
    ...notes,
    ...sections,
    ...own.slice(0, limit).map(({ id }): Node => ({ kind: 'qualificationType', typeId: id })),
  ];
  return { nodes, total: notes.length + sections.length + own.length };
}

function inType(account: Account, qualifications: Qualifications, typeId: string): Shown {
  const { freshness } = qualifications.details(typeId);
  const notes = failureNotes('read the qualification type', freshness, account.client.endpoint).map(note => ({
    ...note,
    under: `type/${typeId}`,
  }));
  if (!qualifications.isOwn(typeId)) {
    const note: NoteNode = {
      kind: 'note',
      id: 'foreign',
      label: 'Owned by another requester',
      description: 'Only its owner can see who has it.',
      icon: 'info',
      under: `type/${typeId}`,
    };
    return { nodes: [...notes, note] };
  }
  const sections = ['requests', 'holders', 'hits', 'revoked'] as const;
  return { nodes: [...notes, ...sections.map((section): Node => ({ kind: 'section', section, typeId }))] };
}

const emptyLabels: Readonly<Record<SectionNode['section'], string>> = {
  found: 'No other types found',
  system: 'No system types',
  holders: 'No workers have this qualification',
  requests: 'No pending requests',
  revoked: 'No revoked qualifications',
  hits: 'No HITs require this qualification',
};

function emptyNote(section: SectionNode): NoteNode {
  return {
    kind: 'note',
    id: 'empty',
    label: emptyLabels[section.section],
    description: '',
    icon: 'info',
    under: keyOf(section),
  };
}

export function above(qualifications: Qualifications, node: Node): Node | undefined {
  switch (node.kind) {
    case 'section':
      return node.typeId === undefined ? undefined : { kind: 'qualificationType', typeId: node.typeId };
    case 'worker': {
      if (node.typeId === undefined) return undefined;
      const section = node.requestId ? 'requests' : node.revoked ? 'revoked' : 'holders';
      return { kind: 'section', section, typeId: node.typeId };
    }
    case 'hit':
      return 'typeId' in node ? { kind: 'section', section: 'hits', typeId: node.typeId } : undefined;
    case 'qualificationType': {
      if (qualifications.isOwn(node.typeId)) return undefined;
      const system = systemQualificationName(node.typeId) !== undefined;
      return { kind: 'section', section: system ? 'system' : 'found' };
    }
    default:
      return undefined;
  }
}

/** Whether the service has more of a section than was read. */
function hasMore(qualifications: Qualifications, { section, typeId = '' }: SectionNode): boolean {
  if (section === 'found') return qualifications.found?.more ?? false;
  const { moreRevoked, moreHITs } = qualifications.details(typeId);
  return (section === 'revoked' && moreRevoked) || (section === 'hits' && moreHITs);
}

export function row(account: Account, qualifications: Qualifications, node: Node): Row | undefined {
  const now = account.now();
  switch (node.kind) {
    case 'note':
      return noteRow(node);
    case 'section':
      return sectionRow(node, {
        count: membersOf(account, qualifications, node).length,
        more: hasMore(qualifications, node),
        found: qualifications.found,
      });
    case 'qualificationType': {
      const type = qualifications.type(node.typeId);
      if (!type) return undefined;
      const requests = account.workers.requests.filter(({ typeId }) => typeId === node.typeId).length;
      const own = qualifications.isOwn(node.typeId);
      return typeRow(type, { own, holders: qualifications.holders(node.typeId).length, requests });
    }
    case 'hit': {
      const hit = requiring(account, qualifications, node);
      return hit && hitRow(hit, account.counts(hit), now);
    }
    case 'worker': {
      if (node.requestId !== undefined) {
        const request = account.workers.requests.find(({ id }) => id === node.requestId);
        return request && requestRow(request, scoreFor(account, qualifications, request), now);
      }
      const holding = holdingOf(qualifications, node);
      return holding && holdingRow(holding, node.revoked === true, account.workers.blockOf(node.workerId), now);
    }
    default:
      return undefined;
  }
}

export function tooltip(
  account: Account,
  qualifications: Qualifications,
  node: Node,
): vscode.MarkdownString | string | undefined {
  const now = account.now();
  switch (node.kind) {
    case 'note':
      return `${node.label}\n${node.description}`.trim();
    case 'qualificationType': {
      const type = qualifications.type(node.typeId);
      return type && markdown(typeTooltip(type, now));
    }
    case 'worker': {
      const request = account.workers.requests.find(({ id }) => id === node.requestId);
      if (request)
        return markdown(
          requestTooltip(
            request,
            account.workers.testAnswer(request.id),
            scoreFor(account, qualifications, request),
            now,
          ),
        );
      const holding = holdingOf(qualifications, node);
      return holding && markdown(holdingTooltip(holding, node.revoked === true, now));
    }
    default:
      return undefined;
  }
}

function holdingOf(qualifications: Qualifications, node: Extract<Node, { kind: 'worker' }>) {
  const { typeId = '', workerId, revoked } = node;
  const all = revoked ? qualifications.details(typeId).revoked : qualifications.holders(typeId);
  return all.find(holding => holding.workerId === workerId);
}

function requiring(account: Account, qualifications: Qualifications, node: Extract<Node, { kind: 'hit' }>) {
  const known = account.hit(node.hitId);
  if (known || !('typeId' in node)) return known;
  return qualifications.details(node.typeId).hits.find(({ id }) => id === node.hitId);
}

/** What the answer key of the type makes of a request's answers, where it has one. */
function scoreFor(
  account: Account,
  qualifications: Qualifications,
  { id, typeId }: { readonly id: string; readonly typeId: string },
): number | undefined {
  return qualifications.scoreOf(typeId, account.workers.testAnswer(id));
}
