import { submenus } from '../../ids.ts';
import type { CommandContribution } from '../command.ts';
import { all, any, inView, oneRow, onRow, someHIT } from '../when.ts';

const onType = all(inView('qualifications'), onRow('qualificationType'));
const onOwnType = all(inView('qualifications'), onRow('ownType'));
const onHolder = all(inView('qualifications'), onRow('holding'));
const onRequest = all(inView('qualifications'), onRow('request'));

export const qualificationCommands = {
  publishQualification: {
    title: 'Publish Qualification Type…',
    icon: 'cloud-upload',
  },
  openQualificationType: {
    title: 'Open Qualification Type',
    icon: 'go-to-file',
    palette: someHIT,
    menus: [{ menu: 'view/item/context', when: all(onType, oneRow), group: '1_open@1' }],
  },
  searchQualificationTypes: {
    title: 'Search Qualification Types…',
    icon: 'search',
    menus: [{ menu: 'view/title', when: inView('qualifications'), group: 'navigation@2' }],
  },
  createQualificationType: {
    title: 'Create Qualification Type…',
    icon: 'add',
    menus: [{ menu: 'view/title', when: inView('qualifications'), group: 'navigation@1' }],
  },
  editQualificationType: {
    title: 'Edit Qualification Type…',
    icon: 'edit',
    palette: someHIT,
    menus: [{ menu: 'view/item/context', when: all(onOwnType, oneRow), group: '3_modify@1' }],
  },
  deleteQualificationType: {
    title: 'Delete Qualification Type…',
    icon: 'trash',
    palette: someHIT,
    menus: [{ menu: 'view/item/context', when: onOwnType, group: '9_destructive@1' }],
  },
  grantQualification: {
    title: 'Grant Qualification…',
    icon: 'add',
    palette: someHIT,
    menus: [
      { menu: 'view/item/context', when: all(onOwnType, oneRow), group: '3_modify@2' },
      {
        menu: 'view/item/context',
        when: all(inView('workers', 'qualifications'), onRow('worker')),
        group: '3_modify@2',
      },
      { menu: submenus.workers, group: '3_modify@1' },
    ],
  },
  revokeQualification: {
    title: 'Revoke Qualification…',
    icon: 'remove',
    palette: someHIT,
    menus: [{ menu: 'view/item/context', when: any(onHolder, all(onOwnType, oneRow)), group: '9_destructive@2' }],
  },
  setScore: {
    title: 'Set Score…',
    icon: 'symbol-number',
    palette: someHIT,
    menus: [{ menu: 'view/item/context', when: onHolder, group: '3_modify@3' }],
  },
  acceptRequest: {
    title: 'Accept Qualification Request…',
    icon: 'check',
    palette: someHIT,
    menus: [
      { menu: 'view/item/context', when: onRequest, group: 'inline@1' },
      { menu: 'view/item/context', when: onRequest, group: '3_modify@4' },
    ],
  },
  rejectRequest: {
    title: 'Reject Qualification Request…',
    icon: 'close',
    palette: someHIT,
    menus: [
      { menu: 'view/item/context', when: onRequest, group: 'inline@2' },
      { menu: 'view/item/context', when: onRequest, group: '9_destructive@3' },
    ],
  },
  copyQualificationTypeId: {
    title: 'Copy Qualification Type ID',
    icon: 'copy',
    palette: someHIT,
    menus: [{ menu: 'view/item/context', when: onType, group: '2_copy@1' }],
  },
} satisfies Record<string, CommandContribution>;
