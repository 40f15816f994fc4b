// What htmx may do here: no styles or evaluated text of its own, no copies of pages, and what is refused (409, 422) is shown
// like any other answer. It reads this when the document is there, after this script.
Object.assign(htmx.config, {
  includeIndicatorStyles: false,
  allowEval: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  attributesToSettle: ["class", "width", "height"], // not "style": copying one back is refused, and warned of, by the CSP
  responseHandling: [
    { code: "204", swap: false },
    { code: "409|422", swap: true },
    { code: "[23]..", swap: true },
    { code: "[45]..", swap: false, error: true },
  ],
});
