/**
 * Decides which of the events that could happen now happens next. Without one, events happen in the order in which
 * they came up.
 *
 * @since 0.1.0
 */
export interface Scheduler {
  /** Resolves when the turn of this event has come. */
  turn(label: string): Promise<void>;
}

/**
 * The part of fast-check's `fc.scheduler()` that is used: events wait until the test lets them happen.
 *
 * @since 0.1.0
 */
export interface TaskScheduler {
  /** Returns a promise that settles as `task` does, once the test has let it; `label` is what the test sees of it. */
  schedule<T>(task: Promise<T>, label?: string): Promise<T>;
}

/** Lets fast-check choose, shrink and print the order of events. */
export function scheduledBy(tasks: TaskScheduler): Scheduler {
  return { turn: (label) => tasks.schedule(Promise.resolve(), label) };
}
