// What makes a page wider than its window; null where nothing does. What a scroller or a clipped box holds makes nothing wider.
const { scrollWidth, clientWidth } = document.documentElement;
if (scrollWidth <= clientWidth) return null;
const held = (element) => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
        if (getComputedStyle(box).overflowX !== "visible") return true;
    }
    return false;
};
const wide = [...document.querySelectorAll("body *")].filter(
    (element) => element.getBoundingClientRect().right > clientWidth && !held(element),
);
// Nothing in sight: then something hidden lies out there.
const last = wide.length ? wide : [...document.querySelectorAll("body *")].filter(
    (element) => element.getBoundingClientRect().right > clientWidth && getComputedStyle(element).position === "absolute",
);
return `${scrollWidth} px on ${clientWidth}: ${last.slice(-3).map((element) => element.outerHTML.slice(0, 200)).join("\n    ")}`;
