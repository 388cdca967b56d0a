import { didYouMean } from '../../words/nearest.js';

/**
 * Lets nobody read a property that is not there, as chai's own assertions don't: a slip in a name would assert nothing,
 * and pass. Only `then` may be asked for, by `await`.
 */
export function guarded<T extends object>(place: string, target: T): T {
  return new Proxy(target, {
    get(of, name, receiver): unknown {
      if (typeof name === 'string' && name !== 'then' && !Reflect.has(of, name))
        throw new Error(`after ${place} there is no ${name}${didYouMean(name, Object.getOwnPropertyNames(of))}`);
      return Reflect.get(of, name, receiver);
    },
  });
}
