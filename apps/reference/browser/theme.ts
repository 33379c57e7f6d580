/** Runs before anything is drawn: what a script makes possible is shown, and the colours are those that were chosen. */
import { chosenTheme } from "./settings.ts";

document.documentElement.classList.add("js");
const theme = chosenTheme();
if (theme !== undefined) document.documentElement.dataset.theme = theme;
