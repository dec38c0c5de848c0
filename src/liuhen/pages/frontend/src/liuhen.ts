// The one entry of the front end: the style sheet and the islands of behaviour that pages ask for.
import "@tabler/core/dist/css/tabler.min.css";
import { startClocks } from "./clocks";
import { startForm } from "./form";
import { startHand } from "./hand";
import { startKeys } from "./keys";
import { startPads } from "./pad";
import { startPicks } from "./picks";
import { startPlayer } from "./player";
import { startTray } from "./tray";
import { startTrouble } from "./trouble";
import { startTurner } from "./turner";
import { startTucks } from "./tuck";
import { startUploads } from "./uploads";

startKeys();
startTrouble();
startClocks();
startTurner();
startTucks();
startForm();
startTray();
startPads();
startHand();
startUploads();
startPicks();
startPlayer();
