"use strict";
/* Large drawings are laid out once, when all of them is there, and not with every piece that arrives. */
document.documentElement.classList.add("wait");
addEventListener("DOMContentLoaded", () => document.documentElement.classList.remove("wait"));
