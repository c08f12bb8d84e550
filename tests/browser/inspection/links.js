// The pages of the platform to which this one links. What people uploaded is no page.
return [...document.querySelectorAll("a[href]:not([download])")]
  .filter((link) => link.origin === location.origin && !link.pathname.startsWith("/files/"))
  .map((link) => link.pathname + link.search);
