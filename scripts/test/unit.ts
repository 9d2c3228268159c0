/** The unit level: TypeScript files straight on Node, nothing built. */
import { selection } from './arguments.ts';
import { mocha } from './mocha.ts';

export const unit = (args: string[]) => mocha('unit', selection(args));
