/**
 * Runs steps, so many at once, in their order but for those that need one that has not ended. Prints a line for each
 * that ends well, all that it said for each that fails, and at last which failed; gives their names.
 */
export async function runSteps(steps, { atOnce, run, print }) {
  const waiting = [...steps];
  const ended = new Map();
  const running = new Map();
  while (waiting.length + running.size > 0) {
    for (const step of waiting.filter(({ needs }) => ended.get(needs) === false)) {
      print(`not run  ${step.name}: it needs ${step.needs}`);
      waiting.splice(waiting.indexOf(step), 1);
    }
    const ready = waiting.filter(({ needs }) => needs === undefined || ended.get(needs) === true);
    for (const step of ready.slice(0, atOnce - running.size)) {
      waiting.splice(waiting.indexOf(step), 1);
      running.set(step.name, oneStep(step.name));
    }
    await Promise.race(running.values());
  }
  const failed = steps.map(({ name }) => name).filter((name) => ended.get(name) === false);
  if (failed.length > 0) print(`\nfailed: ${failed.join(', ')}; to repeat one alone: npm run ${failed[0]}`);
  return failed;

  async function oneStep(name) {
    const start = performance.now();
    const { ok, output } = await run(name);
    const took = `${((performance.now() - start) / 1000).toFixed(1)} s`;
    print(ok ? `ok       ${name} (${took})` : `FAILED   ${name} (${took})\n\n${output.trim()}\n`);
    ended.set(name, ok);
    running.delete(name);
  }
}
