/** The addresses of the site. Those that MTurk's own site had are the same here (reference.md §1). */

import { dashboardPage } from './pages/dashboard.ts';
import { groupsPage } from './pages/groups.ts';
import { messagesPage } from './pages/messages.ts';
import { askForQualification, beginTest, qualificationPage, submitTest, testPage } from './pages/qualification.ts';
import { qualificationsPage } from './pages/qualifications.ts';
import { signIn, signInPage, signOut } from './pages/signin.ts';
import { submittedPage } from './pages/submitted.ts';
import { groupPage, hitPage } from './pages/task.ts';
import { acceptNext, giveBack, submitForm } from './pages/work.ts';
import { redirect } from './reply.ts';
import type { Page } from './siteCall.ts';

export interface Route {
  readonly method: 'GET' | 'POST';
  /** Parts that begin with a colon are given to the page by that name. */
  readonly path: string;
  readonly page: Page;
}

export const routes: readonly Route[] = [
  { method: 'GET', path: '/', page: groupsPage },
  { method: 'GET', path: '/projects', page: () => redirect('/') },
  { method: 'GET', path: '/projects/:group/tasks', page: groupPage },
  { method: 'GET', path: '/projects/:group/tasks/accept_random', page: acceptNext },
  { method: 'GET', path: '/projects/:group/tasks/:hit', page: hitPage },
  { method: 'POST', path: '/projects/:group/tasks/:hit', page: submitForm },
  { method: 'POST', path: '/projects/:group/accept', page: acceptNext },
  { method: 'GET', path: '/mturk/preview', page: ({ query }) => previewLink(query.get('groupId')) },
  { method: 'POST', path: '/return', page: giveBack },
  { method: 'GET', path: '/submitted', page: submittedPage },
  { method: 'GET', path: '/dashboard', page: dashboardPage },
  { method: 'GET', path: '/messages', page: messagesPage },
  { method: 'GET', path: '/qualifications', page: qualificationsPage },
  { method: 'GET', path: '/qualifications/:type', page: qualificationPage },
  { method: 'POST', path: '/qualifications/:type/request', page: askForQualification },
  { method: 'POST', path: '/qualifications/:type/begin', page: beginTest },
  { method: 'GET', path: '/qualifications/:type/test', page: testPage },
  { method: 'POST', path: '/qualifications/:type/test', page: submitTest },
  { method: 'GET', path: '/signin', page: signInPage },
  { method: 'POST', path: '/signin', page: signIn },
  { method: 'POST', path: '/signout', page: signOut },
];

function previewLink(groupId: string | null) {
  return redirect(groupId ? `/projects/${encodeURIComponent(groupId)}/tasks` : '/');
}
