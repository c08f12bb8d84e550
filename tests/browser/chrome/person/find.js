// Finds what a person means by a visible label: arguments are the kind of thing, and the label.
const [kind, label] = arguments;

const shown = (element) => element.checkVisibility({ visibilityProperty: true });

// What an element says, without key hints, counts, marks and small print.
const words = (element) => {
  const copy = element.cloneNode(true);
  for (const aside of copy.querySelectorAll("kbd, .unseen, .need, .count, .faint")) aside.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
};

const labelled = (selector) =>
  [...document.querySelectorAll(selector)].filter((element) => shown(element) && words(element) === label);

// A button that has just come up takes no click for a moment: people wait that long.
const answers = (element) => getComputedStyle(element).pointerEvents !== "none";

const inMain = (element) => element.closest("main") !== null;

const kinds = {
  // A button or a link that says exactly this, or else one that says more; the page's own before the frame's.
  control() {
    const all = [...document.querySelectorAll("button, a[href], summary")].filter(shown);
    const exact = all.filter((element) => words(element) === label);
    const found = exact.length ? exact : all.filter((element) => words(element).includes(label));
    const meant = found.find(inMain) || found[0];
    return meant && answers(meant) ? meant : null;
  },
  // The field under a label, or one of the choices under a heading of choices.
  field() {
    return labelled("label")[0]?.control || null;
  },
};

return kinds[kind]();
