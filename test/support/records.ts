/** HITs and assignments for tests of pure logic. */

import type { AnsweredAssignment, HITWithQuestion } from '../../src/mturk/model.ts';
import { cents } from '../../src/mturk/money.ts';

/** Noon of a fixed day. */
export const noon = Date.UTC(2026, 10, 2, 12);
export const hour = 3600 * 1000;
export const day = 24 * hour;

export function someHIT(facts: Partial<HITWithQuestion> = {}): HITWithQuestion {
  return {
    id: '3HIT0000000000000000000000001',
    typeId: '3TYPE00000000000000000000001',
    groupId: '3GROUP0000000000000000000001',
    title: 'Judge the colour of words',
    description: 'Say in which colour each word is printed.',
    keywords: 'colour, words',
    annotation: '',
    status: 'Assignable',
    created: noon - day,
    expires: noon + day,
    reward: cents(60),
    maxAssignments: 5,
    autoApprovalDelay: 3 * 24 * 3600,
    assignmentDuration: 3600,
    pending: 0,
    available: 5,
    completed: 0,
    requirements: [],
    question: '',
    ...facts,
  };
}

export function someAssignment(facts: Partial<AnsweredAssignment> = {}): AnsweredAssignment {
  return {
    id: '3ASSIGNMENT000000000000000001',
    hitId: '3HIT0000000000000000000000001',
    workerId: 'A2YUCJ28XANFOX',
    status: 'Submitted',
    accepted: noon - 2 * hour,
    submitted: noon - hour,
    autoApproves: noon + 2 * day,
    answer: '',
    ...facts,
  };
}
