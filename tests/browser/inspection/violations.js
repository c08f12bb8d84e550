// What axe-core finds wrong with the page, one line each. Arguments: whether to look at colours only.
const [colours, done] = arguments;
const options = { resultTypes: ["violations"], ...(colours && { runOnly: ["color-contrast"] }) };
axe.run(document, options).then(({ violations, passes }) => {
  if (passes.length === 0) return done(["axe-core looked at nothing"]);
  const lines = ({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.html}\n    ${node.failureSummary}`);
  done(violations.flatMap(lines));
});
