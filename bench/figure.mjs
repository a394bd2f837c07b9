/** Prints one figure as a line of JSON; with a target, smaller is better. */
export const figure = (name, value, unit, target) =>
  console.log(JSON.stringify({ name, value: +value.toFixed(3), unit, ...(target === undefined ? {} : { target, holds: value <= target }) }));
