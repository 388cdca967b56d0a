// Which files to run is said in package.json: a `spec` here would be added to what is named on the command line.
export default {
  'enable-source-maps': true,
  'forbid-only': Boolean(process.env.CI),
  timeout: '5s',
};
