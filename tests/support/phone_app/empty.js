// In place of a polyfill that Node does not need.
