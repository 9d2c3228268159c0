/** The Testing view's entry for HIT definitions. What is behind it is loaded when it is first looked at or run. */
import * as vscode from 'vscode';
import { testControllerId } from '../../ids.ts';
import { soon } from '../../ui/soon.ts';
import type { DefinitionTestRuns } from './definitionTestRuns.ts';
import type { DefinitionTests, TestHost } from './definitionTests.ts';

export function watchDefinitionTests(host: TestHost): DefinitionTestRuns {
  let controller: vscode.TestController | undefined;
  let tests: DefinitionTests | undefined;
  let loading: Promise<DefinitionTests> | undefined;
  const load = (): Promise<DefinitionTests> => {
    loading ??= import('./definitionTests.ts').then(({ DefinitionTests }) => {
      tests = new DefinitionTests(registered(), host);
      return tests;
    });
    return loading;
  };
  const registered = (): vscode.TestController => {
    if (controller) return controller;
    controller = vscode.tests.createTestController(testControllerId, 'MTurk HITs');
    controller.resolveHandler = async item => (await load()).resolve(item);
    controller.refreshHandler = async () => (await load()).discover();
    controller.createRunProfile(
      'Run on a Scratch Local',
      vscode.TestRunProfileKind.Run,
      async (request, token) => (await load()).run(request, token),
      true,
    );
    return controller;
  };
  const registering = soon(registered);
  return {
    run: async (definition, onStart) => (await load()).runFile(definition, onStart),
    dispose: () => {
      registering.dispose();
      controller?.dispose();
      tests?.dispose();
    },
  };
}
