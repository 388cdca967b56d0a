import { expect } from 'chai';
import { parseTimeout } from '../../src/transport/grpc-timeout.js';

describe('grpc-timeout', () => {
  const times: Readonly<Record<string, number>> = {
    '2H': 7_200_000,
    '3M': 180_000,
    '5S': 5000,
    '+5S': 5000,
    '7m': 7,
    '500u': 0.5,
    '0n': 0,
    '-5S': 0,
    '99999999m': 99_999_999,
  };
  for (const [header, ms] of Object.entries(times)) {
    it(`${header} is ${ms} ms`, () => expect(parseTimeout(header)).to.equal(ms));
  }

  const malformed: Readonly<Record<string, string>> = {
    '': 'transport: timeout string is too short: ""',
    S: 'transport: timeout string is too short: "S"',
    '100000000S': 'transport: timeout string is too long: "100000000S"',
    '5s': 'transport: timeout unit is not recognized: "5s"',
    '1.5S': 'strconv.ParseInt: parsing "1.5": invalid syntax',
    ' 5S': 'strconv.ParseInt: parsing " 5": invalid syntax',
    '-S': 'strconv.ParseInt: parsing "-": invalid syntax',
  };
  for (const [header, text] of Object.entries(malformed)) {
    it(`${JSON.stringify(header)} is malformed`, () => expect(parseTimeout(header)).to.deep.equal({ malformed: text }));
  }
});
