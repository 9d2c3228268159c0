/** The unit level: TypeScript files straight on Node, nothing built. Its timeout only ends what hangs: machines are slow at times. */
import { selection } from './arguments.ts';
import { mocha } from './mocha.ts';

export const unit = (args: string[]) => mocha('unit', selection(args), ['--timeout', '300000']);
