// Runs before everything else, on whatever Node there is, so it uses nothing new: TypeScript files and node:sqlite need Node 24.
const NEEDED = 24;
const major = Number(process.versions.node.split('.')[0]);
if (major < NEEDED) {
  process.stderr.write(
    `streamchoice needs Node ${NEEDED} or newer; this is ${process.version}. On Linux "npm ci" (without --omit=optional) ` +
      'brings one along for npm start and npm test; elsewhere install it and put it first on the PATH.\n',
  );
  process.exit(1);
}
