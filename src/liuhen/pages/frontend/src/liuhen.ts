// The one entry of the front end: the style sheet and the islands of behaviour that pages ask for.
import "@tabler/core/dist/css/tabler.min.css";
