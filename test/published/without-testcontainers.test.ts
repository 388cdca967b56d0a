import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { installed, type Installed } from '../runners/installed.js';
import { ran } from '../runners/ran.js';

const advice =
  'ConfigurationError: a controller in a container needs the package testcontainers: npm install --save-dev testcontainers@11';

const ways = {
  'import.mjs': "import 'buildx-testkit/container';",
  'require.cjs': "require('buildx-testkit/container');",
  'target.mjs': "import { openTarget } from 'buildx-testkit/conformance';\nawait openTarget('container');",
  'target.cjs': "require('buildx-testkit/conformance').openTarget('container');",
};

describe('Without the package testcontainers', function () {
  // The package is made first.
  this.timeout('30s');
  let project: Installed;

  before(async () => {
    project = await installed({ 'package.json': '{}', ...ways });
    rmSync(join(project.directory, 'node_modules/testcontainers'));
  });

  after(() => project[Symbol.dispose]());

  for (const [file, text] of Object.entries(ways)) {
    it(`${text.split('\n').at(-1)} in ${file} says what to install`, async () => {
      const { code, output } = await ran(project.directory, 'node', file);
      expect(output).to.include(advice);
      expect(code).to.equal(1);
    });
  }
});
