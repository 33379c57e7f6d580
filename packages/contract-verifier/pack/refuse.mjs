// What npm would pack here lacks the mended Dredd (docs/adr/0010).
console.error("Publish the tarball that pack/pack.mjs makes: npm publish <tarball>");
process.exit(1);
