// What a page is made of, apart from what its texts say: classes, fields, and what can be pressed.
const main = document.querySelector("main") || document.body;
const parts = new Set();
for (const element of main.querySelectorAll("*:not(svg *)")) {
  for (const name of element.classList) parts.add(name);
  if (element.name) parts.add(`field ${element.name}`);
  if (element.matches("button, .button")) parts.add(element.textContent.replace(/[\s\d]+/g, ""));
}
return [...parts].sort().join("\n");
