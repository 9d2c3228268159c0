/** The requirement that keeps holders of a qualification away, as code (reference.md §5). */

export interface ExclusionSnippet {
  readonly label: string;
  readonly detail: string;
  readonly text: string;
}

/** `id` and `name` are those of a qualification type; the name is only said in comments. */
export function exclusionSnippets(id: string, name: string): readonly ExclusionSnippet[] {
  const requirement = {
    QualificationTypeId: id,
    Comparator: 'DoesNotExist',
    ActionsGuarded: 'DiscoverPreviewAndAccept',
  };
  const members = Object.entries(requirement);
  const json = JSON.stringify(requirement, null, 2);
  const python = members.map(([key, value]) => `        ${JSON.stringify(key)}: ${JSON.stringify(value)},`).join('\n');
  return [
    {
      label: 'Python: boto3',
      detail: 'QualificationRequirements=[…] of create_hit and create_hit_type',
      text: `# Not for workers with the qualification ${commentText(name)}.\nQualificationRequirements=[\n    {\n${python}\n    },\n],\n`,
    },
    { label: 'JSON', detail: 'one element of QualificationRequirements', text: `${json}\n` },
    { label: 'Qualification type ID', detail: id, text: id },
  ];
}

/** One line that can't leave its comment. */
function commentText(text: string): string {
  return JSON.stringify(text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' '));
}
