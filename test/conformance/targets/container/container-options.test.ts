import { expect } from 'chai';
import { resolveContainerOptions } from '../../../../src/conformance/targets/container/container-options.js';

describe('options of the container', () => {
  it('build an image from official ones and make it privileged by default', () => {
    const options = resolveContainerOptions({}, {});
    expect(options).to.include({ image: undefined, privileged: true, transport: 'auto', buildx: '0.13.1' });
  });

  it('come from the environment', () => {
    const environment = { BUILDX_TESTKIT_IMAGE: 'mine:1', BUILDX_TESTKIT_PRIVILEGED: 'false' };
    expect(resolveContainerOptions({}, environment)).to.include({ image: 'mine:1', privileged: false });
  });

  it('go before the environment', () => {
    const environment = { BUILDX_TESTKIT_IMAGE: 'mine:1', BUILDX_TESTKIT_PRIVILEGED: 'false' };
    const options = resolveContainerOptions({ image: 'other:1', privileged: true }, environment);
    expect(options).to.include({ image: 'other:1', privileged: true });
  });

  it('take an empty image name for none', () => {
    expect(resolveContainerOptions({}, { BUILDX_TESTKIT_IMAGE: '' }).image).to.equal(undefined);
  });
});
