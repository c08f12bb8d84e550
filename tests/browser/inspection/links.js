// The pages of the platform to which this one links.
return [...document.querySelectorAll("a[href]:not([download])")]
  .filter((link) => link.origin === location.origin)
  .map((link) => link.pathname + link.search);
