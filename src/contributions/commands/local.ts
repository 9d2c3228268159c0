import type { CommandContribution } from '../command.ts';
import { all, inView, key, keyIs, not } from '../when.ts';

export const localCommands = {
  startLocalWithSamples: {
    title: 'Start Local with Sample HITs',
    icon: 'play',
    enablement: not(key('localRunning')),
  },
  startLocal: {
    title: 'Start Local',
    icon: 'play',
    enablement: not(key('localRunning')),
    menus: [{ menu: 'view/title', when: all(inView('hits'), not(key('localRunning'))), group: '2_local@1' }],
  },
  stopLocal: {
    title: 'Stop Local',
    icon: 'debug-stop',
    enablement: key('localRunning'),
    menus: [{ menu: 'view/title', when: all(inView('hits'), key('localRunning')), group: '2_local@6' }],
  },
  useLocalForTerminals: {
    title: 'Use Local for This Workspace’s Terminals…',
    icon: 'terminal',
    enablement: not(key('localTerminals')),
    menus: [{ menu: 'view/title', when: all(inView('hits'), not(key('localTerminals'))), group: '2_local@7' }],
  },
  leaveTerminals: {
    title: 'Stop Using Local for This Workspace’s Terminals',
    icon: 'terminal',
    enablement: key('localTerminals'),
    menus: [{ menu: 'view/title', when: all(inView('hits'), key('localTerminals')), group: '2_local@7' }],
  },
  runInTerminal: {
    title: 'Run in Terminal Against Local…',
    icon: 'terminal',
    menus: [{ menu: 'view/title', when: inView('hits'), group: '2_local@8' }],
  },
  connectCode: {
    title: 'Connect Your Code…',
    icon: 'plug',
    menus: [{ menu: 'view/title', when: inView('hits'), group: '1_profile@4' }],
  },
  addSamples: {
    title: 'Add Sample HITs',
    icon: 'beaker',
    palette: all(key('localRunning'), keyIs('hitsEmpty', 'noHITsInLocal')),
  },
  openWorkerSite: {
    title: 'Open Worker Site',
    icon: 'globe',
    enablement: key('localRunning'),
    menus: [
      { menu: 'view/title', when: all(inView('hits'), key('localRunning'), key('localActive')), group: '2_local@2' },
    ],
  },
  simulateWorkers: {
    title: 'Simulate Workers…',
    icon: 'organization',
    enablement: key('localRunning'),
    menus: [
      { menu: 'view/title', when: all(inView('hits'), key('localRunning'), key('localActive')), group: '2_local@3' },
    ],
  },
  advanceClock: {
    title: 'Advance Local’s Clock…',
    icon: 'watch',
    enablement: key('localRunning'),
    menus: [
      { menu: 'view/title', when: all(inView('hits'), key('localRunning'), key('localActive')), group: '2_local@4' },
    ],
  },
  resetLocal: {
    title: 'Reset Local Data…',
    icon: 'discard',
    enablement: key('localRunning'),
    menus: [
      { menu: 'view/title', when: all(inView('hits'), key('localRunning'), key('localActive')), group: '2_local@9' },
    ],
  },
  showLocalLog: {
    title: 'Show Local Log',
    icon: 'output',
    menus: [{ menu: 'view/title', when: all(inView('hits'), key('localActive')), group: '3_log@2' }],
  },
} satisfies Record<string, CommandContribution>;
