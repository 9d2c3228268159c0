/** All readers, in the order in which they look: folders of one program first, then files that say what they are. */
import { findAmazonResults } from './amazonResults.ts';
import { findAmazonWorkers } from './amazonWorkers.ts';
import { findAmtiBatches } from './amti.ts';
import { findBatchInputs } from './batchInputs.ts';
import { findBeaverDam } from './beaverDam.ts';
import { findApiFiles } from './boto3.ts';
import { findCommandLineResults } from './commandLineTools.ts';
import { findDallinger } from './dallinger.ts';
import type { Finder } from './importedRows.ts';
import { findLocalExports } from './localExport.ts';
import { findMephisto } from './mephisto.ts';
import { findMturkManage } from './mturkManage.ts';
import { findMturkManager } from './mturkManager.ts';
import { findNosub } from './nosub.ts';
import { findOtree } from './otreeTables.ts';
import { findP808Batches } from './p808Batches.ts';
import { findParlai } from './parlai.ts';
import { findPsiturk } from './psiturk.ts';
import { findRTables } from './rTables.ts';
import { findSimpleAmt } from './simpleAmt.ts';
import { findTurkle } from './turkle.ts';

export const finders: readonly Finder[] = [
  findAmtiBatches,
  findNosub,
  findMephisto,
  findDallinger,
  findPsiturk,
  findParlai,
  findBeaverDam,
  findLocalExports,
  findCommandLineResults,
  findTurkle,
  findOtree,
  findAmazonResults,
  findAmazonWorkers,
  findMturkManage,
  findMturkManager,
  findRTables,
  findP808Batches,
  findSimpleAmt,
  findApiFiles,
  // What looks like any table comes last.
  findBatchInputs,
];
