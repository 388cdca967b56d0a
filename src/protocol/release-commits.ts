/**
 * The first digits of the commits of all releases and release candidates, by `minor` of `0.minor.patch`, in their order:
 * what a build says of itself that was made from a release without being told its version.
 */
export const releaseCommits: Readonly<Record<number, readonly string[]>> = {
  11: ['060ac842bbcd', '47e34f268416', '687feca9e8dc', 'b4df08551fb1', '9872040b6626'],
  12: ['2f1b7a013180', 'd537b9e418b9', '542e5d810e4a', '30feaa1a915b'],
  13: ['ae0a5e495a3c', 'e273a53c8883', '0de5f1ce3b31', '788433953af1'],
  14: ['df7a3db94712', '171fcbeb69d6', '171fcbeb69d6', '59582a88fca7'],
  15: ['d8de5bb34537', '39db6159f906', 'd3a53189f7e9', '1c1dbb2e4cb5'],
  16: ['b96ad59f64d4', '2a2648b1db6f', '10c9ff901c1c', '34c195271a3f', '99dea6dacacc'],
  17: ['ed341bafd022', '40ef3446f5b4', '78c8c28cf568', '257815a6fbae'],
  18: ['d3ff70ace0f5', '181348397cd2', '9b0575b58952', 'fa4461b9a1ec'],
  19: ['17eff25fe591', '6a1cf7887907', '71c788971927', '5113f9ea89af', '1fc5647dc281', '48d6a3927a14'],
  20: ['b73f58a90b52', 'a18ff4d5effb', 'c1d3955fbec2', '8e30c4669ca5', '245093b99ab7'],
  21: ['1dc5f0751bfd', 'ef73c64d2cb1', 'd9f8c733751b', '34ed52e4ae66', '7c2359c6bf8b', '1360a9e8d25a', '7b5fecbd7a62'],
  22: ['0d708c0bc242', '18ccba072076', '18ccba072076'],
  23: ['d69301d57b89', 'f58f0221e26f', '28c90eadc4c1'],
};

/** How many digits they have. */
export const commitDigits = 12;
