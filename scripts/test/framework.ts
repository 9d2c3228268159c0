/** Mocha itself. A bundle that requires it gets the class on a newer Node and a namespace with the class in it on an older one. */
import imported from 'mocha';

export const Mocha = (imported as typeof imported & { default?: typeof imported }).default ?? imported;
