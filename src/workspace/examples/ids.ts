export const exampleIds = [
  'cascade-lake-and-skylake',
  'ice-lake-too',
  'epyc-pool',
  'intel-and-amd',
  'five-generations',
  'article-2010',
] as const;
export type ExampleId = (typeof exampleIds)[number];
