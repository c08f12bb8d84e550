// What makes the page wider than its window, if anything does.
const { scrollWidth, clientWidth } = document.documentElement;
if (scrollWidth <= clientWidth) return null;
const sticksOut = (element) => element.getBoundingClientRect().right > clientWidth + 1;
const wide = [...document.querySelectorAll("body *")].filter(sticksOut).slice(-3);
return `${scrollWidth} px on ${clientWidth}: ${wide.map((element) => element.outerHTML.slice(0, 200)).join("\n    ")}`;
